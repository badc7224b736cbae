import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadRuleBase } from '../../src/knowledge/load/load.js';

const folder = fileURLToPath(new URL('../../rules/', import.meta.url));
const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((file) => ({ path: relative(folder, file), text: readFileSync(file, 'utf8') }));

/** The rule base with one more backplane, whose estimate has this line. */
const withLine = (line: string) =>
  loadRuleBase([
    ...texts,
    {
      path: 'backplanes/zzz.yaml',
      text: `backplane:\n  id: zzz\n  name: Z\n  summary: A test.\n  traits: {}\n  measures: {}\n  estimate:\n    traffic:\n      - ${line}\n  source: ranking\n`,
    },
  ]);

test('a new backplane says what its estimate shows, without code', () => {
  const loaded = withLine('{show: quantity.peak-sends, label: sends, when: {servers: {more-than: 1}}}').backplanes.find(
    ({ id }) => id === 'zzz',
  );
  expect(loaded?.estimate?.traffic).toEqual([
    { show: 'quantity.peak-sends', label: 'sends', when: expect.objectContaining({ op: 'compare' }) },
  ]);
});

test.each([
  [
    'a name that leads nowhere',
    '{show: quantity.peak-snds, label: x}',
    /backplanes\/zzz\.yaml:9:\d+: "quantity\.peak-snds" is not a quantity, a price or a measure\. Did you mean "quantity\.peak-sends"\?/,
  ],
  ['a question, which has no source', '{show: servers, label: x}', /"servers" is not a quantity, a price or a measure/],
  ['a condition on nothing', '{show: quantity.peak-sends, label: x, when: {serverz: 1}}', /backplanes\/zzz\.yaml:9:\d+: .*serverz/],
  ['no label', '{show: quantity.peak-sends}', /backplanes\/zzz\.yaml:9:\d+/],
])('%s is invalid', (_, line, message) => {
  expect(() => withLine(line)).toThrow(message);
});
