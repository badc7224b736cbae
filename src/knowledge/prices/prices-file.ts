import { isMap, isScalar } from 'yaml';
import { z } from 'zod';
import { foundInWords } from '../load/describe-issue.js';
import { readText } from '../load/read-text.js';
import { parseYaml } from '../load/yaml-text.js';
import { didYouMean } from '../nearest.js';
import { type RuleBase, UserError } from '../types.js';
import type { PriceOverrides } from './with-prices.js';

const amount = z.number('expected an amount in USD, in the unit of the price, such as 48.97').nonnegative('expected 0 USD or more');

const percent = z.number('expected per cent, such as 15').min(0, 'expected 0 to 100 per cent').max(100, 'expected 0 to 100 per cent');

const price = z.union([amount, z.strictObject({ amount, note: z.string('expected text').trim().min(1, 'expected text').optional() })]);

const schema = z.strictObject(
  {
    prices: z.record(z.string(), price, 'expected ids of prices, each with an amount').optional(),
    'discount-percent': z.record(z.string(), percent, 'expected ids of prices or "all", each with per cent').optional(),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'expected "prices" or "discount-percent"' : undefined) },
);

/**
 * Reads a file of own prices: `prices` by id, an amount or {amount, note}; `discount-percent` by id, or `all`.
 * @param shown its path in messages and provenance
 * @throws UserError (exit 3) with file:line:column for a missing file, malformed YAML, or anything that cannot be understood.
 */
export function readPricesFile(path: string, { prices }: Pick<RuleBase, 'prices'>, shown = path): PriceOverrides {
  return parsePrices(shown, readText(path, shown, 'a prices file'), Object.keys(prices));
}

/** The same for text that was already read. */
export function parsePrices(file: string, text: string, ids: readonly string[]): PriceOverrides {
  const { document, at: place, lineOf: lineAt, values } = parseYaml(file, text);
  const offsetOf = (...path: PropertyKey[]): number => keyOffset(document.contents, path);
  const raw = values() ?? {};
  const result = schema.safeParse(raw);
  if (!result.success)
    throw new UserError(result.error.issues.flatMap((issue) => describe(issue, raw, (path) => place(offsetOf(...path)))).join('\n'));
  const { prices = {}, 'discount-percent': discounts = {} } = result.data;
  const problems: string[] = [];
  const problem = (key: string, id: string, message: string): number => problems.push(`${place(offsetOf(key, id))}: ${message}`);
  for (const id of Object.keys(prices)) if (!ids.includes(id)) problem('prices', id, notAPrice(id, ids));
  for (const id of Object.keys(discounts)) {
    if (id !== 'all' && !ids.includes(id)) problem('discount-percent', id, notAPrice(id, [...ids, 'all']));
    else if (id in prices)
      problem('discount-percent', id, `"${id}" has a price of your own; a discount is off the list price. Give one of them.`);
  }
  if (problems.length) throw new UserError(problems.join('\n'));
  const lineOf = (key: string, id: string): number => lineAt(offsetOf(key, id));
  return {
    file,
    prices: Object.entries(prices).map(([id, own]) => {
      const { amount: value, note } = typeof own === 'number' ? { amount: own, note: undefined } : own;
      return { id, amount: value, ...(note === undefined ? {} : { note }), line: lineOf('prices', id) };
    }),
    discounts: Object.entries(discounts).map(([id, off]) => ({ id, percent: off, line: lineOf('discount-percent', id) })),
  };
}

const notAPrice = (id: string, ids: readonly string[]): string =>
  `"${id}" is not a price.${didYouMean(id, ids)} The ids stand in rules/prices.yaml; "backplane estimate --format json" names those that count.`;

/** Where the last key of a path stands, or the nearest thing above it. */
function keyOffset(root: unknown, path: readonly PropertyKey[]): number {
  let node = root;
  let offset = 0;
  for (const step of path) {
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step)) : undefined;
    if (!pair) break;
    offset = (isScalar(pair.key) && pair.key.range?.[0]) || offset;
    node = pair.value;
  }
  return offset;
}

function describe(issue: z.core.$ZodIssue, raw: unknown, at: (path: readonly PropertyKey[]) => string): string[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = path.length ? ['amount', 'note'] : ['prices', 'discount-percent'];
    return issue.keys.map((key) => `${at([...path, key])}: unknown key "${key}".${didYouMean(key, known)} Expected ${known.join(', ')}.`);
  }
  // Of a union that fits nowhere, the branch that got furthest says what is wrong.
  const [inner] =
    issue.code === 'invalid_union' ? [...issue.errors].sort((a, b) => (b[0]?.path.length ?? 0) - (a[0]?.path.length ?? 0)) : [];
  if (inner?.[0]) return inner.flatMap((one) => describe({ ...one, path: [...path, ...one.path] } as z.core.$ZodIssue, raw, at));
  const name = path.map(String).join('.');
  const found = path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | undefined)?.[step], raw);
  return [`${at(path)}: ${name ? `${name}: ` : ''}found ${foundInWords(found ?? null)}; ${issue.message}.`];
}
