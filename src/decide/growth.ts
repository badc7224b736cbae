import type { Fact, RuleBase } from '../knowledge/types.js';
import { assume } from './assume.js';
import type { DecideOptions } from './decide.js';
import type { Decision } from './decision.js';
import { type Estimate, headlines, identityOf } from './estimate.js';
import { judgeAll } from './judge-all.js';
import { recommend } from './recommend.js';

/** What grows; everything else stays, the number of servers and the size of groups included. */
const growing = ['concurrent-connections', 'messages-per-second', 'peak-messages-per-second'];
const [connectionsId = '', messagesId = ''] = growing;

const mostConnections = 1_000_000;

/** The site at a multiple of today's workload. */
export interface GrowthStep extends Pick<Decision, 'outcome' | 'recommended'> {
  factor: number;
  connections: number;
  /** Per second; null where nobody stated it. */
  messages: number | null;
  /** From best to worst, excluded ones last. */
  backplanes: (Pick<Estimate, 'backplane' | 'name' | 'variant' | 'variantName' | 'status' | 'headroom' | 'monthlyCost' | 'notes'> & {
    /** Codes of the rules that exclude it. */
    excludedBy: string[];
  })[];
}

/**
 * Today's workload times 1, 10, 100 ... up to a million connections; connections and messages grow alike.
 * Empty where the connections are unknown or none: nothing can be multiplied.
 * @param stated the facts without assumptions, since those follow from the answers
 */
export function grow(ruleBase: RuleBase, stated: readonly Fact[], options: DecideOptions): GrowthStep[] {
  const connections = numberOf(stated, connectionsId);
  if (!connections) return [];
  const steps: GrowthStep[] = [];
  for (let factor = 1; factor === 1 || connections * factor <= mostConnections; factor *= 10)
    steps.push(stepAt(factor, ruleBase, stated, options));
  return steps;
}

function stepAt(factor: number, ruleBase: RuleBase, stated: readonly Fact[], options: DecideOptions): GrowthStep {
  // 0.1 * 3 carries noise in its last digits.
  const times = (value: number): number => Number((value * factor).toPrecision(12));
  const grown = stated.map((fact) =>
    growing.includes(fact.id) && typeof fact.value === 'number' ? { ...fact, value: times(fact.value) } : fact,
  );
  const facts = assume(ruleBase, grown, options);
  const { outcome, recommended } = recommend(ruleBase, facts, options);
  return {
    factor,
    connections: numberOf(facts, connectionsId) ?? 0,
    messages: numberOf(facts, messagesId) ?? null,
    outcome,
    recommended,
    backplanes: judgeAll(ruleBase, facts, options).map((judgement) => ({
      ...identityOf(judgement),
      status: judgement.status,
      ...headlines(judgement, facts),
      excludedBy: judgement.exclusions.map(({ id }) => id),
    })),
  };
}

function numberOf(facts: readonly Fact[], id: string): number | undefined {
  const value = facts.find((fact) => fact.id === id)?.value;
  return typeof value === 'number' ? value : undefined;
}
