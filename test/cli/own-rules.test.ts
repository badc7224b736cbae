/** A backplane, a load balancer and a question of one's own, by files alone: listed, accepted, decided on, explained. */
import { describe, expect, test } from 'vitest';
import { loadRulesFolders } from '../../src/knowledge/load/rules-folder.js';
import { environmentNameOf } from '../../src/questions/names.js';
import { renderExplanations } from '../../src/render/explain/explain-text.js';
import { findExplanations } from '../../src/render/explain/find-explanations.js';
import { rulesFolder } from '../knowledge/rules-in-tree.js';
import { backplane } from './fake-terminal.js';
import { folderWith } from './folder-with.js';

const files = {
  'sources/acme.yaml': `
sources:
  - {id: acme-docs, title: The handbook of Acme, url: https://acme.example/handbook, checked: 2026-11-01}
`,
  'backplanes/pigeon.yaml': `
backplane:
  id: pigeon
  name: Carrier Pigeon
  summary: Messages travel over Acme's broker.
  traits: {needs-affinity: 'no', needs-negotiation: 'no', needs-azure: 'no', registration: all-hubs, client-results: 'yes', delivery: at-most-once, package: Acme.SignalR.Pigeon}
  measures:
    known-to-run: {formula: 1, source: acme-docs}
    capacity-headroom: {formula: {divide: [{value: 50000, unit: messages/s}, quantity.peak-sends]}, because: Measured by Acme., source: acme-docs}
    production-readiness: {formula: 0, source: acme-docs}
    first-message-delay: {formula: {value: 0, unit: ms}, source: acme-docs}
    vendor-guidance: {formula: 0, source: acme-docs}
    monthly-cost: {formula: {multiply: [price.pigeon-feed, {value: 3, unit: pigeons}]}, source: acme-docs}
    reuse: {formula: {if: {pigeon-loft: 'yes'}, then: 1, else: 0}, source: acme-docs}
    things-to-operate: {formula: 0, source: acme-docs}
    maintenance: {formula: 0, source: acme-docs}
  source: acme-docs
`,
  'load-balancers/acme-gate.yaml': `
load-balancer:
  id: acme-gate
  name: Acme Gate
  summary: The gate of Acme. It holds no affinity.
  traits: {affinity: [], websockets: 'yes', layer: 7}
  traps:
    - {id: acme-gate-sleeps, when: farm, text: 'The gate sleeps at night: {servers} servers get nothing then.', source: acme-docs}
  source: acme-docs
`,
  'questions/90-acme.yaml': `
sections:
  - {id: acme, title: Acme}
questions:
  - id: pigeon-loft
    section: acme
    type: choice
    choices: [{value: 'yes', label: 'yes, on the roof', detected-by: [AddPigeonLoft]}, {value: 'no'}]
    prompt: Is there a pigeon loft?
    why: Pigeons need a home.
    effort: 3
    change: have a pigeon loft ({value})
`,
  'acme.yaml': `
definitions:
  - {id: pigeons-live-here, means: Pigeons have a home., when: {pigeon-loft: 'yes'}}
rules:
  - id: pigeons-need-a-loft
    when: {not: pigeons-live-here}
    exclude: {where: {backplane.id: pigeon}}
    because: '{backplane} needs a loft (pigeon-loft: {pigeon-loft}).'
    source: acme-docs
prices:
  - {id: pigeon-feed, name: Feed for one pigeon, amount: 2.5, unit: USD/month/pigeon, source: acme-docs, checked: 2026-11-01}
`,
};

const rules = folderWith(files);
const ruleBase = loadRulesFolders([rulesFolder, rules]);

const site = [
  '--host',
  'aspnetcore',
  '--servers',
  '3',
  '--sticky-sessions',
  'no',
  '--sticky-sessions-possible',
  'no',
  '--database',
  'mysql',
];
const wishes = [
  '--azure-services-allowed',
  'no',
  '--clients-skip-negotiation',
  'no',
  '--load-balancer',
  'acme-gate',
  '--missing',
  'unknown',
];

async function advise(...options: string[]) {
  const { code, out, err } = await backplane(['advise', ...site, ...wishes, '--format', 'json', '--rules', rules, ...options]);
  return { code, err, decision: JSON.parse(out || '{}') };
}

