/** What rules/README.md promises: a backplane is a file and its templates, in this tree or in a folder of one's own, and no TypeScript. */
import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/decide/decide.js';
import { loadRulesFolders } from '../../src/knowledge/load/rules-folder.js';
import type { Fact, RuleBase } from '../../src/knowledge/types.js';
import { complete } from '../../src/site/site.js';
import { backplane, flags } from '../cli/fake-terminal.js';
import { folderWith } from '../cli/folder-with.js';
import { rulesFolder } from './rules-in-tree.js';

const site = {
  'Site.csproj':
    '<Project Sdk="Microsoft.NET.Sdk.Web">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n  </PropertyGroup>\n</Project>\n',
  'Program.cs':
    'using Microsoft.AspNetCore.SignalR;\n\nvar builder = WebApplication.CreateBuilder(args);\n\nvar app = builder.Build();\napp.MapHub<ChatHub>("/chat");\napp.Run();\n\npublic class ChatHub : Hub;\n',
};
const farm = {
  servers: 2,
  'sticky-sessions': 'yes',
  websockets: 'yes',
  'own-hubs': 'yes',
  'azure-services-allowed': 'no',
  'monthly-budget-usd': 0,
};
const carriers = [
  { id: 'rabbitmq', runs: 'rabbitmq', metrics: 'AddRabbitMqMetrics' },
  { id: 'pigeon', runs: 'pigeon-loft', metrics: 'AddPigeonsMetrics' },
];

describe.each(carriers)('$id', ({ id, runs, metrics }) => {
  const folder = fileURLToPath(new URL(`../fixtures/carriers/${id}`, import.meta.url));
  const answers = { ...farm, infrastructure: runs };
  const stated = Object.entries({ host: 'aspnetcore', 'target-framework': 'net10.0', ...answers }).map(
    ([question, value]): Fact => ({ id: question, value: question === 'infrastructure' ? [String(value)] : value, provenance: 'flag' }),
  );
  const decided = (ruleBase: RuleBase) => decide(ruleBase, complete(ruleBase, stated, { asOf: '2026-11-27' }), { asOf: '2026-11-27' });

  it('is decided the same in this tree and in a folder of one’s own', () => {
    const tree = mkdtempSync(join(tmpdir(), 'backplane-'));
    cpSync(rulesFolder, tree, { recursive: true });
    cpSync(join(folder, 'backplanes'), join(tree, 'backplanes'), { recursive: true });
    const inTree = decided(loadRulesFolders([tree]));
    const own = decided(loadRulesFolders([rulesFolder, folder]));
    expect(own.recommended).toBe(id);
    const parts = ({ outcome, recommended, verdicts, prerequisites, warnings }: typeof own) => ({
      outcome,
      recommended,
      verdicts,
      prerequisites,
      warnings,
    });
    expect(parts(inTree)).toEqual(parts(own));
  });

  it('is put into a project once, however often generate runs, and goes again', async () => {
    const project = folderWith(site);
    const generate = () =>
      backplane(['generate', '.', ...flags({ ...answers, missing: 'unknown' }), '--rules', folder, '--yes'], { folder: project });
    const first = await generate();
    expect(first.err).toContain('Written');
    const program = readFileSync(join(project, 'Program.cs'), 'utf8');
    expect(program).toContain('builder.AddSignalRBackplane();');
    expect(program).toContain(`builder.${metrics}();`);
    for (let again = 0; again < 2; again++) {
      expect((await generate()).err).toContain('Nothing had to be written');
      expect(readFileSync(join(project, 'Program.cs'), 'utf8')).toBe(program);
    }
    expect(readFileSync(join(project, 'SignalRBackplane/SignalRBackplaneExtensions.cs'), 'utf8')).toContain('"Site"');
    expect((await backplane(['undo', '.', '--rules', folder, '--yes'], { folder: project })).code).toBe(0);
    expect(readFileSync(join(project, 'Program.cs'), 'utf8')).toBe(site['Program.cs']);
  });

  it('is explained, with its rule, its choice and its examples', async () => {
    const shown = await backplane(['explain', `${id}-message-too-large`, '--rules', folder]);
    expect(shown.out).toContain('message-bytes: 100001: it applies');
    expect((await backplane(['explain', 'infrastructure', '--rules', folder])).out).toContain(runs);
  });
});

it('a choice that a backplane adds to what is no question is an error with its place', () => {
  const wrong = readFileSync(fileURLToPath(new URL('../fixtures/carriers/pigeon/backplanes/pigeon.yaml', import.meta.url)), 'utf8').replace(
    'infrastructure: [{value',
    'infrastructur: [{value',
  );
  expect(() => loadRulesFolders([rulesFolder, folderWith({ 'pigeon.yaml': wrong })])).toThrow(
    /pigeon\.yaml:10:\d+: "infrastructur" is not a question with choices\. Did you mean "infrastructure"\?/,
  );
});

it('an example that shows one side of its rule only is an error', () => {
  const wrong = readFileSync(fileURLToPath(new URL('../fixtures/carriers/pigeon/backplanes/pigeon.yaml', import.meta.url)), 'utf8').replace(
    'holds: false',
    'holds: true',
  );
  expect(() => loadRulesFolders([rulesFolder, folderWith({ 'pigeon.yaml': wrong })])).toThrow(/expected an example with "holds: false"/);
});
