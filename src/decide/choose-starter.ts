import type { Answer, Fact, RuleBase, Starter } from '../knowledge/types.js';
import { assume } from './assume.js';
import type { DecideOptions } from './decide.js';
import { Scope } from './scope.js';

/** The starter that fits these answers best: the first that certainly does, else the first that may. Undefined where none can. */
export function chooseStarter(ruleBase: RuleBase, stated: readonly Fact[], options: DecideOptions): Starter | undefined {
  const { starters } = ruleBase;
  return (
    starters.find((starter) => fits(ruleBase, starter, stated, options) === true) ??
    starters.find((starter) => fits(ruleBase, starter, stated, options) !== false)
  );
}

/** Whether a starter fits these answers, and those that follow from them; undefined where they leave it open. */
export const fits = (ruleBase: RuleBase, starter: Starter, stated: readonly Fact[], options: DecideOptions): boolean | undefined =>
  scopeOf(ruleBase, stated, options).truth(starter.when);

/** What a starter takes for granted for a first try, for questions that nobody answered; in the order in which it states them. */
export function starterAnswers(ruleBase: RuleBase, starter: Starter, stated: readonly Fact[], options: DecideOptions): Fact[] {
  const assumed: Fact[] = [];
  for (const { question, when, value, because } of starter.assume) {
    const known = [...stated, ...assumed];
    if (known.some(({ id }) => id === question)) continue;
    if (when && scopeOf(ruleBase, known, options).truth(when) !== true) continue;
    assumed.push({ id: question, value: value as Answer, provenance: 'assumed', because });
  }
  return assumed;
}

const scopeOf = (ruleBase: RuleBase, stated: readonly Fact[], options: DecideOptions): Scope =>
  new Scope(ruleBase, new Map(assume(ruleBase, stated, options).map(({ id, value }) => [id, value])), options.asOf);
