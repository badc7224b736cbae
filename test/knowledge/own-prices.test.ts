import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadRulesFolders } from '../../src/knowledge/load/rules-folder.js';
import { parsePrices } from '../../src/knowledge/prices/prices-file.js';
import { type PriceOverrides, withPrices } from '../../src/knowledge/prices/with-prices.js';
import type { UserError } from '../../src/knowledge/types.js';

const ruleBase = loadRulesFolders([fileURLToPath(new URL('../../rules/', import.meta.url))]);
const ids = Object.keys(ruleBase.prices);
const parse = (text: string): PriceOverrides => parsePrices('ours.yaml', text, ids);

describe('a prices file', () => {
  test('amounts, amounts with a note, and discounts, each with its line', () => {
    const text =
      'prices:\n  azure-signalr-standard: 40\n  azure-signalr-premium: {amount: 50, note: Agreement.}\ndiscount-percent:\n  all: 15\n';
    expect(parse(text)).toEqual({
      file: 'ours.yaml',
      prices: [
        { id: 'azure-signalr-standard', amount: 40, line: 2 },
        { id: 'azure-signalr-premium', amount: 50, note: 'Agreement.', line: 3 },
      ],
      discounts: [{ id: 'all', percent: 15, line: 5 }],
    });
  });

  test('may be empty', () => {
    expect(parse('# later\n')).toEqual({ file: 'ours.yaml', prices: [], discounts: [] });
  });

  test.each([
    [
      'an unknown price',
      'prices:\n  azure-signalr-standrad: 1\n',
      /^ours\.yaml:2:3: "azure-signalr-standrad" is not a price\. Did you mean "azure-signalr-standard"\?/,
    ],
    ['an unknown price to discount', 'discount-percent:\n  al: 1\n', /^ours\.yaml:2:3: .*Did you mean "all"\?/],
    ['an unknown key', 'price:\n  x: 1\n', /^ours\.yaml:1:1: unknown key "price"\. Did you mean "prices"\?/],
    [
      'an unknown key of a price',
      'prices:\n  azure-signalr-standard: {amount: 1, notes: x}\n',
      /^ours\.yaml:2:39: unknown key "notes"\. Did you mean "note"\?/,
    ],
    ['a price without an amount', 'prices:\n  azure-signalr-standard: {note: x}\n', /^ours\.yaml:2:3: .*expected an amount/],
    ['text for an amount', 'prices:\n  azure-signalr-standard: cheap\n', /^ours\.yaml:2:3: .*expected an amount/],
    ['a negative amount', 'prices:\n  azure-signalr-standard: -1\n', /^ours\.yaml:2:3: .*found -1; expected 0 USD or more/],
    ['more than 100 per cent', 'discount-percent:\n  all: 101\n', /^ours\.yaml:2:3: .*0 to 100/],
    ['a list', 'prices: [40]\n', /^ours\.yaml:1:1: prices: found a list; expected ids of prices/],
    ['something else altogether', '- 40\n', /^ours\.yaml:1:1: found a list; expected "prices" or "discount-percent"/],
    [
      'a price and a discount of one thing',
      'prices:\n  azure-signalr-standard: 40\ndiscount-percent:\n  azure-signalr-standard: 5\n',
      /^ours\.yaml:4:3: .*Give one of them/,
    ],
    [
      'a price given twice',
      'prices:\n  azure-signalr-standard: 40\n  azure-signalr-standard: 41\n',
      /^ours\.yaml:3:3: this is not YAML: found the key azure-signalr-standard a second time/,
    ],
  ])('%s is invalid input', (_, text, message) => {
    expect(() => parse(text)).toThrow(message);
    expect(() => parse(text)).toThrow(expect.objectContaining({ exitCode: 3 }) as UserError);
  });

  test('every problem is named at once', () => {
    expect(() => parse('prices:\n  a: 1\n  b: 2\n')).toThrow(/ours\.yaml:2:3[\s\S]*ours\.yaml:3:3/);
  });
});

describe('a rule base with own prices', () => {
  const priced = withPrices(
    ruleBase,
    parse('prices:\n  azure-signalr-standard: 40\ndiscount-percent:\n  all: 10\n  azure-managed-redis-b0: 50\n'),
  );

  test.each([
    ['an own price is as stated, whatever is off all others', 'azure-signalr-standard', 40, 40],
    ['a discount of its own goes before that of all', 'azure-managed-redis-b0', 5.84, 5.84],
    ['all others are discounted', 'azure-signalr-premium', 54.747, 54.747],
    ['both ends of a range are', 'azure-managed-redis-b0-ha', 20.7, 21.024],
  ])('%s', (_, id, low, high) => {
    expect(priced.prices[id]).toMatchObject({ low, high });
  });

  test('a price that nobody publishes stays unknown under a discount', () => {
    expect(priced.prices['azure-signalr-large-instance']).toEqual(ruleBase.prices['azure-signalr-large-instance']);
  });

  const titles = (sources: readonly string[] = []): string[] => sources.map((id) => priced.sources[id]?.title ?? '');
  const standard = priced.backplanes.find(({ id }) => id === 'azure-signalr')?.variants.find(({ id }) => id === 'azure-signalr-standard');

  test('what is computed from it names where it stands, first', () => {
    expect(titles(priced.prices['azure-signalr-standard']?.source)).toEqual(['your price from ours.yaml:2']);
    expect(titles(standard?.measures['monthly-cost']?.source).slice(0, 2)).toEqual([
      'your price from ours.yaml:2',
      'your discount of 10 % from ours.yaml:4',
    ]);
    expect(titles(priced.quantities['azure-standard-units-cost']?.source)[0]).toBe('your price from ours.yaml:2');
    expect(titles(priced.rules.find(({ id }) => id === 'over-budget')?.source)).toContain('your prices from ours.yaml');
    expect(titles(priced.criteria['monthly-cost']?.source)).toContain('your prices from ours.yaml');
  });

  test('what is not, does not', () => {
    expect(priced.quantities['azure-units']).toEqual(ruleBase.quantities['azure-units']);
    expect(priced.criteria['first-message-delay']).toEqual(ruleBase.criteria['first-message-delay']);
    expect(priced.rules.find(({ id }) => id === 'azure-not-allowed')).toEqual(ruleBase.rules.find(({ id }) => id === 'azure-not-allowed'));
  });

  test('every source that is cited exists', () => {
    const cited = [
      ...Object.values(priced.prices),
      ...Object.values(priced.quantities),
      ...priced.rules,
      ...Object.values(priced.criteria),
    ];
    const measures = priced.backplanes.flatMap(({ measures: own, variants }) =>
      [own, ...variants.map((variant) => variant.measures)].flatMap((all) => Object.values(all)),
    );
    for (const id of [...cited, ...measures].flatMap(({ source }) => source)) expect(priced.sources, id).toHaveProperty([id]);
  });

  test('the hash follows the prices, not the file', () => {
    const hash = (text: string, file = 'ours.yaml'): string => withPrices(ruleBase, parsePrices(file, text, ids)).hash;
    const [one, other] = ['prices:\n  azure-signalr-standard: 40\n', 'prices:\n  azure-signalr-standard: 41\n'];
    expect(hash(one)).not.toBe(ruleBase.hash);
    expect(hash(one)).not.toBe(hash(other));
    expect(hash(one)).toBe(hash(`# a comment\n${one}`, 'theirs.yaml'));
  });

  test('without prices it is the same rule base, and the given one is never touched', () => {
    expect(withPrices(ruleBase, parse(''))).toBe(ruleBase);
    expect(ruleBase.prices['azure-signalr-standard']?.own).toBeUndefined();
  });
});
