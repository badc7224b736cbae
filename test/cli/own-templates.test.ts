/** A backplane of one's own, by files alone: its rules and its templates are put into a project. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSite, plan } from '../../src/site/api.js';
import { backplane, flags, type Result } from './fake-terminal.js';
import { folderWith } from './folder-with.js';

const part = (template: string): string => `
    - id: pigeon-registration
      title: Registration of the pigeons
      group: backplane
      when: {decision.backplane: pigeon}
      file: {path: Pigeons/PigeonExtensions.cs, template: ${template}, language: csharp}
      source: acme-docs
    - id: pigeon-package
      title: Pigeons for SignalR
      group: backplane
      when: {decision.backplane: pigeon}
      package: {id: Acme.SignalR.Pigeon, versions: {net10.0: 3.1.0}}
      source: acme-docs
    - id: pigeon-loft-built
      title: The loft
      group: backplane
      when: {decision.backplane: pigeon}
      step: 'Build a loft for {servers} servers.'
      source: acme-docs`;

const rules = (parts: string): string => `
sources:
  - {id: acme-docs, title: The handbook of Acme, url: https://acme.example/handbook, checked: 2026-11-01}
backplane:
  id: pigeon
  name: Carrier Pigeon
  summary: Messages travel over Acme's broker.
  traits: {needs-affinity: 'yes', needs-negotiation: 'no', needs-azure: 'no', registration: all-hubs, client-results: 'yes', delivery: at-most-once}
  measures:
    known-to-run: {formula: 1, source: acme-docs}
    capacity-headroom: {formula: 1000, source: acme-docs}
    production-readiness: {formula: 0, source: acme-docs}
    first-message-delay: {formula: {value: 0, unit: ms}, source: acme-docs}
    reuse: {formula: 1, source: acme-docs}
    vendor-guidance: {formula: 0, source: acme-docs}
    monthly-cost: {formula: {value: 0, unit: USD/month}, source: acme-docs}
    things-to-operate: {formula: 0, source: acme-docs}
    maintenance: {formula: 0, source: acme-docs}
  source: acme-docs
  parts:${parts}
`;
const template = `using System;

{{> "acme/notice.hbs"}}
namespace {{namespace project.folderNamespace}};

public static class PigeonExtensions
{
    public const string Name = {{csharp applicationName}};
}
`;
const files = {
  'rules/backplanes/pigeon.yaml': rules(part('acme/pigeons.cs.hbs')),
  'rules/templates/acme/pigeons.cs.hbs': template,
  'rules/templates/acme/notice.hbs': '// Feed {{servers}} pigeons.\n',
  'Shop/Shop.csproj':
    '<Project Sdk="Microsoft.NET.Sdk.Web">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n  </PropertyGroup>\n</Project>\n',
};

/** Generates into the project Shop, with the rules and templates of the user. */
function generate(folder: string, parts: string, ...more: string[]): Promise<Result> {
  const answers = flags({
    host: 'aspnetcore',
    servers: 3,
    platform: 'linux-vm',
    cloud: 'on-premises',
    'load-balancer': 'haproxy',
    'sticky-sessions': 'yes',
    infrastructure: 'none',
    database: 'none',
    missing: 'unknown',
  });
  return backplane(['generate', join(folder, 'Shop'), ...answers, '--rules', join(folder, 'rules'), '--parts', parts, ...more], { folder });
}

