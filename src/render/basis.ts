import type { Fact, RuleBase } from '../knowledge/types.js';

/** What a result rests on. */
export interface Basis {
  facts: readonly Fact[];
  /** The command line that gives it again. */
  command: string;
  ruleBase: RuleBase;
}

/** The facts, the command line, the rule base and the user's own prices as JSON, with the keys of the public contract. */
export function basisAsJson({ facts, command, ruleBase }: Basis): object {
  const own = Object.values(ruleBase.prices).flatMap((price) => (price.own ? [{ ...price, own: price.own }] : []));
  return {
    facts: facts.map(({ id, value, provenance, evidence, because }) => ({
      id,
      value,
      provenance,
      evidence: evidence ?? [],
      ...(because ? { because } : {}),
    })),
    ...(own.length
      ? { prices: own.map(({ id, low, high, unit, own: { from, list } }) => ({ id, low, high: high ?? null, unit, from, list })) }
      : {}),
    command,
    ruleBase: { version: ruleBase.version, hash: ruleBase.hash, checked: ruleBase.checked },
  };
}
