/** What would change a decision: each change is true when it is made, the nearest of its kind, and no more than is needed. */
import { describe, expect, test } from 'vitest';
import { parseVersion } from '../../src/knowledge/language/version.js';
import type { Answers } from '../oracle/site.js';
import { changesOn, decideOn, factsOn, ruleBase } from './ask.js';
import { forAll, sites } from './sites.js';

const questions = new Map(ruleBase.questions.map((question) => [question.id, question]));

const placeOf = (site: Answers) => {
  const { outcome, recommended } = decideOn(site);
  return { outcome, recommended };
};

const answerTo = (site: Answers, id: string) => factsOn(site).find((fact) => fact.id === id)?.value;

/** The next value towards another one, in the four digits that are shown; undefined where that would be the other one, or beyond. */
function oneStepTowards(value: number, other: number, whole: boolean): number | undefined {
  const step = whole ? 1 : 10 ** (Math.floor(Math.log10(Math.max(Math.abs(value), 0.01))) - 3);
  const next = Number((value + Math.sign(other - value) * step).toPrecision(whole ? 15 : 4));
  return Math.abs(other - value) > 2 * step ? next : undefined;
}

describe('a change', () => {
  test('leads where it says, and somewhere else than today', () => {
    forAll(sites, 120, (site) => {
      const today = placeOf(site);
      for (const { set, outcome, recommended, text } of changesOn(site)) {
        expect({ outcome, recommended }).not.toEqual(today);
        expect(placeOf({ ...site, ...(set as Answers) }), text).toEqual({ outcome, recommended });
        expect(text).toMatch(/^\S.*[^.]$/);
      }
    });
  });

  test('of a number is the nearest: one step nearer to what is so today, nothing changes', () => {
    forAll(sites, 120, (site) => {
      for (const { set, text } of changesOn(site)) {
        const [[id, value] = ['', ''], ...others] = Object.entries(set);
        const today = answerTo(site, id);
        if (others.length > 0 || typeof value !== 'number' || typeof today !== 'number') continue;
        const nearer = oneStepTowards(value, today, questions.get(id)?.type === 'integer');
        if (nearer !== undefined) expect(placeOf({ ...site, [id]: nearer }), `${text}, from ${today}`).toEqual(placeOf(site));
      }
    });
  });

  test('of two answers is named only where no single answer makes a backplane usable', () => {
    forAll(sites, 120, (site) => {
      const sizes = new Set(changesOn(site).map(({ set }) => Object.keys(set).length));
      expect([...sizes].length).toBeLessThanOrEqual(1);
      if (sizes.has(2)) expect(placeOf(site).outcome).toBe('no-eligible');
    });
  });

  test('of a version raises it', () => {
    forAll(sites, 120, (site) => {
      for (const { set, text } of changesOn(site)) {
        const [from = [], to = []] = [answerTo(site, 'umbraco-version'), set['umbraco-version']].map(
          (one) => parseVersion(String(one)) ?? [],
        );
        if (from.length === 0 || to.length === 0) continue;
        const first = [0, 1, 2].find((part) => (from[part] ?? 0) !== (to[part] ?? 0)) ?? 0;
        expect((to[first] ?? 0) > (from[first] ?? 0), text).toBe(true);
      }
    });
  });
});

/** On App Service, two servers, clients that negotiate, no affinity to be had: Azure SignalR or nothing. */
const onlyAzure: Answers = {
  host: 'aspnetcore',
  servers: 2,
  platform: 'azure-app-service',
  'sticky-sessions': 'no',
  'sticky-sessions-possible': 'no',
  'clients-skip-negotiation': 'no',
  'hub-count': 1,
  environment: 'test',
  'concurrent-connections': 11,
  'messages-per-second': 0.01,
  'message-bytes': 500,
  audience: 'single',
  'monthly-budget-usd': 0,
  database: 'mysql',
  infrastructure: [],
};
const backoffice: Answers = {
  host: 'umbraco',
  'umbraco-version': '17.4.0',
  'load-balanced-part': 'backoffice',
  'own-hubs': 'no',
  servers: 3,
  'sticky-sessions': 'no',
  'sticky-sessions-possible': 'no',
  websockets: 'yes',
  'azure-services-allowed': 'no',
  infrastructure: ['redis'],
  'redis-region': 'same',
};

describe('the nearest change is named with its exact value', () => {
  test.each<[string, Answers, Answers, string | null]>([
    ['the price of a unit', onlyAzure, { 'monthly-budget-usd': 48.97 }, 'azure-signalr'],
    ['the price of two units', { ...onlyAzure, 'concurrent-connections': 1001 }, { 'monthly-budget-usd': 97.94 }, 'azure-signalr'],
    ['what the Free tier holds beside two servers', onlyAzure, { 'concurrent-connections': 10 }, 'azure-signalr'],
    ['the version that can skip negotiation', backoffice, { 'umbraco-version': '17.5' }, 'redis'],
    ['affinity that can be switched on', backoffice, { 'sticky-sessions-possible': 'yes' }, 'redis'],
    [
      'the first version that may balance the backoffice',
      { ...backoffice, 'umbraco-version': '16.5.1', 'sticky-sessions': 'yes' },
      { 'umbraco-version': '17' },
      'redis',
    ],
    [
      'a message more than one table takes',
      {
        host: 'aspnetcore',
        servers: 2,
        'sticky-sessions': 'yes',
        'affinity-cookie-kept': 'yes',
        database: 'sql-server',
        'messages-per-second': 5,
        needs: ['no-new-infrastructure'],
        infrastructure: [],
      },
      { 'messages-per-second': 1001 },
      null,
    ],
    [
      'the same where nobody knows how many are sent',
      {
        host: 'aspnetcore',
        servers: 2,
        'sticky-sessions': 'yes',
        'affinity-cookie-kept': 'yes',
        database: 'sql-server',
        needs: ['no-new-infrastructure'],
        infrastructure: [],
      },
      { 'messages-per-second': 1001 },
      null,
    ],
  ])('%s', (_gist, site, set, recommended) => {
    expect(changesOn(site)).toContainEqual(expect.objectContaining({ set, recommended }));
  });
});
