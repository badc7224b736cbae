/** The product, asked as the oracle is: answers in, decision out. */
import { assume } from '../../src/decide/assume.js';
import { decide } from '../../src/decide/decide.js';
import type { Decision } from '../../src/decide/decision.js';
import { loadBuiltIn } from '../../src/knowledge/built-in.js';
import type { Fact } from '../../src/knowledge/types.js';
import type { Answers } from './site.js';

const ruleBase = loadBuiltIn();
const options = { asOf: '2026-11-23' };

export function decideOn(answers: Answers): Decision {
  const facts: Fact[] = Object.entries(answers).map(([id, value]) => ({ id, value, provenance: 'flag' }));
  return decide(ruleBase, assume(ruleBase, facts, options), options);
}
