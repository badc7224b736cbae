import { type RuleBase, UserError } from '../knowledge/types.js';
import { nearestIds } from '../render/explain/find-explanations.js';

/** For an id that nothing has: the nearest ones, and where all are listed. */
export function unknownId(ruleBase: RuleBase, id: string): UserError {
  const near = nearestIds(ruleBase, id);
  const meant = near.length ? ` Did you mean ${near.map((name) => `"${name}"`).join(' or ')}?` : '';
  return new UserError(`Nothing in the rule base has the id "${id}".${meant} All ids: backplane rules list`, 2);
}
