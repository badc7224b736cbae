// The record of a decision: what it tells, and that it stays as it is for as long as the decision does.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markdownText } from '../../src/plan/templates/escape-markdown.js';
import { backplane, flags, type Result } from '../cli/fake-terminal.js';
import { folderWith } from '../cli/folder-with.js';
import { forHostileNames } from '../plan/hostile.js';
import { decisionFor, planOf, ruleBase } from './decided-site.js';

const path = 'docs/decisions/signalr-backplane.md';
const site = {
  host: 'umbraco',
  'umbraco-version': '17.8.1',
  'load-balanced-part': 'backoffice',
  servers: 2,
  websockets: 'yes',
  'own-hubs': 'no',
  platform: 'linux-vm',
  cloud: 'on-premises',
  'load-balancer': 'haproxy',
  'sticky-sessions': 'no',
  database: 'sql-server',
  infrastructure: ['redis'],
  'redis-region': 'same',
  'data-protection-shared': 'no',
};
const record = (answers = {}, values = {}): string => planOf({ ...site, ...answers }, ['decision-record'], { values }).files[path] ?? '';

describe('the record', () => {
  const decision = decisionFor(site);
  const text = record();

  it('is written by default', () => {
    expect(ruleBase.parts.find(({ id }) => id === 'decision-record')).toMatchObject({ optional: false, group: 'decision-record' });
  });
  it('has the sections of MADR 4, in their order', () => {
    expect(text.match(/^#{1,2} .*$/gm)?.map((line) => line.replace(/^(# [^:]*):.*/, '$1'))).toEqual([
      '# SignalR messages between the servers',
      '## Context and Problem Statement',
      '## Considered Options',
      '## Decision Outcome',
      '## Pros and Cons of the Options',
      '## More Information',
    ]);
    expect(text).toMatch(/^---\nstatus: accepted\n---\n/);
  });
  it('tells every stated fact, where it is from, and what was assumed', () => {
    for (const id of Object.keys(site)) expect(text).toMatch(new RegExp(`^\\| \`${id}\` \\| .+ \\| stated \\|$`, 'm'));
    expect(text).toMatch(/^\| `processes-per-server` \| 1 \| assumed: .+ \|$/m);
  });
  it('names every option with its verdict, the recommended one first, and a reason for each', () => {
    const names = text.match(/^\* .+$/gm)?.slice(0, decision.verdicts.length) ?? [];
    expect(names[0]).toBe('* Redis (the Redis that runs already)');
    const verdicts = text.slice(text.indexOf('## Pros and Cons')).match(/^(?:Recommended|Usable.*?|Excluded): .+$/gm) ?? [];
    expect(verdicts).toHaveLength(decision.verdicts.length);
    expect(verdicts[0]).toMatch(/^Recommended: /);
    expect(verdicts.filter((line) => line.startsWith('Excluded'))).toHaveLength(
      decision.verdicts.filter(({ status }) => status === 'excluded').length,
    );
  });
  it('lists what must be so, one to tick for each, with its source', () => {
    expect(decision.prerequisites.length).toBeGreaterThan(3);
    expect(text.match(/^- \[ \] .+ \(Source: .+\)$/gm)).toHaveLength(decision.prerequisites.length);
  });
  it('says how to decide again, with which rules, and has a date only if somebody gave one', () => {
    expect(text).toContain('\n    backplane advise\n');
    expect(text).toContain(`rule base ${ruleBase.version}, checked ${ruleBase.checked}`);
    expect(text).not.toMatch(/^date:/m);
    expect(record({}, { day: '2027-01-02' })).toMatch(/^date: 2027-01-02$/m);
  });
  it('names questions that nobody answered', () => {
    expect(record({ database: 'unknown', 'redis-region': 'unknown' })).toMatch(/^Nobody stated .*`database`.*`redis-region`/m);
  });
  it('leaves out what generating itself changes', () => {
    const today = { 'skip-negotiation-setting': 'on', 'registered-backplane': ['redis', 'sql-server'] };
    expect(record(today)).toBe(text);
  });
});

