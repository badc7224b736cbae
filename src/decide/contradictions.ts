import type { Fact, RuleBase } from '../knowledge/types.js';
import type { Contradiction } from './decision.js';
import { prepared } from './prepared.js';
import { said } from './said.js';
import { type Situation, situationFrom } from './situation.js';
import { type View, viewFrom } from './view.js';

/** The answers that cannot all be true: one entry for each rule that speaks of such and that certainly holds. */
export function contradictionsIn(situation: Situation, view: View): Contradiction[] {
  return situation.prepared.contradictions.flatMap((rule) => {
    if (!rule.contradicts || view.holds(rule)(situation) !== true) return [];
    return [Object.assign(said(rule.id, rule.because, rule, situation, view), rule.contradicts)];
  });
}

/** The same for facts; assumptions are not made here. */
export function contradictionsOf(ruleBase: RuleBase, facts: readonly Fact[], { asOf }: { asOf: string }): Contradiction[] {
  const situation = situationFrom(prepared(ruleBase), facts, asOf);
  return contradictionsIn(situation, viewFrom(situation.prepared));
}
