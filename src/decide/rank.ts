import type { Criterion, Order, RuleBase } from '../knowledge/types.js';
import type { CriterionValue, Reason } from './decision.js';
import type { Interval } from './interval.js';
import { type Judgement, measureOf } from './judge.js';
import type { Scope } from './scope.js';
import { fill, interval, sourceInWords } from './words.js';

const statusOrder = { eligible: 0, undecided: 1, excluded: 2 };

/** The order of criteria that the user's priority picks; without a priority the one named `default`. */
export function orderFor(ruleBase: RuleBase, scope: Scope): Order {
  const priority = scope.answer('priority');
  const order = ruleBase.orders.find((one) => one.priority === priority) ?? ruleBase.orders.find((one) => one.priority === 'default');
  if (!order) throw new Error('The rule base has no order "default".');
  return order;
}

/**
 * The place of a value among the bands, 0 for the best. An unknown value counts as the criterion says.
 * @param least of a relative criterion: what the cheapest usable backplane has; absent where nobody knows, and all are equal then.
 */
export function bandOf(criterion: Criterion, value: Interval | undefined, least?: number): number {
  const last = criterion.bands.length - 1;
  const isRelative = criterion['above-cheapest'] !== undefined;
  if (isRelative && least === undefined) return 0;
  if (!value) return criterion.unknown === 'best' ? 0 : last;
  const favourable = criterion.better === 'lower' ? value.low : value.high;
  const unfavourable = criterion.better === 'lower' ? value.high : value.low;
  const counted = criterion.unknown === 'best' ? favourable : unfavourable;
  const compared = isRelative ? counted - (least ?? 0) : counted;
  const index = criterion.bands.findIndex(
    (band) =>
      (isRelative && band['or-times'] !== undefined && counted <= band['or-times'] * (least ?? 0)) ||
      ((band['at-most'] === undefined || compared <= band['at-most']) && (band['at-least'] === undefined || compared >= band['at-least'])),
  );
  return index < 0 ? last : index;
}

type Ranked = Pick<Judgement, 'backplane' | 'status'>;

/** The band of one among others: what is relative is compared with the cheapest of those that are usable. */
export type BandAt<T> = (criterion: Criterion, one: T) => number;

/** Each band is found once. */
export function bandsAmong<T extends Ranked>(all: readonly T[], measured: (criterion: string, one: T) => Interval | undefined): BandAt<T> {
  const known = new Map<Criterion, { least: number | undefined; bands: Map<T, number> }>();
  const leastOf = (measure: string | undefined): number | undefined => {
    if (measure === undefined) return undefined;
    const highs = all.filter(({ status }) => status !== 'excluded').map((one) => measured(measure, one)?.high ?? Number.POSITIVE_INFINITY);
    const least = Math.min(...highs);
    return Number.isFinite(least) ? least : undefined;
  };
  return (criterion, one) => {
    const entry = known.get(criterion) ?? { least: leastOf(criterion['above-cheapest']), bands: new Map<T, number>() };
    known.set(criterion, entry);
    const band = entry.bands.get(one) ?? bandOf(criterion, measured(measuredBy(criterion), one), entry.least);
    entry.bands.set(one, band);
    return band;
  };
}

/** The criterion whose measure a criterion looks at: its own, or that of the one that it is relative to. */
const measuredBy = (criterion: Criterion): string => criterion['above-cheapest'] ?? criterion.id;

/** The bands of judgements among each other. */
export const bandsOf = (judgements: readonly Judgement[]): BandAt<Judgement> =>
  bandsAmong(judgements, (criterion, judgement) => measureOf(judgement, criterion));

/** The first criterion on which two backplanes differ, in the given order. */
export function decidingCriterion(
  ruleBase: RuleBase,
  order: Order,
  bandAt: BandAt<Judgement>,
  a: Judgement,
  b: Judgement,
): Criterion | undefined {
  for (const id of order.criteria) {
    const criterion = ruleBase.criteria[id];
    if (criterion && bandAt(criterion, a) !== bandAt(criterion, b)) return criterion;
  }
  return undefined;
}

/** Judgements from best to worst: usable ones first, then by the criteria in order, then certain before undecided, then by name. */
export function rank(ruleBase: RuleBase, order: Order, judgements: readonly Judgement[]): Judgement[] {
  return rankBy(ruleBase, order, judgements, bandsOf(judgements));
}

