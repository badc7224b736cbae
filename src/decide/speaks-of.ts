import type { Condition } from '../knowledge/language/language.js';
import type { Backplane, RuleBase, Variant } from '../knowledge/types.js';
import { prepared } from './prepared.js';
import { Situation } from './situation.js';
import { viewFrom } from './view.js';

/** Stands for the variant of a backplane that has none, so that a rule about a variant does not speak of it. */
const noVariant: Variant = { id: '', name: '', traits: {}, measures: {}, source: [], checked: '' };

/** Whether a condition may hold for a backplane, or for one of its variants, whatever is answered and on whichever day. */
export function speaksOf(ruleBase: RuleBase, backplane: Backplane, condition: Condition | undefined): boolean {
  if (condition === undefined) return true;
  const rules = prepared(ruleBase);
  const nothingKnown = new Situation(rules, undefined);
  const variants = backplane.variants.length ? backplane.variants : [noVariant];
  return variants.some((variant) => viewFrom(rules, backplane, variant).test(condition)(nothingKnown) !== false);
}
