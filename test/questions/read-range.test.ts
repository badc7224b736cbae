/** Ranges as answers: read the same from flags, environment and file, and decided for every value inside. */
import { describe, expect, test } from 'vitest';
import { loadBuiltIn } from '../../src/knowledge/built-in.js';
import { parseNumberRange, valuesIn } from '../../src/knowledge/language/number-range.js';
import { parseAnswer } from '../../src/questions/parse-answer.js';
import { backplane, flags } from '../cli/fake-terminal.js';
import { folderWith } from '../cli/folder-with.js';

const ruleBase = loadBuiltIn();
const read = (id: string, text: string): unknown => {
  const question = ruleBase.questions.find((one) => one.id === id);
  if (!question) throw new Error(id);
  const parsed = parseAnswer(question, text);
  return 'value' in parsed ? parsed.value : undefined;
};

test.each([
  ['concurrent-connections', '1000..20000', '1000..20000'],
  ['concurrent-connections', '1k..20k', '1000..20000'],
  ['concurrent-connections', '>=20k', '>=20000'],
  ['monthly-budget-usd', '<50', '<50'],
  ['servers', '2..2', 2],
])('%s: %s', (id, text, value) => expect(read(id, text)).toBe(value));

test.each([
  ['concurrent-connections', '20..10'],
  ['concurrent-connections', '-5..5'],
  ['concurrent-connections', '>=5..10'],
  ['concurrent-connections', '5..'],
  ['servers', '<1'],
  ['servers', '0..6'],
  ['active-hours-per-day', '12..30'],
  ['active-hours-per-day', '>=25'],
])('%s: %s is no answer', (id, text) => expect(read(id, text)).toBeUndefined());

test.each([
  ['>20', true, 21, Number.POSITIVE_INFINITY],
  ['<50', true, 0, 49],
  ['<=50', true, 0, 50],
  ['2..4', true, 2, 4],
])('%s of whole numbers', (text, whole, low, high) => {
  const range = parseNumberRange(text);
  expect(range && valuesIn(range, whole)).toEqual({ low, high });
});

const site = {
  host: 'aspnetcore',
  'target-framework': 'net10.0',
  application: 'standard',
  'own-hubs': 'yes',
  servers: 3,
  platform: 'aks',
  cloud: 'azure',
  'sticky-sessions': 'yes',
  database: 'sql-server',
  'azure-services-allowed': 'no',
};
interface Decided {
  recommended: string | null;
  verdicts: { backplane: string; status: string; unless: string[]; reasons: { code: string }[] }[];
}
const decided = async (answers: Record<string, string | number>): Promise<Decided> =>
  JSON.parse((await backplane(['advise', ...flags({ ...site, ...answers, missing: 'unknown' }), '--format', 'json'])).out);
const verdictOn = ({ verdicts }: Decided, id: string) => verdicts.find(({ backplane: one }) => one === id);

describe('a range is decided for every value in it', () => {
  test('what holds for all of it is certain; what holds for a part is "unless", and asks for it', async () => {
    const ceiling = 'above-its-ceiling';
    const below = verdictOn(await decided({ 'peak-messages-per-second': '1..900' }), 'sql-server');
    const above = verdictOn(await decided({ 'peak-messages-per-second': '>2000' }), 'sql-server');
    const across = verdictOn(await decided({ 'peak-messages-per-second': '500..2000' }), 'sql-server');
    expect(below?.reasons.map(({ code }) => code)).not.toContain(ceiling);
    expect(above).toMatchObject({ status: 'excluded', reasons: [{ code: ceiling }] });
    expect(across?.status).toBe('undecided');
    expect(across?.unless).toContain('peak-messages-per-second');
    expect(below?.unless).not.toContain('peak-messages-per-second');
  });

  test('in the environment and in a file it is the same', async () => {
    const answers = { ...site, missing: 'unknown', format: 'json' };
    const folder = folderWith({ 'backplane.yaml': 'peak-messages-per-second: 500..2000\nconcurrent-connections: ">=20k"\n' });
    const file = JSON.parse((await backplane(['advise', ...flags(answers)], { folder })).out);
    const environment = { BACKPLANE_PEAK_MESSAGES_PER_SECOND: '500..2000', BACKPLANE_CONCURRENT_CONNECTIONS: '>=20000' };
    const env = JSON.parse((await backplane(['advise', ...flags(answers)], { environment })).out);
    expect(env.verdicts).toEqual(file.verdicts);
    expect(file.facts.find(({ id }: { id: string }) => id === 'concurrent-connections').value).toBe('>=20000');
    expect(file.command).toContain("--concurrent-connections '>=20000'");
  });
});
