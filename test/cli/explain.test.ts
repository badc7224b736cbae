import { describe, expect, test } from 'vitest';
import { assume } from '../../src/decide/assume.js';
import { decide } from '../../src/decide/decide.js';
import { entriesOf, fullId, originOf } from '../../src/knowledge/entries.js';
import type { Answer, Fact } from '../../src/knowledge/types.js';
import { renderExplanations } from '../../src/render/explain/explain-text.js';
import type { Explanation } from '../../src/render/explain/explanation.js';
import { findExplanations } from '../../src/render/explain/find-explanations.js';
import { rulesInTree } from '../knowledge/rules-in-tree.js';
import { backplane } from './fake-terminal.js';

const ruleBase = rulesInTree();
const context = { ruleBase, asOf: '2026-11-23', environmentName: (id: string) => `ENV ${id}` };
const explain = (id: string): Explanation[] => findExplanations(id, context);
const text = (matches: Explanation[]): string => renderExplanations(matches, { colour: false, width: 1000 });

describe('an id is explained by everything that has it, a backplane first', () => {
  test.each<[string, string[]]>([
    ['redis', ['backplane', 'variant', 'choice', 'choice']],
    ['nginx', ['load-balancer']],
    ['azure-app-service', ['load-balancer', 'platform']],
    ['own-redis', ['variant']],
    ['redis/own-redis', ['variant']],
    ['affinity-missing-version', ['exclusion']],
    ['affinity-stays-on', ['prerequisite']],
    ['cookie-clients', ['warning']],
    ['none-needed-one-process', ['outcome']],
    ['nginx-upgrade-headers', ['trap']],
    ['monthly-cost', ['criterion']],
    ['ranked-by-monthly-cost', ['criterion']],
    ['measure.monthly-cost', ['criterion']],
    ['sql-server/reuse', ['measure']],
    ['default', ['order']],
    ['servers', ['question']],
    ['database/postgresql', ['choice']],
    ['client-results', ['trait', 'choice']],
    ['backplane.needs-affinity', ['trait']],
    ['farm', ['definition']],
    ['quantity.peak-sends', ['quantity']],
    ['azure-signalr-standard', ['variant', 'price']],
    ['only-usable', ['reason']],
    ['Microsoft.AspNetCore.SignalR.Redis', ['package']],
    ['microsoft.aspnetcore.signalr.REDIS', ['package']],
    ['Microsoft.AspNetCore.SignalR.StackExchangeRedis', ['backplane', 'version']],
    ['aspnetcore-scale', ['source']],
  ])('%s: %j', (id, kinds) => {
    expect(explain(id).map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe('an explanation says', () => {
  test.each<[string, RegExp[]]>([
    [
      'redis',
      [
        /Every server subscribes/,
        /needs-affinity: yes\. Meaning: every request of one connection/,
        /affinity-missing-version: Redis leaves every connection/,
        /redis-composer:/,
      ],
    ],
    ['own-redis', [/no other variant fits/, /0 USD\/month \(nothing\)/, /\[price-book\]/]],
    [
      'affinity-missing-version',
      [
        /excludes a backplane/,
        /clients of Umbraco always negotiate \(umbraco-version: <umbraco-version>\)/,
        /umbraco-version is 17 or later and before 17\.5/,
        /nothing brings a client back to the process/,
        /redis, sql-server/,
      ],
    ],
    ['haproxy', [/--load-balancer haproxy/, /affinity: .*cookie/]],
    ['monthly-cost', [/less is better/, /up-to-25: at most 25 USD\/month/, /cost: place \d+ of \d+/, /redis\/own-redis: 0 USD\/month/]],
    [
      'sticky-sessions-possible',
      [/--sticky-sessions-possible, ENV sticky-sessions-possible, or sticky-sessions-possible in backplane\.yaml/, /sticky-sessions is no/],
    ],
    ['needs/client-results', [/no-client-results/]],
    ['priority/cost', [/order: cost/]],
    ['audience/groups', [/quantity: .*peak-backplane-messages/]],
    ['farm', [/servers is more than 1/, /max-servers is more than 1/, /exclusion|definition: .*lacks-affinity/]],
    ['azure-managed-redis-b0', [/11\.68 USD\/month, East US \[managed-redis-module\]/]],
    ['azure-units', [/rounded up to/, /azure-units-needed \(units\)/]],
    ['redis-package', [/10\.0\.\d+ for net10\.0/, />=8\.0 is left as it is/]],
    ['Microsoft.AspNetCore.SignalR.Redis', [/writes into no project/, /deprecated/]],
    ['SignalR.AspNetCore.NCache.Community', [/writes into no project/, /Community/]],
    ['ManagedCode.Orleans.SignalR.Server', [/writes into no project/, /SignalR\.Orleans/]],
  ])('of %s what it is, when it applies and what it rests on', (id, patterns) => {
    const said = text(explain(id));
    for (const pattern of patterns) expect(said).toMatch(pattern);
  });
});

describe('everything in the rule base', () => {
  const entries = entriesOf(ruleBase);
  const all = entries.map((entry) => ({
    entry,
    found: explain(fullId(entry)).find(({ kind, id, of }) => kind === entry.kind && id === entry.id && of === entry.of),
  }));

  test('can be explained by its id', () => {
    expect(all.filter(({ found }) => !found).map(({ entry }) => `${entry.kind} ${fullId(entry)}`)).toEqual([]);
  });

  test('states its sources, with title and day of the check, and those of every figure in it', () => {
    for (const { entry, found } of all) {
      const cited = [...originOf(entry).source, ...citedIn(found?.sections.flatMap(({ items }) => items) ?? [])];
      const stated = found?.sources.map(({ id }) => id) ?? [];
      expect(stated, fullId(entry)).toEqual(expect.arrayContaining(cited));
      for (const source of found?.sources ?? []) expect(source.title && source.checked, source.id).toBeTruthy();
    }
  });

  test('is said in words: no placeholder and no name of the language is left', () => {
    for (const { entry, found } of all) {
      const said = found ? text([{ ...found, sources: [] }]) : '';
      expect(said.match(/undefined|\[object|NaN|\{[a-z.-]+\}|definition\.|quantity\./)?.[0], fullId(entry)).toBeUndefined();
    }
  });

  test('leads on to ids that exist', () => {
    const related = new Set(all.flatMap(({ found }) => found?.related ?? []));
    expect([...related].filter((id) => explain(id).length === 0)).toEqual([]);
  });
});

const citedIn = (items: readonly { sources?: string[]; items?: { sources?: string[] }[] }[]): string[] =>
  items.flatMap(({ sources, items: inner }) => [...(sources ?? []), ...citedIn(inner ?? [])]);

describe('a code that a decision gives can be explained', () => {
  const site = {
    host: 'umbraco',
    'umbraco-version': '17.8.1',
    'load-balanced-part': 'backoffice',
    servers: 2,
    'own-hubs': 'no',
    'load-balancer': 'nginx',
  };
  test.each<[string, Record<string, Answer>]>([
    ['a recommendation', { ...site, 'sticky-sessions': 'yes', database: 'sql-server', infrastructure: ['redis'] }],
    ['nothing eligible', { ...site, 'umbraco-version': '16.0.0' }],
    ['nothing needed', { ...site, servers: 1, 'max-servers': 1, 'processes-per-server': 1 }],
    [
      'one usable',
      {
        ...site,
        'sticky-sessions': 'no',
        'umbraco-version': '17.4.0',
        'load-balancer': 'azure-app-service',
        platform: 'azure-app-service',
      },
    ],
    ['nothing known', {}],
  ])('%s', (_, answers) => {
    const facts: Fact[] = Object.entries(answers).map(([id, value]) => ({ id, value, provenance: 'flag' }));
    const decision = decide(ruleBase, assume(ruleBase, facts, { asOf: '2026-11-23' }), { asOf: '2026-11-23' });
    const reasons = [
      ...decision.reasons,
      ...decision.prerequisites,
      ...decision.warnings,
      ...decision.verdicts.flatMap((verdict) => verdict.reasons),
    ];
    const codes = [...new Set(reasons.map(({ code }) => code))];
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((code) => explain(code).length === 0)).toEqual([]);
  });
});

describe('the command', () => {
  test('prints text on standard output and exits with 0', async () => {
    const { code, out, err } = await backplane(['explain', 'sql-server']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^sql-server \(backplane\): SQL Server\n/);
    expect(out).toContain('https://');
  });

  test('prints JSON with the sources of each match', async () => {
    const { code, out } = await backplane(['explain', 'redis', '--format', 'json']);
    const document = JSON.parse(out) as { schema: number; matches: Explanation[] };
    expect(code).toBe(0);
    expect(document.schema).toBe(1);
    expect(document.matches[0]).toMatchObject({
      kind: 'backplane',
      id: 'redis',
      checked: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      stale: false,
    });
    expect(document.matches[0]?.sources).toContainEqual(
      expect.objectContaining({
        id: 'aspnetcore-redis',
        title: expect.any(String),
        url: expect.stringMatching(/^https:/),
        checked: expect.any(String),
      }),
    );
  });

  test('marks what was checked long ago', async () => {
    const { out } = await backplane(['explain', 'azure-managed-redis-b0', '--format', 'json'], { today: '2030-01-01' });
    expect(JSON.parse(out).matches[0].stale).toBe(true);
    expect((await backplane(['explain', 'azure-managed-redis-b0'], { today: '2030-01-01' })).out).toContain('look at the source');
  });

  test.each([
    ['redsi', /Did you mean "redis"/],
    ['afinity-missing-version', /Did you mean "affinity-missing-version"/],
    ['Microsoft.AspNetCore.SignalR.Rediss', /Did you mean "Microsoft\.AspNetCore\.SignalR\.Redis"/],
    ['qqqqqqqqqqqq', /Nothing in the rule base has the id "qqqqqqqqqqqq"\. All ids: backplane rules list/],
  ])('refuses the unknown id %s with the nearest ones: exit 2', async (id, message) => {
    const { code, out, err } = await backplane(['explain', id]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  test('without an id says what kinds of things there are, and how to go on', async () => {
    const { code, out } = await backplane(['explain']);
    expect(code).toBe(0);
    for (const word of ['backplane: 9, such as', 'question:', 'warning:', 'backplane explain ID', 'backplane rules list'])
      expect(out).toContain(word);
  });
  test.each<[string, string[]]>([
    ['sticky', ['sticky-sessions (question)', 'affinity-stays-on (prerequisite)']],
    ['No Connection with that ID', ['affinity-to-settle (prerequisite)']],
    ['large MESSAGES', ['postgresql-large-messages (prerequisite)', 'azure-signalr-large-messages (warning)']],
  ])('finds by text: %s', async (text, names) => {
    const { code, out } = await backplane(['explain', text]);
    expect(code).toBe(0);
    for (const name of names) expect(out).toContain(name);
    const json = JSON.parse((await backplane(['explain', text, '--format', 'json'])).out);
    expect(json.found.map(({ id, kind }: { id: string; kind: string }) => `${id} (${kind})`)).toEqual(expect.arrayContaining(names));
  });
});
