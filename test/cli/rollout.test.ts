import { describe, expect, test } from 'vitest';
import { backplane, flags } from './fake-terminal.js';

const site = {
  host: 'aspnetcore',
  servers: 2,
  'sticky-sessions': 'yes',
  'registered-backplane': 'none',
  infrastructure: 'redis',
  deployment: 'rolling',
};
const unknown = ['--missing', 'unknown'];
const rollout = (...more: string[]) => backplane(['rollout', ...flags(site), ...unknown, ...more]);

describe('as text', () => {
  test('says where it leads, then every step with its check and its way back, in order', async () => {
    const { out, code } = await rollout('--target', 'redis');
    expect(code).toBe(0);
    expect(out).toMatch(/^Roll-out to Redis \(the Redis that runs already\): \d+ steps\n/);
    expect(out).toContain('Today the code registers no backplane.');
    expect(out.indexOf('switched off')).toBeLessThan(out.indexOf('Redis is switched on'));
    const count = (text: string): number => out.split(text).length - 1;
    expect(count('- Check: ')).toBe(count('- Way back: '));
    expect(count('- Check: ')).toBe(count('- Users notice: '));
  });

  test('where no backplane is eligible it says how to go on, and ends with 4', async () => {
    const { out, code } = await backplane([
      'rollout',
      '--host',
      'umbraco',
      '--umbraco-version',
      '16.5',
      '--load-balanced-part',
      'backoffice',
      '--servers',
      '2',
      ...unknown,
    ]);
    expect(code).toBe(4);
    expect(out.replace(/\s+/g, ' ')).toContain('--then "umbraco-version=17.8"');
  });
});

test('as Markdown every step is an item to tick off, with its source', async () => {
  const { out } = await rollout('--target', 'redis', '--format', 'markdown');
  expect(out.split('- [ ] **').length - 1).toBe(out.split('  - Source: ').length - 1);
  expect(out).toMatch(/^# Roll-out to Redis/);
});

test('the command line that it prints gives the same JSON again', async () => {
  const first = JSON.parse(
    (await rollout('--target', 'redis', '--then', 'servers=4 sticky-sessions=no', '--format', 'json', '--as-of', '2026-11-27')).out,
  );
  expect(first).toMatchObject({ schema: 1, target: { backplane: 'redis' }, afterwards: { servers: '4', 'sticky-sessions': 'no' } });
  const words = [...String(first.command).matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  expect(words.slice(0, 2)).toEqual(['backplane', 'rollout']);
  const again = JSON.parse((await backplane([...words.slice(1), '--format', 'json'])).out);
  expect(again.steps).toEqual(first.steps);
  expect(again.command).toEqual(first.command);
});

test.each([
  ['--target', 'rediss', /--target: found "rediss"; expected one of .*redis.* Did you mean "redis"\?/],
  ['--target', 'redis/new-elasticach', /Did you mean "redis\/new-elasticache"\?/],
  ['--then', 'server=2', /--then: "server" is not a question\. Did you mean "servers"\?/],
  ['--then', 'servers', /--then: found "servers"; expected QUESTION=ANSWER/],
  ['--then', 'servers=many', /--then: servers: /],
  ['--then', 'servers=2 servers=3', /--then: servers was given twice/],
])('%s %s is refused with exit code 2', async (option, value, message) => {
  const { err, out, code } = await rollout(option, value);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(message);
});
