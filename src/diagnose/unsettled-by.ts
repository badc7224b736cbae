import type { Scope } from '../decide/scope.js';
import { unsettled } from '../decide/unsettled.js';
import type { Condition } from '../knowledge/language/language.js';

/** The questions whose answers would settle any of these conditions. */
export function unsettledBy(conditions: readonly Condition[], scope: Scope): string[] {
  const found = new Set<string>();
  for (const condition of conditions) unsettled(condition, scope, found);
  return [...found];
}
