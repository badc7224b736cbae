import type { Formula, Reference } from '../knowledge/language/language.js';
import type { EstimateLine, Fact, Provenance, Question } from '../knowledge/types.js';
import type { Interval } from './interval.js';
import { type Judgement, measureOf } from './judge.js';
import { unknownOf, unsettled } from './unsettled.js';
import { sourceInWords } from './words.js';

/** One number of an estimate. */
export interface Figure {
  /** Id of the quantity, the price or the measure. */
  id: string;
  label: string;
  /** Null where it is not known as one number; then `range` says what is known. Money is rounded to cents. */
  value: number | null;
  /** From, to; null: without an upper limit, or, on both sides, more than can be had. */
  range?: [number | null, number | null];
  unit: string;
  /** How it follows, in words. */
  means: string;
  source: string;
  /** Ids of the questions whose answers would narrow it. */
  missing: string[];
  /** Ids of the figures that decide it, where it is the largest of several. */
  decidedBy?: string[];
  /** Names of the variants that it is of, where several may be meant and not all have it. */
  variants?: string[];
}

/** The figure that a line of a backplane's estimate shows; undefined where its condition rules it out. */
export function figureOf(line: EstimateLine, judgement: Judgement, facts: readonly Fact[]): Figure | undefined {
  const { ruleBase } = judgement.scope;
  const { when, show, label } = line;
  const scopes = judgement.scopes.filter((scope) => !when || scope.truth(when) !== false);
  if (scopes.length === 0) return undefined;
  const { unit, means, origin } = described(show, judgement);
  const interval = intervalOf(show, judgement);
  const decidedBy = largest(show, judgement);
  return {
    id: idOf(show),
    label,
    ...(interval ? inFigure(interval, unit) : { value: null }),
    unit,
    means,
    source: origin ? sourceInWords(ruleBase, origin) : '',
    missing: missingFor(show, interval, judgement, facts),
    ...(decidedBy.length ? { decidedBy } : {}),
    ...(scopes.length < judgement.scopes.length ? { variants: scopes.flatMap(({ subject }) => subject?.variant?.name ?? []) } : {}),
  };
}

const kindOf = (ref: Reference): string => ref.slice(0, ref.indexOf('.'));
const idOf = (ref: Reference): string => ref.slice(ref.indexOf('.') + 1);

function intervalOf(ref: Reference, judgement: Judgement): Interval | undefined {
  return kindOf(ref) === 'measure' ? measureOf(judgement, idOf(ref)) : judgement.scope.number(ref);
}

function described(ref: Reference, { backplane, scope }: Judgement): { unit: string; means: string; origin: Provenance | undefined } {
  const { ruleBase, subject } = scope;
  const id = idOf(ref);
  const quantity = ruleBase.quantities[id];
  const price = ruleBase.prices[id];
  if (kindOf(ref) === 'quantity' && quantity) return { unit: quantity.unit, means: quantity.means, origin: quantity };
  if (kindOf(ref) === 'price' && price) {
    const place = price.region ? `${price.name} (${price.region}).` : `${price.name}.`;
    return { unit: price.unit, means: price.note ? `${place} ${price.note}` : place, origin: price };
  }
  const measure = subject?.variant?.measures[id] ?? backplane.measures[id];
  const criterion = ruleBase.criteria[id];
  return { unit: criterion?.unit ?? '', means: measure?.because ?? `${criterion?.name ?? id}.`, origin: measure ?? criterion };
}

function inFigure({ low, high }: Interval, unit: string): Pick<Figure, 'value' | 'range'> {
  // Sums of binary fractions carry noise in their last digits.
  const round = (value: number): number =>
    unit.startsWith('USD') && value >= 0.01 ? Math.round(value * 100) / 100 : Number(value.toPrecision(12));
  const bound = (value: number): number | null => (Number.isFinite(value) ? round(value) : null);
  return low === high && Number.isFinite(low) ? { value: round(low) } : { value: null, range: [bound(low), bound(high)] };
}

/**
 * The unanswered questions behind a figure that is no point, as far as it makes sense to ask them now. A question that another one
 * answers by assumption is not named beside it.
 */
function missingFor(ref: Reference, interval: Interval | undefined, judgement: Judgement, facts: readonly Fact[]): string[] {
  if (interval && interval.low === interval.high) return [];
  const found = new Set<string>();
  for (const scope of judgement.scopes) unknownOf(ref, scope, found);
  if (dependsOnVariant(ref, judgement))
    for (const condition of judgement.open) unsettled(condition, judgement.scope.about({ backplane: judgement.backplane }), found);
  const stated = new Set(facts.filter(({ provenance }) => provenance !== 'assumed').map(({ id }) => id));
  const makesSense = ({ id, applies, assume }: Question): boolean =>
    (!applies || judgement.scope.truth(applies) === true) &&
    (stated.has(id) || !assume.some(({ from }) => from !== undefined && found.has(from)));
  const missing = judgement.scope.ruleBase.questions.filter(({ id }) => found.has(id));
  return missing.filter(makesSense).map(({ id }) => id);
}

/** Whether the variants that may be meant disagree on a measure. */
function dependsOnVariant(ref: Reference, { backplane, scopes }: Judgement): boolean {
  if (kindOf(ref) !== 'measure') return false;
  return new Set(scopes.map(({ subject }) => subject?.variant?.measures[idOf(ref)] ?? backplane.measures[idOf(ref)])).size > 1;
}

/** Of a quantity that is the largest of several: those that are certainly as large as all others. */
function largest(ref: Reference, { scope }: Judgement): string[] {
  const formula = kindOf(ref) === 'quantity' ? scope.ruleBase.quantities[idOf(ref)]?.formula : undefined;
  if (formula?.op !== 'max') return [];
  const parts = formula.of.filter((part): part is Extract<Formula, { op: 'ref' }> => part.op === 'ref' && kindOf(part.ref) === 'quantity');
  const values = parts.map((part) => scope.number(part.ref));
  return parts
    .filter(
      (_, index) =>
        (values[index]?.low ?? 0) > 0 && values.every((other, place) => place === index || other.high <= (values[index]?.low ?? 0)),
    )
    .map(({ ref: part }) => idOf(part));
}
