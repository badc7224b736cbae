import type { Contradiction } from './decision.js';
import { said } from './said.js';
import type { Scope } from './scope.js';

/** The answers that cannot all be true: one entry for each rule that speaks of such and that certainly holds. */
export function contradictions(scope: Scope): Contradiction[] {
  return scope.ruleBase.rules.flatMap((rule) => {
    if (!rule.contradicts || (rule.when && scope.truth(rule.when) !== true)) return [];
    return [{ code: rule.id, ...said(rule.because, rule, scope), ...rule.contradicts }];
  });
}