describe('generated again', () => {
  const project = {
    'Site.csproj':
      '<Project Sdk="Microsoft.NET.Sdk.Web">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n  </PropertyGroup>\n  <ItemGroup>\n    <PackageReference Include="Umbraco.Cms" Version="17.8.1" />\n  </ItemGroup>\n</Project>\n',
    'appsettings.json':
      '{\n  "ConnectionStrings": {\n    "umbracoDbDSN": "Server=db;Database=site",\n    "umbracoDbDSN_ProviderName": "Microsoft.Data.SqlClient"\n  }\n}\n',
  };
  const { host: _, database: __, ...stated } = { ...site, infrastructure: 'redis', missing: 'unknown' };
  const generate = (folder: string, options: { more?: object; from?: string; where?: string[]; today?: string } = {}): Promise<Result> =>
    backplane(['generate', ...(options.where ?? []), ...flags({ ...stated, ...options.more }), '--yes'], {
      folder: options.from ?? folder,
      ...(options.today ? { today: options.today } : {}),
    });
  const read = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8');

  it('changes nothing: not what it has set itself, not the day, not the folder that it is called from', async () => {
    const folder = folderWith(project);
    const first = await generate(folder);
    expect(first.err).toContain(path);
    const before = read(folder, path);
    // The plan has switched negotiation off, and the next run finds that it is off.
    expect(read(folder, 'appsettings.json')).toContain('"ClientShouldSkipNegotiation": true');
    expect(before).toContain('| read from Site.csproj |');
    const second = await generate(folder, { from: join(folder, '..'), where: [folder], today: '2026-11-30' });
    expect(second.err).toContain('Nothing had to be written.');
    expect(second.code).toBe(0);
    expect(read(folder, path)).toBe(before);
  });
  it('keeps what was named once, and lets it follow the decision', async () => {
    const folder = folderWith(project);
    const file = 'deploy/compose/compose.yaml';
    await generate(folder, { more: { parts: 'compose' } });
    const before = read(folder, file);
    expect(before).toContain('image: redis:');
    expect((await generate(folder)).err).not.toContain(file);
    expect(read(folder, file)).toBe(before);
    await generate(folder, {
      more: { infrastructure: 'none', 'service-broker': 'enabled', priority: 'simplicity', 'distributed-cache': 'yes' },
    });
    expect(read(folder, path)).toContain('servers: SQL Server');
    expect(read(folder, file)).not.toContain('image: redis:');
  });
});

describe('text in Markdown', () => {
  it.each([
    ['plain text, 1,234 USD a month (48.97)', 'plain text, 1,234 USD a month (48.97)'],
    ['InvokeAsync<T> and [name]', 'InvokeAsync\\<T> and \\[name\\]'.replace('T>', 'T\\>')],
    ['a | b', 'a \\| b'],
    ['abort_connect, _emphasis_ and *more*', 'abort_connect, \\_emphasis\\_ and \\*more\\*'],
    ['&lt; and &', '\\&lt; and &'],
    ['# not a heading', '\\# not a heading'],
    ['1. not a list', '1\\. not a list'],
    ['17.8.1', '17.8.1'],
    ['- not a list', '\\- not a list'],
    ['https://example.com/a_b/c-d', 'https://example.com/a_b/c-d'],
    ['two\nlines', 'two lines'],
  ])('%j is %j', (text, written) => expect(markdownText(text)).toBe(written));
  it('stays one line without links, HTML, emphasis, code or table cells, for 1,000 hostile names', () => {
    const { refused } = forHostileNames(markdownText, (written, name) => {
      expect(written).not.toMatch(/[\n\r\u2028\u2029]/);
      expect(written.replaceAll(/\\[!-/:-@[-`{-~]/g, ' ')).not.toMatch(/[`*<>[\]|\\]|~~|&#?\w+;/);
      // What a reader of Markdown makes of it is the name again, on one line.
      expect(written.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')).toBe(name.replaceAll(/\r\n|[\p{C}\p{Zl}\p{Zp}]/gu, ' '));
    });
    expect(refused).toBe(0);
  });
});
