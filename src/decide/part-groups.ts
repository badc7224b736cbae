import type { RuleBase } from '../knowledge/types.js';

/** Parts that somebody chooses together. */
export interface PartGroup {
  id: string;
  /** None of its parts is generated unless the group is named. */
  optional: boolean;
}

/** Every group of parts that the rule base knows, by name. */
export function partGroups(ruleBase: RuleBase): PartGroup[] {
  const places = [...Object.values(ruleBase.loadBalancers), ...Object.values(ruleBase.platforms), ...ruleBase.backplanes];
  const parts = [...ruleBase.parts, ...places.flatMap((place) => place.parts)];
  const ids = [...new Set(parts.map(({ group }) => group))].sort();
  return ids.map((id) => ({ id, optional: parts.every(({ group, optional }) => group !== id || optional) }));
}
