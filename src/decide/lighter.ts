import type { Answer, Fact, Question, Rule, RuleBase } from '../knowledge/types.js';
import { unknown } from '../knowledge/types.js';
import { assume } from './assume.js';
import { changeInWords } from './change-words.js';
import { type DecideOptions, decide } from './decide.js';
import type { Decision, LighterChange } from './decision.js';
import { sameRecommendation } from './recommend.js';
import { Scope } from './scope.js';

/**
 * Changes that leave the recommendation as it is, and make it ask for less: for each condition that a rule says can be lifted (`lifted-by`), the answers
 * with which it no longer holds. What somebody ruled out is not proposed, nor what contradicts another answer. Each was verified by deciding again.
 * @param stated the facts without assumptions, since those follow from the answers
 */
export function findLighter(ruleBase: RuleBase, stated: readonly Fact[], decision: Decision, options: DecideOptions): LighterChange[] {
  const asked = [...decision.prerequisites, ...decision.warnings].map(({ code }) => code);
  const liftable = ruleBase.rules.filter(({ id, liftedBy }) => liftedBy && asked.includes(id));
  const scope = new Scope(ruleBase, new Map(stated.map((fact) => [fact.id, fact.value])), options.asOf);
  return stepsOf(ruleBase, liftable, stated).flatMap(({ question, value }): LighterChange[] => {
    const then = decide(ruleBase, assume(ruleBase, answering(stated, question.id, value), options), options);
    if (!sameRecommendation(decision, then) || then.contradictions.length > decision.contradictions.length) return [];
    const left = new Set([...then.prerequisites, ...then.warnings].map(({ code }) => code));
    const lifts = liftable.filter(({ id, liftedBy }) => liftedBy?.includes(question.id) && !left.has(id)).map(({ id }) => id);
    return lifts.length > 0 ? [{ set: { [question.id]: value }, lifts, text: changeInWords(scope, question, value) }] : [];
  });
}

interface Step {
  question: Question;
  value: Answer;
}

function stepsOf(ruleBase: RuleBase, rules: readonly Rule[], stated: readonly Fact[]): Step[] {
  const ids = new Set(rules.flatMap(({ liftedBy }) => liftedBy ?? []));
  const known = new Set(stated.filter(({ value }) => value !== unknown).map(({ id }) => id));
  return ruleBase.questions
    .filter(({ id }) => ids.has(id) && !known.has(id))
    .flatMap((question) => question.choices.map(({ value }) => ({ question, value })));
}

const answering = (stated: readonly Fact[], id: string, value: Answer): Fact[] => [
  ...stated.filter((fact) => fact.id !== id),
  { id, value, provenance: 'assumed' },
];
