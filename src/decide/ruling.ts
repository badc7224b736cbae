import type { OutcomeRule } from '../knowledge/types.js';
import type { Recommended } from './decision.js';
import { contendersOf, judge } from './judge.js';
import { noted } from './prepared.js';
import { Standing } from './rank.js';
import type { Situation } from './situation.js';
import { viewFrom } from './view.js';

/** Whether the situation needs a backplane at all. */
export interface Ruling {
  /** The rule that makes a backplane unnecessary, where there is one. */
  settledBy?: OutcomeRule;
  /** Rules that might. */
  open: OutcomeRule[];
}

const outcomesOf = noted((prepared) => {
  const general = viewFrom(prepared);
  return prepared.ruleBase.outcomes.map((outcome) => ({ outcome, test: general.test(outcome.when) }));
});

export function rule(situation: Situation): Ruling {
  const open: OutcomeRule[] = [];
  for (const { outcome, test } of outcomesOf(situation.prepared)) {
    const truth = test(situation);
    if (truth === true) return { settledBy: outcome, open };
    if (truth === undefined && outcome.ifUnknown) open.push(outcome);
  }
  return { open };
}

/**
 * Every backplane against the answers, whether or not one is needed.
 * @param thorough whether everything that excludes one is wanted, or its status alone.
 */
export function standingOf(situation: Situation, thorough: boolean): Standing {
  return new Standing(
    situation,
    contendersOf(situation.prepared).map((contender) => judge(contender, situation, thorough)),
  );
}

/** Outcome and winner alone, for those who decide many times. */
export function whoWins(situation: Situation): Recommended {
  const { settledBy } = rule(situation);
  if (settledBy) return { outcome: settledBy.outcome, recommended: null };
  const best = standingOf(situation, false).best();
  return best ? { outcome: 'backplane', recommended: best.backplane.id } : { outcome: 'no-eligible', recommended: null };
}