/** The same where the bands come from elsewhere. */
export function rankBy<T extends Ranked>(ruleBase: RuleBase, order: Order, judgements: readonly T[], bandAt: BandAt<T>): T[] {
  const criteria = order.criteria.flatMap((id) => ruleBase.criteria[id] ?? []);
  return [...judgements].sort((a, b) => {
    const usable = Number(a.status === 'excluded') - Number(b.status === 'excluded');
    if (usable !== 0) return usable;
    for (const criterion of criteria) {
      const difference = bandAt(criterion, a) - bandAt(criterion, b);
      if (difference !== 0) return difference;
    }
    return statusOrder[a.status] - statusOrder[b.status] || (a.backplane.id < b.backplane.id ? -1 : 1);
  });
}

/** Why the winner comes before the loser, as one nameable reason. */
export function rankingReason(ruleBase: RuleBase, order: Order, bandAt: BandAt<Judgement>, winner: Judgement, loser: Judgement): Reason {
  const criterion = decidingCriterion(ruleBase, order, bandAt, winner, loser);
  if (!criterion) {
    const text =
      winner.status === loser.status
        ? `${winner.backplane.name} and ${loser.backplane.name} are equal on every criterion; they are listed by name.`
        : `${winner.backplane.name} and ${loser.backplane.name} are equal on every criterion, but ${loser.backplane.name} depends on an answer that nobody gave.`;
    return { code: 'ranked-equal', text, source: 'ranking' };
  }
  const text = fill(criterion.because, winner.scope, {
    ...namesAndValues(criterion, winner, loser),
    'winner-band': criterion.bands[bandAt(criterion, winner)]?.id ?? '',
    'loser-band': criterion.bands[bandAt(criterion, loser)]?.id ?? '',
  });
  return { code: `ranked-by-${criterion.id}`, text, source: sourceInWords(ruleBase, criterion) };
}

function namesAndValues(criterion: Criterion, winner: Judgement, loser: Judgement): Record<string, string> {
  const words = (judgement: Judgement): string => {
    const value = measureOf(judgement, measuredBy(criterion));
    return value ? interval(value) : 'unknown';
  };
  return {
    winner: winner.backplane.name,
    loser: loser.backplane.name,
    'winner-value': words(winner),
    'loser-value': words(loser),
  };
}

/** What must be said of the winner first, beside another usable one: for example that it costs more than what runs already. */
export function mentionsOf(ruleBase: RuleBase, bandAt: BandAt<Judgement>, winner: Judgement, others: readonly Judgement[]): string[] {
  return Object.values(ruleBase.criteria).flatMap((criterion) => {
    const { mention, better } = criterion;
    const beside = mention && ruleBase.criteria[mention.beside];
    if (!mention || !beside) return [];
    const isWorse = (one: Judgement): boolean => {
      const [mine, other] = [measureOf(winner, measuredBy(criterion)), measureOf(one, measuredBy(criterion))];
      if (!mine || !other) return false;
      return (better === 'lower' ? mine.low - other.high : other.low - mine.high) > mention['more-than'];
    };
    const found = others.find((one) => one !== winner && one.status !== 'excluded' && bandAt(beside, one) === 0 && isWorse(one));
    return found ? [fill(mention.because, winner.scope, namesAndValues(criterion, winner, found))] : [];
  });
}

/** Every criterion of a backplane, with its value and band. */
export function criteriaOf(ruleBase: RuleBase, bandAt: BandAt<Judgement>, judgement: Judgement): CriterionValue[] {
  return Object.values(ruleBase.criteria).map((criterion) => {
    const measured = measuredBy(criterion);
    const value = measureOf(judgement, measured);
    const known = value !== undefined && value.low === value.high && Number.isFinite(value.low);
    const measure = judgement.scope.subject?.variant?.measures[measured] ?? judgement.backplane.measures[measured];
    return {
      id: criterion.id,
      value: known ? round(value.low) : null,
      ...(value && !known ? { range: [bound(value.low), bound(value.high)] as [number | null, number | null] } : {}),
      unit: criterion.unit,
      band: value ? (criterion.bands[bandAt(criterion, judgement)]?.id ?? '') : 'unknown',
      source: measure ? sourceInWords(ruleBase, measure) : 'ranking',
    };
  });
}

const round = (value: number): number => Math.round(value * 100) / 100;
const bound = (value: number): number | null => (Number.isFinite(value) ? round(value) : null);
