import type { RuleBase } from '../types.js';
import type { Formula, Reference } from './language.js';
import { collectFormulaReferences } from './references.js';

/** Everything that a formula looks at, directly or through definitions and quantities. (Not through measures: those are of one backplane.) */
export function reachOfFormula(formula: Formula, { definitions, quantities }: RuleBase): Set<Reference> {
  const found = new Set<Reference>();
  const follow = (one: Formula): void => {
    for (const ref of collectFormulaReferences(one, definitions)) {
      if (found.has(ref)) continue;
      found.add(ref);
      const quantity = ref.startsWith('quantity.') ? quantities[ref.slice('quantity.'.length)] : undefined;
      if (quantity) follow(quantity.formula);
    }
  };
  follow(formula);
  return found;
}
