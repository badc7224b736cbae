import type { Fact, RuleBase } from '../knowledge/types.js';
import type { DecideOptions } from './decide.js';
import { type Judgement, judge } from './judge.js';
import { orderFor, rank } from './rank.js';
import { Scope } from './scope.js';

/** Every backplane against the answers, from best to worst, whether or not one is needed. Assumptions are not made here. */
export function judgeAll(ruleBase: RuleBase, facts: readonly Fact[], { asOf }: DecideOptions): Judgement[] {
  const scope = new Scope(ruleBase, new Map(facts.map(({ id, value }) => [id, value])), undefined, undefined, undefined, asOf);
  const exclusions = ruleBase.rules.filter(({ effect }) => effect === 'exclude');
  const judgements = ruleBase.backplanes.map((backplane) => judge(backplane, scope, exclusions));
  return rank(ruleBase, orderFor(ruleBase, scope), judgements);
}
