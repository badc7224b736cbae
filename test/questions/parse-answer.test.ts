/** What counts as an answer, the same for flags, environment variables and prompts. */
import { describe, expect, test } from 'vitest';
import { loadBuiltIn } from '../../src/knowledge/built-in.js';
import type { Answer } from '../../src/knowledge/types.js';
import { parseAnswer } from '../../src/questions/parse-answer.js';

const { questions } = loadBuiltIn();

function parse(id: string, text: string): Answer | { problem: string } {
  const question = questions.find((one) => one.id === id);
  if (!question) throw new Error(`There is no question ${id}.`);
  const parsed = parseAnswer(question, text);
  return 'value' in parsed ? parsed.value : parsed;
}

const refused = (found: string, expected = ''): unknown => ({
  problem: expect.stringMatching(new RegExp(`^found ${found}.*; expected ${expected}`)) as string,
});

test.each(questions.map(({ id }) => id))('%s may be unknown, with spaces around it', (id) => {
  expect(parse(id, ' unknown ')).toBe('unknown');
});

describe('a choice', () => {
  test.each<[string, string, unknown]>([
    ['database', 'sql-server', 'sql-server'],
    ['database', ' sqlite ', 'sqlite'],
    ['database', 'none', 'none'],
    ['database', 'sqlserver', refused('"sqlserver"', 'sql-server, azure-sql-database, .*, or unknown\\. Did you mean "sql-server"\\?$')],
    ['database', '', refused('nothing')],
    ['sticky-sessions', 'Yes', 'yes'],
    ['sticky-sessions', 'true', 'yes'],
    ['sticky-sessions', 'off', 'no'],
    ['service-broker', 'true', 'enabled'],
    ['skip-negotiation-setting', 'false', 'off'],
    ['sticky-sessions', 'maybe', refused('"maybe"', 'yes, no, or unknown\\.$')],
    ['host', 'ASP.NET Core', 'aspnetcore'],
    ['database', 'SQL Server', 'sql-server'],
    ['load-balancer', 'nginx-ingress', 'ingress-nginx'],
    ['platform', 'K8s', { problem: 'found "K8s", which does not say enough. Did you mean kubernetes, aks, aws-eks, gcp-gke?' }],
    ['platform', 'constructor', refused('"constructor"')],
  ])('%s: %j', (id, text, result) => {
    expect(parse(id, text)).toEqual(result);
  });
});

describe('a list', () => {
  test.each<[string, unknown]>([
    ['redis', ['redis']],
    ['nats, redis ,valkey', ['redis', 'valkey', 'nats']],
    ['redis,redis', ['redis']],
    ['none', []],
    ['none,none', []],
    ['', refused('nothing')],
    ['redis,', refused('nothing')],
    ['none,redis', { problem: 'found "none" together with others; expected one or the other.' }],
    ['redis,unknown', { problem: 'found "unknown" together with others; expected one or the other.' }],
    ['redis;valkey', refused('"redis;valkey"', 'a comma-separated list of redis, ')],
    ['constructor', refused('"constructor"')],
    ['rediss', refused('"rediss"', '.*Did you mean "redis"\\?$')],
  ])('%j', (text, result) => {
    expect(parse('infrastructure', text)).toEqual(result);
  });
});

describe('a number', () => {
  test.each<[id: string, text: string, result: unknown]>([
    ['servers', '2', 2],
    ['servers', ' 2 ', 2],
    ['servers', '1.0', 1],
    ['servers', '1e3', 1000],
    ['servers', '007', 7],
    ['servers', '1.5', refused('"1.5"', 'a whole number \\(servers\\), at least 1')],
    ['servers', '0', refused('"0"')],
    ['servers', '-1', refused('"-1"')],
    ['servers', '+1', refused('"\\+1"')],
    ['servers', '0x10', refused('"0x10"')],
    ['servers', '1_000', 1000],
    ['servers', '1,000', 1000],
    ['servers', '3 pods', 3],
    [
      'servers',
      '1,00',
      { problem: 'found "1,00", which can be read in two ways: write 1.00 with a point, or the whole number without a comma.' },
    ],
    ['servers', '30.000', { problem: 'found "30.000", which can be read in two ways: write 30000 or 30.' }],
    ['concurrent-connections', '30k', 30_000],
    ['concurrent-connections', '2.3K connections', 2300],
    ['concurrent-connections', '1,234,567', 1_234_567],
    ['concurrent-connections', '1,2345', { problem: expect.stringContaining('in two ways') }],
    ['concurrent-connections', '$5', refused('"\\$5"')],
    ['concurrent-connections', '5 apples', refused('"5 apples"')],
    ['concurrent-connections', '5 constructor', refused('"5 constructor"')],
    ['tolerated-delay-ms', '5s', 5000],
    ['tolerated-delay-ms', '250 ms', 250],
    ['tolerated-delay-ms', '2 min', 120_000],
    ['monthly-budget-usd', '$50', 50],
    ['monthly-budget-usd', '1.5k USD', 1500],
    ['message-bytes', '2 KB', 2048],
    ['messages-per-second', '120/min', 2],
    ['messages-per-second', '1.500', { problem: 'found "1.500", which can be read in two ways: write 1500 or 1.5.' }],
    ['messages-per-second', '1.125', 1.125],
    ['servers', '２', refused('"２"')],
    ['servers', 'Infinity', refused('"Infinity"')],
    ['servers', 'NaN', refused('"NaN"')],
    ['servers', '99999999999999999999', refused('"99999999999999999999"')],
    ['servers', '', refused('nothing')],
    ['messages-per-second', '0', 0],
    ['messages-per-second', '2.50', 2.5],
    ['messages-per-second', '1e-3', 0.001],
    ['messages-per-second', '1e400', refused('"1e400"')],
    ['messages-per-second', '-0', refused('"-0"')],
    ['messages-per-second', '.5', refused('"\\.5"', 'a number \\(messages/s\\), at least 0')],
    ['active-hours-per-day', '24', 24],
    ['active-hours-per-day', '24.1', refused('"24.1"', 'a number \\(h/day\\), at least 0, at most 24')],
  ])('%s: %j', (id, text, result) => {
    expect(parse(id, text)).toEqual(result);
  });
});

describe('a version is kept as it was written', () => {
  test.each([
    ['umbraco-version', '17'],
    ['umbraco-version', '17.10'],
    ['umbraco-version', '17.5.0-rc1'],
    ['umbraco-version', 'v17'],
    ['target-framework', 'net10.0'],
    ['target-framework', 'net10'],
    ['target-framework', '10.0'],
    ['target-framework', 'net10.0-windows'],
  ])('%s: %s', (id, text) => {
    expect(parse(id, text)).toBe(text);
  });

  test.each([
    ['umbraco-version', '17.x'],
    ['umbraco-version', '17.*'],
    ['umbraco-version', '^17.5'],
    ['umbraco-version', '17.'],
    ['umbraco-version', 'latest'],
    ['umbraco-version', ''],
    // Of .NET, not of Umbraco.
    ['umbraco-version', 'net10.0'],
    // .NET Framework, which is not .NET 48.
    ['target-framework', 'net48'],
    ['target-framework', 'net472'],
    ['target-framework', 'netstandard2.0'],
  ])('%s: %s is none', (id, text) => {
    const example = id === 'umbraco-version' ? '\\d+\\.\\d+\\.\\d+' : 'net\\d+\\.0';
    expect(parse(id, text)).toEqual(refused('', `a version such as ${example}, or unknown`));
  });
});
