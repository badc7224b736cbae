import { type Comparison, compareAll } from '../decide/comparison.js';
import { type Curve, curveOver } from '../decide/curve.js';
import { type Estimate, estimateAll } from '../decide/estimate.js';
import { type Topology, topologyThen, topologyToday } from '../decide/topology.js';
import type { Fact, RuleBase } from '../knowledge/types.js';
import type { Advice } from '../render/json.js';

/** What a report is made of: a site and its answers, here and in the page. */
export interface Subject {
  ruleBase: RuleBase;
  /** Without assumptions. */
  stated: readonly Fact[];
  facts: readonly Fact[];
  asOf: string;
}

/** Everything that a report says of a site. */
export interface Study extends Subject {
  advice: Advice;
  today: Topology;
  afterwards: Topology;
  estimates: Estimate[];
  /** Worked out when it is looked at. */
  readonly comparison: Comparison;
  curves: Curve[];
}

/** What growth is shown over. */
export const growing = ['concurrent-connections', 'messages-per-second'];

/** Works out what a report shows. Pure: the page does the same as the command line. */
export function study({ ruleBase, stated, facts, asOf }: Subject, advice: Advice): Study {
  const questions = growing.flatMap((id) => ruleBase.questions.find((question) => question.id === id) ?? []);
  return {
    ruleBase,
    stated,
    facts,
    asOf,
    advice,
    today: topologyToday(ruleBase, facts, asOf),
    afterwards: topologyThen(ruleBase, facts, advice.decision, asOf),
    estimates: estimateAll(ruleBase, facts, { asOf }),
    get comparison() {
      return compareAll(ruleBase, facts, { asOf });
    },
    curves: questions.map((question) => curveOver(ruleBase, stated, question, { asOf })),
  };
}
