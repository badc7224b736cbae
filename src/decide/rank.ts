import type { Band, Criterion, Measure, Order } from '../knowledge/types.js';
import type { CriterionValue, Reason } from './decision.js';
import type { Interval } from './interval.js';
import { type Judgement, measureOf } from './judge.js';
import { noted } from './prepared.js';
import type { Situation } from './situation.js';
import { fill, interval, sourceInWords } from './words.js';

const statusOrder = { eligible: 0, undecided: 1, excluded: 2 };

/** A criterion and its place among those of the rule base. */
interface Placed {
  criterion: Criterion;
  place: number;
}

/** The criteria in the order of the rule base, by id, and in the orders in which they count. */
const criteriaIn = noted(({ ruleBase }) => {
  const all = Object.values(ruleBase.criteria).map((criterion, place): Placed => ({ criterion, place }));
  const byId = new Map(all.map((placed) => [placed.criterion.id, placed]));
  const orders = new Map(ruleBase.orders.map((order) => [order, order.criteria.flatMap((id) => byId.get(id) ?? [])]));
  return { all, byId, orders };
});

/** The order of criteria that the user's priority picks; without a priority the one named `default`. */
export function orderFor(situation: Situation): Order {
  const { orders } = situation.prepared.ruleBase;
  const priority = situation.look('priority');
  const order = orders.find((one) => one.priority === priority) ?? orders.find((one) => one.priority === 'default');
  if (!order) throw new Error('The rule base has no order "default".');
  return order;
}

/**
 * The place of a value among the bands, 0 for the best. An unknown value counts as the criterion says.
 * @param least of a relative criterion: what the cheapest usable backplane has; absent where nobody knows, and all are equal then.
 */
export function bandOf(criterion: Criterion, value: Interval | undefined, least?: number): number {
  const { bands } = criterion;
  const last = bands.length - 1;
  const isRelative = criterion['above-cheapest'] !== undefined;
  if (isRelative && least === undefined) return 0;
  if (!value) return criterion.unknown === 'best' ? 0 : last;
  const favourable = criterion.better === 'lower' ? value.low : value.high;
  const unfavourable = criterion.better === 'lower' ? value.high : value.low;
  const counted = criterion.unknown === 'best' ? favourable : unfavourable;
  const compared = isRelative ? counted - (least ?? 0) : counted;
  for (let index = 0; index < bands.length; index++) {
    const { 'at-most': most, 'at-least': fewest, 'or-times': times } = bands[index] as Band;
    if (isRelative && times !== undefined && counted <= times * (least ?? 0)) return index;
    if ((most === undefined || compared <= most) && (fewest === undefined || compared >= fewest)) return index;
  }
  return last;
}

/** The criterion whose measure a criterion looks at: its own, or that of the one that it is relative to. */
const measuredBy = (criterion: Criterion): string => criterion['above-cheapest'] ?? criterion.id;

/** How judgements stand to each other: what is relative is compared with the cheapest of those that are usable. Each value and each band is found once. */
export class Standing {
  private readonly values: (Interval | null | undefined)[] = [];
  private readonly bands: (number | undefined)[] = [];
  private readonly least = new Map<Placed, number | undefined>();
  private readonly known: ReturnType<typeof criteriaIn>;

  constructor(
    readonly situation: Situation,
    readonly all: readonly Judgement[],
    readonly order: Order = orderFor(situation),
  ) {
    this.known = criteriaIn(situation.prepared);
  }

  /** The value that counts for a criterion; undefined where nothing is known. */
  valueOf({ criterion, place: at }: Placed, one: Judgement): Interval | undefined {
    const place = this.place(at, one);
    let value = this.values[place];
    if (value === undefined) {
      value = measureOf(one, measuredBy(criterion)) ?? null;
      this.values[place] = value;
    }
    return value ?? undefined;
  }

  bandAt(placed: Placed, one: Judgement): number {
    const place = this.place(placed.place, one);
    let band = this.bands[place];
    if (band === undefined) {
      band = bandOf(placed.criterion, this.valueOf(placed, one), this.leastOf(placed));
      this.bands[place] = band;
    }
    return band;
  }

  /** Judgements from best to worst: usable ones first, then by the criteria in order, then certain before undecided, then by name. */
  ranked(): Judgement[] {
    return [...this.all].sort((a, b) => this.compare(a, b));
  }

  /** The first of them, where it is usable. */
  best(): Judgement | undefined {
    let best: Judgement | undefined;
    for (const one of this.all) if (one.status !== 'excluded' && (!best || this.compare(one, best) < 0)) best = one;
    return best;
  }

