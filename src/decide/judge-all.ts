import type { Fact, RuleBase } from '../knowledge/types.js';
import type { DecideOptions } from './decide.js';
import type { Judgement } from './judge.js';
import { prepared } from './prepared.js';
import type { Standing } from './rank.js';
import { standingOf } from './ruling.js';
import { situationFrom } from './situation.js';

/** Every backplane against the answers, from best to worst, whether or not one is needed. Assumptions are not made here. */
export const judgeAll = (ruleBase: RuleBase, facts: readonly Fact[], options: DecideOptions): Judgement[] =>
  standingFor(ruleBase, facts, options).ranked();

/** How they stand to each other. */
export const standingFor = (ruleBase: RuleBase, facts: readonly Fact[], { asOf }: DecideOptions): Standing =>
  standingOf(situationFrom(prepared(ruleBase), facts, asOf), true);
