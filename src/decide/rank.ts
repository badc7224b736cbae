import type { Criterion, Order, RuleBase } from '../knowledge/types.js';
import type { CriterionValue, Reason } from './decision.js';
import type { Interval } from './interval.js';
import { type Judgement, measureOf, measureOver } from './judge.js';
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

/** The place of a value among the bands, 0 for the best. An unknown value counts as the criterion says. */
export function bandOf(criterion: Criterion, value: Interval | undefined): number {
  const last = criterion.bands.length - 1;
  if (!value) return criterion.unknown === 'best' ? 0 : last;
  const favourable = criterion.better === 'lower' ? value.low : value.high;
  const unfavourable = criterion.better === 'lower' ? value.high : value.low;
  const counted = criterion.unknown === 'best' ? favourable : unfavourable;
  const index = criterion.bands.findIndex(
    (band) =>
      (band['at-most'] === undefined || counted <= band['at-most']) && (band['at-least'] === undefined || counted >= band['at-least']),
  );
  return index < 0 ? last : index;
}

/** The same for the value over everything that may be meant. */
export const bandOver = (criterion: Criterion, scopes: readonly Scope[]): number => bandOf(criterion, measureOver(scopes, criterion.id));

const bandAt = (criterion: Criterion, judgement: Judgement): number => bandOver(criterion, judgement.scopes);

/** The first criterion on which two backplanes differ, in the given order. */
export function decidingCriterion(ruleBase: RuleBase, order: Order, a: Judgement, b: Judgement): Criterion | undefined {
  for (const id of order.criteria) {
    const criterion = ruleBase.criteria[id];
    if (criterion && bandAt(criterion, a) !== bandAt(criterion, b)) return criterion;
  }
  return undefined;
}

type Ranked = Pick<Judgement, 'backplane' | 'status'>;

/** Judgements from best to worst: usable ones first, then by the criteria in order, then certain before undecided, then by name. */
export function rank(ruleBase: RuleBase, order: Order, judgements: readonly Judgement[]): Judgement[] {
  return rankBy(ruleBase, order, judgements, bandAt);
}

/** The same where the bands come from elsewhere. */
export function rankBy<T extends Ranked>(
  ruleBase: RuleBase,
  order: Order,
  judgements: readonly T[],
  bandOfOne: (criterion: Criterion, judgement: T) => number,
): T[] {
  const criteria = order.criteria.flatMap((id) => ruleBase.criteria[id] ?? []);
  const bands = new Map(judgements.map((one) => [one, lazily((index) => bandOfOne(criteria[index] as Criterion, one))]));
  return [...judgements].sort((a, b) => {
    const usable = Number(a.status === 'excluded') - Number(b.status === 'excluded');
    if (usable !== 0) return usable;
    for (const index of criteria.keys()) {
      const difference = (bands.get(a)?.(index) ?? 0) - (bands.get(b)?.(index) ?? 0);
      if (difference !== 0) return difference;
    }
    return statusOrder[a.status] - statusOrder[b.status] || (a.backplane.id < b.backplane.id ? -1 : 1);
  });
}

/** A function of a small index that computes each value once. */
function lazily(compute: (index: number) => number): (index: number) => number {
  const known: (number | undefined)[] = [];
  return (index) => {
    const value = known[index] ?? compute(index);
    known[index] = value;
    return value;
  };
}

/** Why the winner comes before the loser, as one nameable reason. */
export function rankingReason(ruleBase: RuleBase, order: Order, winner: Judgement, loser: Judgement): Reason {
  const criterion = decidingCriterion(ruleBase, order, winner, loser);
  if (!criterion) {
    const text =
      winner.status === loser.status
        ? `${winner.backplane.name} and ${loser.backplane.name} are equal on every criterion; they are listed by name.`
        : `${winner.backplane.name} and ${loser.backplane.name} are equal on every criterion, but ${loser.backplane.name} depends on an answer that nobody gave.`;
    return { code: 'ranked-equal', text, source: 'ranking' };
  }
  const words = (judgement: Judgement): string => {
    const value = measureOf(judgement, criterion.id);
    return value ? interval(value) : 'unknown';
  };
  const text = fill(criterion.because, winner.scope, {
    winner: winner.backplane.name,
    loser: loser.backplane.name,
    'winner-value': words(winner),
    'loser-value': words(loser),
    'winner-band': criterion.bands[bandAt(criterion, winner)]?.id ?? '',
    'loser-band': criterion.bands[bandAt(criterion, loser)]?.id ?? '',
  });
  return { code: `ranked-by-${criterion.id}`, text, source: sourceInWords(ruleBase, criterion) };
}

/** Every criterion of a backplane, with its value and band. */
export function criteriaOf(ruleBase: RuleBase, judgement: Judgement): CriterionValue[] {
  return Object.values(ruleBase.criteria).map((criterion) => {
    const value = measureOf(judgement, criterion.id);
    const known = value !== undefined && value.low === value.high && Number.isFinite(value.low);
    const measure = judgement.scope.subject?.variant?.measures[criterion.id] ?? judgement.backplane.measures[criterion.id];
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