  /** The first criterion on which two backplanes differ. */
  decidingCriterion(a: Judgement, b: Judgement): Placed | undefined {
    for (const placed of this.known.orders.get(this.order) ?? []) if (this.bandAt(placed, a) !== this.bandAt(placed, b)) return placed;
    return undefined;
  }

  private compare(a: Judgement, b: Judgement): number {
    const usable = Number(a.status === 'excluded') - Number(b.status === 'excluded');
    if (usable !== 0) return usable;
    const placed = this.decidingCriterion(a, b);
    if (placed) return this.bandAt(placed, a) - this.bandAt(placed, b);
    return statusOrder[a.status] - statusOrder[b.status] || (a.backplane.id < b.backplane.id ? -1 : 1);
  }

  private place(criterion: number, one: Judgement): number {
    return one.contender.place * this.known.all.length + criterion;
  }

  private leastOf(placed: Placed): number | undefined {
    if (placed.criterion['above-cheapest'] === undefined) return undefined;
    if (this.least.has(placed)) return this.least.get(placed);
    let least = Number.POSITIVE_INFINITY;
    for (const one of this.all)
      if (one.status !== 'excluded') least = Math.min(least, this.valueOf(placed, one)?.high ?? Number.POSITIVE_INFINITY);
    const found = Number.isFinite(least) ? least : undefined;
    this.least.set(placed, found);
    return found;
  }
}

/** Why the winner comes before the loser, as one nameable reason. */
export function rankingReason(standing: Standing, winner: Judgement, loser: Judgement): Reason {
  const placed = standing.decidingCriterion(winner, loser);
  if (!placed) {
    const text =
      winner.status === loser.status
        ? `${winner.backplane.name} and ${loser.backplane.name} are equal on every criterion; they are listed by name.`
        : `${winner.backplane.name} and ${loser.backplane.name} are equal on every criterion, but ${loser.backplane.name} depends on an answer that nobody gave.`;
    return { code: 'ranked-equal', text, source: 'ranking' };
  }
  const { criterion } = placed;
  return {
    code: `ranked-by-${criterion.id}`,
    get text() {
      return fill(criterion.because, winner.scope, {
        ...namesAndValues(standing, placed, winner, loser),
        'winner-band': criterion.bands[standing.bandAt(placed, winner)]?.id ?? '',
        'loser-band': criterion.bands[standing.bandAt(placed, loser)]?.id ?? '',
      });
    },
    source: sourceInWords(winner.situation.prepared.ruleBase, criterion),
  };
}

function namesAndValues(standing: Standing, criterion: Placed, winner: Judgement, loser: Judgement): Record<string, string> {
  const words = (judgement: Judgement): string => {
    const value = standing.valueOf(criterion, judgement);
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
export function mentionsOf(standing: Standing, winner: Judgement, others: readonly Judgement[]): string[] {
  const { all, byId } = criteriaIn(winner.situation.prepared);
  return all.flatMap((placed) => {
    const { mention, better } = placed.criterion;
    const beside = mention && byId.get(mention.beside);
    if (!mention || !beside) return [];
    const isWorse = (one: Judgement): boolean => {
      const [mine, other] = [standing.valueOf(placed, winner), standing.valueOf(placed, one)];
      if (!mine || !other) return false;
      return (better === 'lower' ? mine.low - other.high : other.low - mine.high) > mention['more-than'];
    };
    const found = others.find((one) => one !== winner && one.status !== 'excluded' && standing.bandAt(beside, one) === 0 && isWorse(one));
    return found ? [fill(mention.because, winner.scope, namesAndValues(standing, placed, winner, found))] : [];
  });
}

/** Every criterion of a backplane, with its value and band. */
export function criteriaOf(standing: Standing, judgement: Judgement): CriterionValue[] {
  const { ruleBase } = judgement.situation.prepared;
  return criteriaIn(judgement.situation.prepared).all.map((placed) => {
    const { criterion } = placed;
    const value = standing.valueOf(placed, judgement);
    const measure: Measure | undefined = judgement.view.measureNamed(measuredBy(criterion));
    const known = value !== undefined && value.low === value.high && Number.isFinite(value.low);
    const { id, unit } = criterion;
    const band = value ? (criterion.bands[standing.bandAt(placed, judgement)]?.id ?? '') : 'unknown';
    const source = measure ? sourceInWords(ruleBase, measure) : 'ranking';
    if (known) return { id, value: round(value.low), unit, band, source };
    return value
      ? { id, value: null, range: [bound(value.low), bound(value.high)], unit, band, source }
      : { id, value: null, unit, band, source };
  });
}

const round = (value: number): number => Math.round(value * 100) / 100;
const bound = (value: number): number | null => (Number.isFinite(value) ? round(value) : null);
