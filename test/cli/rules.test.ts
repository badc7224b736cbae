import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { backplane } from './fake-terminal.js';
import { folderWith } from './folder-with.js';

interface Listed {
  kind: string;
  id: string;
  of?: string;
  checked: string | null;
  stale: boolean;
  source: string[];
}

const kindsWithEntries = [
  ...['backplane', 'variant', 'load-balancer', 'platform', 'question', 'exclusion', 'prerequisite', 'warning', 'outcome', 'trap'],
  ...['definition', 'criterion', 'order', 'measure', 'quantity', 'price', 'part', 'version', 'package', 'trait', 'source'],
];

async function list(...options: string[]): Promise<Listed[]> {
  const { out } = await backplane(['rules', 'list', '--format', 'json', ...options]);
  return JSON.parse(out).entries;
}

/** A price of 2020, as rules of one's own. */
const oldPrice = folderWith({
  'old.yaml': 'prices: [{id: old-price, name: An old price, amount: 1, unit: USD/month, source: ranking, checked: 2020-01-01}]\n',
});

describe('rules list', () => {
  test('names everything with its kind, the day of its check and its sources', async () => {
    const listed = await list();
    expect(listed).toContainEqual(
      expect.objectContaining({
        kind: 'exclusion',
        id: 'affinity-missing-version',
        checked: '2026-11-23',
        source: expect.arrayContaining(['aspnetcore-scale']),
      }),
    );
    expect([...new Set(listed.map(({ kind }) => kind))]).toEqual(expect.arrayContaining(kindsWithEntries));
    const undated = new Set(listed.filter(({ checked }) => checked === null).map(({ kind }) => kind));
    expect([...undated].sort()).toEqual(['definition', 'question', 'trait']);
  });

  test('prints one line an entry on standard output', async () => {
    const { code, out, err } = await backplane(['rules', 'list', '--kind', 'criterion']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^criterion +monthly-cost +2026-11-23 +price-book$/m);
    expect(out.trimEnd().split('\n')).toHaveLength((await list('--kind', 'criterion')).length);
  });

  test('prints ids that show and explain take', async () => {
    const { out } = await backplane(['rules', 'list', '--kind', 'measure']);
    const [, id = ''] = out.split(/\s+/);
    expect((await backplane(['rules', 'show', id])).code).toBe(0);
    expect((await backplane(['explain', id])).code).toBe(0);
  });

  test('of an unknown kind is refused with the nearest one: exit 2', async () => {
    const { code, out, err } = await backplane(['rules', 'list', '--kind', 'prices']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Did you mean "price"?');
  });

  test('refuses a day that is none: exit 2', async () => {
    const { code, err } = await backplane(['rules', 'list', '--as-of', '2027-02-30']);
    expect(code).toBe(2);
    expect(err).toContain('2027-02-30');
  });
});

describe('what was checked too long ago', () => {
  test('is listed by --stale, and nothing else', async () => {
    expect(await list('--stale')).toEqual([]);
    expect(await list('--stale', '--rules', oldPrice)).toEqual([
      expect.objectContaining({ kind: 'price', id: 'old-price', checked: '2020-01-01', stale: true }),
    ]);
  });

  test('is seen from the day that --as-of gives, each kind after its own time', async () => {
    const after200Days = await list('--stale', '--as-of', '2027-06-11');
    expect(new Set(after200Days.map(({ kind }) => kind))).toEqual(new Set(['price', 'version']));
    expect(await list('--stale', '--as-of', '2028-11-23')).toHaveLength((await list()).filter(({ checked }) => checked !== null).length);
  });

  test('is marked in the list of all, and counted on standard error', async () => {
    const { code, out, err } = await backplane(['rules', 'list', '--kind', 'price', '--rules', oldPrice]);
    expect(code).toBe(0);
    expect(out).toMatch(/old-price +2020-01-01 stale/);
    expect(out.match(/ stale /g)).toHaveLength(1);
    expect(err).toContain('1 of ');
  });

  test('fails under --strict: exit 3', async () => {
    expect((await backplane(['rules', 'list', '--strict'])).code).toBe(0);
    const { code, out } = await backplane(['rules', 'list', '--strict', '--stale', '--rules', oldPrice]);
    expect(code).toBe(3);
    expect(out).toContain('old-price');
  });
});

describe('a deciding command on rules that were checked too long ago', () => {
  const advise = ['advise', '--host', 'aspnetcore', '--servers', '1', '--missing', 'unknown', '--format', 'json'];

  test('warns once, with a count and the command that lists them', async () => {
    const { code, err } = await backplane([...advise, '--as-of', '2028-11-23']);
    expect(code).toBe(0);
    expect(err.match(/Warning/g)).toHaveLength(1);
    expect(err).toContain('backplane rules list --stale --as-of 2028-11-23');
    const [count] = /\d+ of \d+ rules and figures were last checked too long ago/.exec(err) ?? ['no count'];
    expect((await backplane(['rules', 'list', '--stale', '--as-of', '2028-11-23'])).err).toContain(count);
  });

  test('names the rules folder in that command', async () => {
    const { err } = await backplane([...advise, '--rules', oldPrice]);
    expect(err).toContain(`backplane rules list --stale --rules ${oldPrice}`);
  });

  test('is silent while nothing is stale', async () => {
    expect((await backplane([...advise, '--strict'])).err).not.toMatch(/checked too long ago/);
    expect((await backplane([...advise, '--strict'])).code).toBe(0);
  });

  test('does not decide under --strict: exit 3, and the error as JSON', async () => {
    const { code, out, err } = await backplane([...advise, '--strict', '--as-of', '2028-11-23']);
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ schema: 1, error: { exitCode: 3 } });
    expect(err).toContain('backplane rules list --stale');
  });

  test('decides the same as on the day of the check, where no date decides', async () => {
    const then = JSON.parse((await backplane(advise)).out);
    const later = JSON.parse((await backplane(advise, { today: '2028-11-23' })).out);
    expect(later).toEqual(then);
  });
});

