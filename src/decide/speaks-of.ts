import type { Condition } from '../knowledge/language.js';
import type { Backplane, RuleBase } from '../knowledge/types.js';
import { Scope } from './scope.js';

/** Whether a condition may hold for a backplane, or for one of its variants, whatever is answered. */
export function speaksOf(ruleBase: RuleBase, backplane: Backplane, condition: Condition | undefined): boolean {
  if (condition === undefined) return true;
  const nothingKnown = new Scope(ruleBase, new Map());
  const subjects = [{ backplane }, ...backplane.variants.map((variant) => ({ backplane, variant }))];
  return subjects.some((subject) => nothingKnown.about(subject).truth(condition) !== false);
}
