/** The cure that maintainers named stands in the answer of those who have the problem (cure-cases.ts), and not in that of others. */
import { describe, expect, test } from 'vitest';
import { findLighter } from '../../src/decide/lighter.js';
import { decideOn, options, ruleBase, statedFacts } from './ask.js';
import { cures } from './cure-cases.js';

const told = (site: Parameters<typeof decideOn>[0]) => {
  const { prerequisites, warnings } = decideOn(site);
  return new Map([...prerequisites, ...warnings].map(({ code, text }) => [code, text]));
};

describe('a report and its cure', () => {
  test.each(cures.map((cure) => [cure.report, cure] as const))('%s', (_report, { code, site, says }) => {
    expect(told(site).get(code) ?? [...told(site).keys()]).toMatch(says);
  });
  test.each(cures.map((cure) => [cure.report, cure] as const))('%s: a neighbour is not told', (_report, { code, not }) => {
    expect([...told(not).keys()]).not.toContain(code);
  });
});

test('packages of carriers that a scan finds are those that can be explained', () => {
  const known = new Set(ruleBase.packages.map(({ id }) => id));
  const choices = ruleBase.questions.find(({ id }) => id === 'carrier-packages')?.choices ?? [];
  const found = choices.filter(({ value }) => value !== 'redis-by-identity').flatMap((choice) => choice['detected-by-package'] ?? []);
  expect(found.filter((id) => !known.has(id))).toEqual([]);
});

describe('what makes the recommendation ask for less', () => {
  // The commonest report: affinity is off, and nobody asked whether it could be switched on.
  const site = {
    host: 'aspnetcore',
    servers: 2,
    'load-balancer': 'nginx',
    'sticky-sessions': 'no',
    websockets: 'yes',
    'clients-skip-negotiation': 'possible',
    infrastructure: ['redis'],
    'redis-region': 'same',
  };
  const lighterOn = (answers: Record<string, string | number | string[]>) =>
    findLighter(ruleBase, statedFacts(answers), decideOn(answers), options);
  test('affinity that the load balancer can hold: no client has to change', () => {
    expect(decideOn(site).recommended).toBe('redis');
    expect(lighterOn(site)).toEqual([
      {
        set: { 'sticky-sessions-possible': 'yes' },
        lifts: ['own-clients-skip-negotiation', 'websockets-everywhere'],
        text: 'may switch session affinity on at the load balancer',
      },
    ]);
  });
  test('not where somebody says that it may not be switched on', () =>
    expect(lighterOn({ ...site, 'sticky-sessions-possible': 'no' })).toEqual([]));
  test('not at DNS, which can never hold it', () => expect(lighterOn({ ...site, 'load-balancer': 'dns' })).toEqual([]));
});

describe('a major version of Umbraco that nobody checked', () => {
  const site = {
    host: 'umbraco',
    'umbraco-version': '19.0.0',
    'load-balanced-part': 'backoffice',
    'own-hubs': 'no',
    servers: 2,
    'sticky-sessions': 'yes',
    infrastructure: ['redis'],
    'redis-region': 'same',
  };
  const winner = (answers: Record<string, string | number | string[]>) => decideOn({ ...site, ...answers }).verdicts[0];
  test('stands with its unless', () => expect(winner({})).toMatchObject({ status: 'undecided', unless: ['newer-umbraco-as-before'] }));
  test('is settled by who read the release notes', () => {
    expect(winner({ 'newer-umbraco-as-before': 'yes' })).toMatchObject({ status: 'eligible' });
    expect(decideOn({ ...site, 'newer-umbraco-as-before': 'no' }).outcome).toBe('no-eligible');
  });
  test('not 18, which was checked', () => expect(winner({ 'umbraco-version': '18.3.1' })?.unless).not.toContain('newer-umbraco-as-before'));
});

describe('Redis in another region', () => {
  const site = { host: 'aspnetcore', servers: 2, infrastructure: ['redis'], 'redis-region': 'other', 'sticky-sessions': 'yes' };
  const redisOn = (environment?: string) =>
    decideOn(environment ? { ...site, environment } : site).verdicts.find(({ backplane }) => backplane === 'redis')?.status;
  test('counts as production where nobody says that it is a test', () => expect(redisOn()).toBe('excluded'));
  test('may do for a test', () => expect(redisOn('test')).not.toBe('excluded'));
});
