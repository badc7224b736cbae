/** The rule base with carriers that take more, or cost less: what nobody can answer, and everybody knows the direction of. */
import type { RuleBase } from '../../src/index.js';
import { frozen } from './ask.js';

const times = 10;

/** Everything that is called a capacity, a ceiling or the most that can be had, ten times as large. */
export function moreOfEverything(ruleBase: RuleBase): RuleBase {
  const better = structuredClone(ruleBase);
  const larger: string[] = [];
  for (const { id, formula } of Object.values(better.quantities)) {
    if (!/-capacity$|^azure-most-units$/.test(id) || formula.op !== 'number') continue;
    formula.low *= times;
    formula.high *= times;
    larger.push(id);
  }
  for (const { traits } of better.backplanes) if (typeof traits['throughput-ceiling'] === 'number') traits['throughput-ceiling'] *= times;
  if (larger.length < 4) throw new Error(`Expected the capacities of the rule base, found ${larger.join(', ')}.`);
  return frozen(better);
}

/** Every price a tenth of what it is. */
export function moreForTheMoney(ruleBase: RuleBase): RuleBase {
  const better = structuredClone(ruleBase);
  for (const price of Object.values(better.prices)) {
    price.low /= times;
    if (price.high !== undefined) price.high /= times;
  }
  return frozen(better);
}
