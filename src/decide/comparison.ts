import type { Fact, RuleBase } from '../knowledge/types.js';
import { type DecideOptions, decide } from './decide.js';
import type { CriterionValue, Decision, Reason, Status } from './decision.js';
import { identityOf } from './estimate.js';
import { reasonOf, unlessOf } from './judge.js';
import { standingFor } from './judge-all.js';
import { criteriaOf } from './rank.js';

/** One backplane beside the others. */
export interface Compared {
  backplane: string;
  name: string;
  variant: string | null;
  variantName: string | null;
  status: Status;
  /** What excludes it, or why it stands where it stands. Absent where no backplane is needed and nothing excludes it. */
  reason?: Reason;
  /** In the order in which they count. */
  criteria: CriterionValue[];
  unless: string[];
}

export interface Comparison extends Pick<Decision, 'outcome' | 'recommended' | 'reasons' | 'contradictions'> {
  /** The order of criteria that decided: its priority, and the criteria from the first that counts to the last. */
  order: { priority: string; criteria: string[] };
  /** From best to worst, excluded ones last. */
  backplanes: Compared[];
}

/** All backplanes side by side for these facts, whether or not one is needed. Pure; assumptions are not made here. */
export function compareAll(ruleBase: RuleBase, facts: readonly Fact[], options: DecideOptions): Comparison {
  const { outcome, recommended, reasons, contradictions, verdicts } = decide(ruleBase, facts, options);
  const standing = standingFor(ruleBase, facts, options);
  const { priority, criteria } = standing.order;
  // Criteria that this order leaves out come last.
  const place = (id: string): number => (criteria.includes(id) ? criteria.indexOf(id) : criteria.length);
  const backplanes = standing.ranked().map((judgement): Compared => {
    const [exclusion] = judgement.exclusions;
    const reason =
      verdicts.find(({ backplane }) => backplane === judgement.backplane.id)?.reasons[0] ?? (exclusion && reasonOf(exclusion, judgement));
    return {
      ...identityOf(judgement),
      status: judgement.status,
      ...(reason ? { reason } : {}),
      criteria: criteriaOf(standing, judgement).sort((a, b) => place(a.id) - place(b.id)),
      unless: unlessOf(judgement),
    };
  });
  return { outcome, recommended, reasons, contradictions, order: { priority, criteria }, backplanes };
}
