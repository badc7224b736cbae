/** The cure that maintainers named stands in the answer of those who have the problem (cure-cases.ts), and not in that of others. */
import { describe, expect, test } from 'vitest';
import { decideOn, ruleBase } from './ask.js';
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

describe('Redis in another region', () => {
  const site = { host: 'aspnetcore', servers: 2, infrastructure: ['redis'], 'redis-region': 'other', 'sticky-sessions': 'yes' };
  const redisOn = (environment?: string) =>
    decideOn(environment ? { ...site, environment } : site).verdicts.find(({ backplane }) => backplane === 'redis')?.status;
  test('counts as production where nobody says that it is a test', () => expect(redisOn()).toBe('excluded'));
  test('may do for a test', () => expect(redisOn('test')).not.toBe('excluded'));
});
