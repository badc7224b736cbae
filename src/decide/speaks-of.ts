import type { Condition } from '../knowledge/language.js';
import type { Backplane, RuleBase, Variant } from '../knowledge/types.js';
import { Scope } from './scope.js';

/** Stands for the variant of a backplane that has none, so that a rule about a variant does not speak of it. */
const noVariant: Variant = { id: '', name: '', traits: {}, measures: {}, source: [], checked: '' };

/** Whether a condition may hold for a backplane, or for one of its variants, whatever is answered. */
export function speaksOf(ruleBase: RuleBase, backplane: Backplane, condition: Condition | undefined): boolean {
  if (condition === undefined) return true;
  const nothingKnown = new Scope(ruleBase, new Map());
  const variants = backplane.variants.length ? backplane.variants : [noVariant];
  return variants.some((variant) => nothingKnown.about({ backplane, variant }).truth(condition) !== false);
}
