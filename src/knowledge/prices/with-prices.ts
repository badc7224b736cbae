import { createHash } from 'node:crypto';
import type { Condition, Formula, Reference } from '../language/language.js';
import { reach, references } from '../language/mentions.js';
import type { Backplane, Measure, Price, RuleBase, Source } from '../types.js';

/** Prices and discounts of the user, in place of the price book's. */
export interface PriceOverrides {
  /** The file they stand in, as the user named it. */
  file: string;
  /** In the unit of the price. */
  prices: { id: string; amount: number; note?: string; line: number }[];
  /** Per cent off the list price, of one price or of `all`. A price of one's own is not discounted. */
  discounts: { id: string; percent: number; line: number }[];
}

/** The source of what rests on several prices of the user. */
const ownPrices = 'own-prices';

/**
 * The rule base with the user's prices: every price that they change says where it stands, and so does everything that is computed
 * from it. The hash changes with them, since a decision may.
 */
export function withPrices(ruleBase: RuleBase, overrides: PriceOverrides): RuleBase {
  const { file } = overrides;
  const sources: Record<string, Source> = {};
  const cite = (id: string, title: string): string => {
    sources[id] = { id, title, checked: ruleBase.checked };
    return id;
  };
  const changed = Object.fromEntries(
    Object.values(ruleBase.prices)
      .flatMap((price) => changedPrice(price, overrides, cite) ?? [])
      .map((price) => [price.id, price]),
  );
  if (Object.keys(changed).length === 0) return ruleBase;
  cite(ownPrices, `your prices from ${file}`);
  const citations = (formula: Formula): string[] => [
    ...new Set([...reach(formula, ruleBase)].flatMap((ref) => changed[ref.replace(/^price\./, '')]?.source[0] ?? [])),
  ];
  const cited = <T extends { formula: Formula; source: string[] }>(one: T): T => ({
    ...one,
    source: [...citations(one.formula), ...one.source],
  });
  const affected = affectedMeasures(ruleBase, (formula) => citations(formula).length > 0);
  const reads = (ref: Reference): boolean => affected.has(ref) || citations({ op: 'ref', ref }).length > 0;
  const decidesBy = (...conditions: (Condition | undefined)[]): boolean => [...references(conditions, ruleBase.definitions)].some(reads);
  const alsoOwn = <T extends { source: string[] }>(one: T, is: boolean): T => (is ? { ...one, source: [...one.source, ownPrices] } : one);
  return {
    ...ruleBase,
    hash: createHash('sha256')
      .update(`${ruleBase.hash}\0${JSON.stringify(Object.values(changed).map(({ id, low, high }) => [id, low, high]))}`)
      .digest('hex'),
    sources: { ...ruleBase.sources, ...sources },
    prices: { ...ruleBase.prices, ...changed },
    quantities: mapped(ruleBase.quantities, cited),
    criteria: mapped(ruleBase.criteria, (criterion) => alsoOwn(criterion, affected.has(`measure.${criterion.id}`))),
    rules: ruleBase.rules.map((rule) => alsoOwn(rule, decidesBy(rule.when, rule.where))),
    backplanes: ruleBase.backplanes.map(
      (backplane): Backplane => ({
        ...backplane,
        measures: mapped(backplane.measures, cited),
        variants: backplane.variants.map((variant) => ({ ...variant, measures: mapped(variant.measures, cited) })),
      }),
    ),
  };
}

/** A price as the user pays it; undefined where they change nothing. */
function changedPrice(
  price: Price,
  { file, prices, discounts }: PriceOverrides,
  cite: (id: string, title: string) => string,
): Price | undefined {
  const { region: _region, note: _note, ...rest } = price;
  const list = { low: price.low, ...(price.high === undefined ? {} : { high: price.high }) };
  const own = prices.find(({ id }) => id === price.id);
  if (own) {
    const from = `${file}:${own.line}`;
    const source = [cite(`${ownPrices}-line-${own.line}`, `your price from ${from}`)];
    return {
      ...rest,
      low: own.amount,
      high: own.amount,
      ...(own.note === undefined ? {} : { note: own.note }),
      own: { from, list },
      source,
    };
  }
  const discount = discounts.find(({ id }) => id === price.id) ?? discounts.find(({ id }) => id === 'all');
  if (!discount || (price.high ?? 0) === 0 || discount.percent === 0) return undefined;
  const from = `${file}:${discount.line}`;
  const less = (amount: number): number => Number((amount * (1 - discount.percent / 100)).toPrecision(12));
  const source = [cite(`${ownPrices}-line-${discount.line}`, `your discount of ${discount.percent} % from ${from}`), ...price.source];
  return { ...price, low: less(price.low), ...(price.high === undefined ? {} : { high: less(price.high) }), own: { from, list }, source };
}

/** `measure.monthly-cost` and the like, where some backplane's rests on a price that was changed. */
function affectedMeasures(ruleBase: RuleBase, rests: (formula: Formula) => boolean): Set<Reference> {
  const all = ruleBase.backplanes.flatMap(({ measures, variants }) => [measures, ...variants.map((variant) => variant.measures)]);
  const entries = all.flatMap((measures) => Object.entries<Measure>(measures));
  return new Set(entries.filter(([, { formula }]) => rests(formula)).map(([id]) => `measure.${id}`));
}

const mapped = <T>(all: Record<string, T>, change: (one: T) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(all).map(([id, one]) => [id, change(one)]));