describe('rules of one’s own', () => {
  test('are listed in the help', async () => {
    const { code, out } = await backplane(['advise', '--help', '--rules', rules]);
    expect(code).toBe(0);
    expect(out).toMatch(/Acme:\n +--pigeon-loft <choice>/);
    expect(out.replace(/\s+/g, ' ')).toMatch(/--load-balancer <choice>.*?acme-gate/);
    expect((await backplane(['advise', '--help'])).out).not.toContain('pigeon');
  });

  test('are accepted as answers and decided on', async () => {
    const { code, decision } = await advise('--pigeon-loft', 'yes');
    expect(code).toBe(0);
    expect(decision.recommended).toBe('pigeon');
    expect(decision.verdicts[0].criteria).toContainEqual(
      expect.objectContaining({ id: 'monthly-cost', value: 7.5, unit: 'USD/month', source: 'https://acme.example/handbook' }),
    );
    expect(decision.warnings).toContainEqual({
      code: 'acme-gate-sleeps',
      text: 'The gate sleeps at night: 3 servers get nothing then.',
      source: 'https://acme.example/handbook',
    });
    expect(decision.command).toContain(`--rules ${rules}`);
  });

  test('exclude by a rule of their own, in the user’s values', async () => {
    const { decision } = await advise('--pigeon-loft', 'no');
    const verdict = decision.verdicts.find((one: { backplane: string }) => one.backplane === 'pigeon');
    expect(verdict).toMatchObject({
      status: 'excluded',
      reasons: [{ code: 'pigeons-need-a-loft', text: 'Carrier Pigeon needs a loft (pigeon-loft: no).' }],
    });
  });

  test('name the calls that show an answer in the code of a project', async () => {
    const folder = folderWith({
      'Site.csproj':
        '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>',
      'Program.cs': 'builder.Services.AddPigeonLoft();\n',
    });
    const { out } = await backplane(['advise', folder, ...site, ...wishes, '--format', 'json', '--rules', rules]);
    expect(JSON.parse(out).facts).toContainEqual({
      id: 'pigeon-loft',
      value: 'yes',
      provenance: 'detected',
      evidence: [{ file: 'Program.cs', line: 1, text: 'builder.Services.AddPigeonLoft();' }],
    });
  });

  test('make a verdict depend on an answer that nobody gave', async () => {
    const { decision } = await advise();
    const verdict = decision.verdicts.find((one: { backplane: string }) => one.backplane === 'pigeon');
    expect(verdict).toMatchObject({ status: 'undecided', unless: expect.arrayContaining(['pigeon-loft']) });
  });

  test('are told from the built-in ones by the hash', async () => {
    const own = (await advise('--pigeon-loft', 'yes')).decision.ruleBase.hash;
    const builtIn = JSON.parse(
      (await backplane(['advise', '--host', 'aspnetcore', '--servers', '1', '--missing', 'unknown', '--format', 'json'])).out,
    ).ruleBase.hash;
    expect(own).not.toBe(builtIn);
  });

  test('a wrong answer is refused with the choices: exit 2', async () => {
    const { code, err } = await advise('--pigeon-loft', 'maybe');
    expect(code).toBe(2);
    expect(err).toMatch(/--pigeon-loft: found "maybe"; expected yes, no/);
  });

  test('are asked for where an answer is missing', async () => {
    const { code, err } = await backplane(['advise', ...site, '--rules', rules]);
    expect(code).toBe(2);
    expect(err).toMatch(/--pigeon-loft {2}Is there a pigeon loft\?\n +expected yes, no/);
  });

  test.each<[string, RegExp[]]>([
    [
      'pigeon',
      [/^pigeon \(backplane\): Carrier Pigeon/, /pigeons-need-a-loft: Carrier Pigeon needs a loft/, /https:\/\/acme\.example\/handbook/],
    ],
    ['Acme.SignalR.Pigeon', [/^pigeon \(backplane\)/]],
    ['acme-gate', [/^acme-gate \(load balancer\): Acme Gate/, /--load-balancer acme-gate/, /acme-gate-sleeps/]],
    ['pigeon-loft', [/Is there a pigeon loft\?/, /BACKPLANE_PIGEON_LOFT/, /definition: pigeons-live-here/]],
    ['pigeons-need-a-loft', [/it is not so that pigeons have a home \(pigeons-live-here\)/]],
    ['pigeon-feed', [/2\.5 USD\/month\/pigeon/, /pigeon\/monthly-cost/]],
  ])('are explained: %s', (id, patterns) => {
    const text = renderExplanations(findExplanations(id, { ruleBase, asOf: '2026-11-23', environmentName: environmentNameOf }), {
      colour: false,
      width: 1000,
    });
    for (const pattern of patterns) expect(text).toMatch(pattern);
  });

  test('are explained only where they are given', async () => {
    expect((await backplane(['explain', 'pigeon', '--rules', rules])).out).toContain('Carrier Pigeon');
    expect((await backplane(['explain', 'pigeon'])).code).toBe(2);
  });

  test('are listed with the day of their check', async () => {
    const { out } = await backplane(['rules', 'list', '--rules', rules]);
    expect(out).toMatch(/^backplane +pigeon +\d{4}-\d\d-\d\d +acme-docs$/m);
    expect(out).toMatch(/^price +pigeon-feed +2026-11-01 +acme-docs$/m);
    expect(out).toMatch(/^trap +acme-gate\/acme-gate-sleeps /m);
  });

  test('a file of the same path takes the place of the built-in one', async () => {
    const priorities = folderWith({
      'rule-base.yaml': 'rule-base: {version: 9.9.9, checked: 2026-11-20}\n',
    });
    const { out } = await backplane([
      'advise',
      '--host',
      'aspnetcore',
      '--servers',
      '1',
      '--missing',
      'unknown',
      '--format',
      'json',
      '--rules',
      priorities,
    ]);
    expect(JSON.parse(out).ruleBase).toMatchObject({ version: '9.9.9', checked: '2026-11-20' });
  });

  test('a folder that is not there is refused: exit 3', async () => {
    const { code, out, err } = await backplane(['rules', 'list', '--rules', `${rules}/nowhere`]);
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain(`${rules}/nowhere`);
  });
});
