import { daysBetween } from './day.js';
import { type Entry, originOf } from './entries.js';
import type { Kind } from './kinds.js';
import type { RuleBase } from './types.js';

/** For a rule base that states nothing about it. */
const aYear = 365;

/** After how many days the check of an entry of this kind is stale. */
export function staleAfter({ staleAfterDays = {} }: Pick<RuleBase, 'staleAfterDays'>, kind: Kind): number {
  return staleAfterDays[kind] ?? staleAfterDays.default ?? aYear;
}

/** Whether an entry was last compared with its source longer ago than its kind allows, seen from a day. What has no date is never stale. */
export function isStale(ruleBase: Pick<RuleBase, 'staleAfterDays'>, entry: Entry, asOf: string): boolean {
  const { checked } = originOf(entry);
  return checked !== undefined && daysBetween(checked, asOf) > staleAfter(ruleBase, entry.kind);
}
