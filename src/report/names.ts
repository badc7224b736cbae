import type { CriterionValue, Recommended, Verdict } from '../decide/decision.js';
import { costLine, headroomLine } from '../decide/estimate.js';
import { interval, number } from '../decide/words.js';
import type { RuleBase } from '../knowledge/types.js';

/** A backplane with the product or tier that is meant. */
export function verdictName(ruleBase: RuleBase, { backplane, variant }: Pick<Verdict, 'backplane' | 'variant'>): string {
  const found = ruleBase.backplanes.find(({ id }) => id === backplane);
  const name = found?.variants.find(({ id }) => id === variant)?.name;
  return name && name !== found?.name ? `${found?.name} (${name})` : (found?.name ?? backplane);
}

export const backplaneName = (ruleBase: RuleBase, id: string | null): string =>
  ruleBase.backplanes.find((backplane) => backplane.id === id)?.name ?? String(id);

/** What a recommendation comes to, in a few words. */
export const recommendedName = (ruleBase: RuleBase, { outcome, recommended }: Recommended): string =>
  ({
    backplane: backplaneName(ruleBase, recommended),
    'none-needed': 'no backplane needed',
    'platform-provides': 'the platform provides it',
    'no-eligible': 'nothing is eligible',
  })[outcome];

/** The class that gives a recommendation its colour: `w0`, `w1` ... for backplanes in the order of the rule base. */
export function winnerClass(ruleBase: RuleBase, { outcome, recommended }: Recommended): string {
  if (outcome === 'backplane') return `w${ruleBase.backplanes.findIndex(({ id }) => id === recommended) % 12}`;
  return { 'none-needed': 'w-none', 'platform-provides': 'w-platform', 'no-eligible': 'w-nothing' }[outcome];
}

const criterionOf = ({ criteria }: Verdict, show: string): CriterionValue | undefined =>
  criteria.find(({ id }) => `measure.${id}` === show);

/** `18 to 25 USD/month`; undefined where nobody knows any of it. */
export function costOf(verdict: Verdict): string | undefined {
  const cost = criterionOf(verdict, costLine.show);
  const [low, high] = cost?.range ?? [cost?.value ?? null, cost?.value ?? null];
  if (cost === undefined || low === null || (low === 0 && high === null)) return undefined;
  return `${interval({ low, high: high ?? Number.POSITIVE_INFINITY })} ${cost.unit}`;
}

/** How many times the peak fits in, in words; undefined where nobody knows. */
export function headroomOf(verdict: Verdict): string | undefined {
  const room = criterionOf(verdict, headroomLine.show);
  if (!room) return undefined;
  const [low, high] = room.range ?? [room.value, room.value];
  if (low === null) return 'unlimited';
  if (low === 0 && high === null) return undefined;
  const digits = (value: number): string => (value < 10 ? String(Number(value.toPrecision(2))) : number(Math.round(value)));
  return `${high === null ? `at least ${digits(low)}` : low === high ? digits(low) : `${digits(low)} to ${digits(high)}`} times the peak`;
}
