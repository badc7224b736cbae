import { collectReferences } from '../knowledge/references.js';
import type { Answer, Fact, RuleBase } from '../knowledge/types.js';
import { unknown } from '../knowledge/types.js';
import { Scope } from './scope.js';

/**
 * Adds the safe assumptions that the questions declare, for questions that nobody answered. Each carries why it was made.
 * A question that was answered `unknown` stays unknown.
 */
export function assume(ruleBase: RuleBase, stated: readonly Fact[]): Fact[] {
  const facts = [...stated];
  const answers = new Map<string, Answer>(stated.map((fact) => [fact.id, fact.value]));
  let scope = new Scope(ruleBase, answers);
  for (const question of ruleBase.questions) {
    if (question.assume.length === 0 || answers.has(question.id)) continue;
    if (question.applies && scope.truth(question.applies) === false) continue;
    const assumption = question.assume.find(({ when }) => !when || scope.truth(when) === true);
    if (!assumption) continue;
    const value = assumption.from ? assumedValue(scope, assumption.from) : (assumption.value as Answer);
    if (value === undefined) continue;
    answers.set(question.id, value);
    // What follows may look at it.
    scope = new Scope(ruleBase, answers);
    facts.push({ id: question.id, value, provenance: 'assumed', because: assumption.because });
  }
  return facts;
}

/** The value of another question, or of a quantity where it is a point. */
function assumedValue(scope: Scope, from: string): Answer | undefined {
  if (scope.question(from)) {
    const value = scope.answer(from);
    return value === unknown ? undefined : value;
  }
  const { low, high } = scope.number(`quantity.${from}`);
  return low === high ? low : undefined;
}

/** The questions that assumptions of others look at. */
export function assumedFrom(ruleBase: RuleBase): ReadonlySet<string> {
  let found = sources.get(ruleBase);
  if (!found) {
    const rules = ruleBase.questions.flatMap(({ assume: rules }) => rules);
    found = new Set(
      rules.flatMap(({ from, when }) => [...(from ? [from] : []), ...(when ? collectReferences(when, ruleBase.definitions) : [])]),
    );
    sources.set(ruleBase, found);
  }
  return found;
}

const sources = new WeakMap<RuleBase, Set<string>>();