describe('rules show', () => {
  test('prints a rule as it is written, as YAML', async () => {
    const { code, out } = await backplane(['rules', 'show', 'affinity-missing-version']);
    expect(code).toBe(0);
    expect(parse(out)).toEqual({
      rules: [
        {
          id: 'affinity-missing-version',
          title: expect.any(String),
          when: { all: ['lacks-affinity', 'backoffice-balanced', { 'umbraco-version': { version: '>=17 <17.5' } }] },
          exclude: { where: { 'backplane.needs-affinity': 'yes' } },
          because: expect.stringContaining('{backplane} leaves every connection'),
          examples: [expect.objectContaining({ holds: true }), expect.objectContaining({ holds: false })],
          source: expect.arrayContaining(['aspnetcore-scale']),
          checked: '2026-11-23',
        },
      ],
    });
  });

  test('prints everything that has the id, each as a document of its own would hold it', async () => {
    const { out } = await backplane(['rules', 'show', 'azure-signalr-standard']);
    expect(out).toMatch(/^# variant azure-signalr\/azure-signalr-standard, checked /m);
    expect(out).toMatch(/^# price azure-signalr-standard, checked /m);
  });

  test('prints JSON with the sources', async () => {
    const { out } = await backplane(['rules', 'show', 'farm', '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject({
      schema: 1,
      matches: [{ kind: 'definition', id: 'farm', checked: null, rule: { id: 'farm', means: expect.any(String) }, sources: [] }],
    });
    const { matches } = JSON.parse((await backplane(['rules', 'show', 'over-budget', '--format', 'json'])).out);
    expect(matches[0]).toMatchObject({
      kind: 'exclusion',
      rule: { exclude: {} },
      sources: [{ id: 'price-book', title: expect.any(String), checked: expect.any(String) }],
    });
  });

  test('refuses an unknown id with the nearest one: exit 2', async () => {
    const { code, out, err } = await backplane(['rules', 'show', 'farms']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('"farm"');
  });
});

test('rules without list or show says what there is: exit 2', async () => {
  const { code, out, err } = await backplane(['rules']);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/list [\s\S]*show /);
});