describe('rules and templates of the user', () => {
  it('put a backplane that the product does not know into a project', async () => {
    const folder = folderWith(files);
    const { code, out, err } = await generate(folder, 'backplane', '--yes');
    expect(err).toContain('Written: ');
    expect(code).toBe(0);
    expect(out).toContain('Plan for Carrier Pigeon');
    expect(out).toContain('Build a loft for 3 servers.');
    expect(readFileSync(join(folder, 'Shop/Pigeons/PigeonExtensions.cs'), 'utf8')).toBe(
      'using System;\n\n// Feed 3 pigeons.\nnamespace Shop.Pigeons;\n\npublic static class PigeonExtensions\n{\n    public const string Name = "Shop";\n}\n',
    );
    expect(readFileSync(join(folder, 'Shop/Shop.csproj'), 'utf8')).toContain(
      '<PackageReference Include="Acme.SignalR.Pigeon" Version="3.1.0" />',
    );
    const again = await generate(folder, 'backplane', '--yes');
    expect(again.err).toContain('Nothing had to be written.');
    expect(again.code).toBe(0);
  });
  it('do the same through the public API', async () => {
    const folder = folderWith(files);
    const answers = {
      host: 'aspnetcore',
      servers: 3,
      platform: 'linux-vm',
      'sticky-sessions': 'yes',
      infrastructure: [],
      database: 'none',
    };
    const site = await openSite({ folder: join(folder, 'Shop'), answers, rules: join(folder, 'rules'), asOf: '2026-11-23' });
    expect(plan(site, ['backplane']).changes.find(({ path }) => path.startsWith('Pigeons/'))?.after).toContain('// Feed 3 pigeons.');
  });
  it('take the place of templates that the product has', async () => {
    const built = 'templates/csharp/redis-extensions.cs.hbs';
    const folder = folderWith({ ...files, 'rules/backplanes/pigeon.yaml': 'definitions: []\n', [`rules/${built}`]: '// Ours.\n' });
    const redis = await generate(folder, 'backplane', '--yes');
    expect(redis.code).toBe(0);
    expect(readFileSync(join(folder, 'Shop/SignalRBackplane/SignalRBackplaneExtensions.cs'), 'utf8')).toBe('// Ours.\n');
  });
  it('name the place where a template is missing', async () => {
    const folder = folderWith({ ...files, 'rules/backplanes/pigeon.yaml': rules(part('acme/pigeon.cs.hbs')) });
    const { code, err } = await generate(folder, 'backplane', '--yes');
    expect(code).toBe(3);
    expect(err).toContain('pigeon-registration');
    expect(err).toContain(join(folder, 'rules/templates/acme/pigeon.cs.hbs'));
    expect(existsSync(join(folder, 'Shop/Pigeons'))).toBe(false);
  });
  it.each([
    ['{{aplicationName}}', 'aplicationName'],
    ['{{#if facts}}', 'Parse error'],
    ['{{> "acme/notic.hbs"}}', 'acme/notic.hbs'],
  ])('name the file and the mistake where a template holds %s', async (text, mistake) => {
    const folder = folderWith({ ...files, 'rules/templates/acme/pigeons.cs.hbs': text });
    const { code, err } = await generate(folder, 'backplane', '--yes');
    expect(code).toBe(3);
    expect(err).toContain(join(folder, 'rules/templates/acme/pigeons.cs.hbs'));
    expect(err).toContain(mistake);
  });
});

describe('--parts', () => {
  it('is explained with every group, and which of them come only if named', async () => {
    const { out } = await backplane(['generate', '--help', '--rules', folderWith({ 'README.md': '' })]);
    const help = out.replace(/\s+/g, ' ');
    const [, byDefault = '', named = ''] = /default: what the decision needs of ([^)]+)\); only if named: (.*?) --?[a-z]/.exec(help) ?? [];
    expect(byDefault.split(', ')).toEqual(expect.arrayContaining(['backplane', 'decision-record', 'infrastructure', 'load-balancer']));
    expect(named.trim().split(', ')).toEqual(
      expect.arrayContaining([
        'compose',
        'infrastructure-terraform',
        'kubernetes',
        'pipeline-azure-devops',
        'pipeline-github',
        'pipeline-gitlab',
      ]),
    );
  });
  it('says where a group has nothing for this decision', async () => {
    const { code, err } = await generate(folderWith(files), 'backplane,infrastructure', '--dry-run');
    expect(code).toBe(0);
    expect(err).toContain('no parts in the group infrastructure');
    expect(err).not.toContain('no parts in the group backplane');
  });
});
