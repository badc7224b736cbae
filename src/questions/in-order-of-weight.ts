import type { DecideOptions } from '../decide/decide.js';
import { type Supposition, suppose } from '../decide/recommend.js';
import { valuesToTry } from '../decide/values-to-try.js';
import type { Fact, Question, RuleBase } from '../knowledge/types.js';

/**
 * Open questions, those first whose answers part what is recommended most as things stand. Between equal ones the order of the catalogue stays.
 * @param stated what is known, without assumptions.
 */
export function inOrderOfWeight(
  ruleBase: RuleBase,
  stated: readonly Fact[],
  questions: readonly Question[],
  options: DecideOptions,
): Question[] {
  const site = suppose(ruleBase, stated, options);
  return questions
    .map((question) => ({ question, weight: weightOf(question, site) }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ question }) => question);
}

/** The share of answers that lead elsewhere than most of them do: 0 where all lead to the same, near 1 where each leads to another. */
function weightOf(question: Question, site: Supposition): number {
  const values = valuesToTry(question);
  const counts = new Map<string, number>();
  for (const value of values) {
    const { outcome, recommended } = site.after([question.id, value]);
    const result = `${outcome} ${recommended}`;
    counts.set(result, (counts.get(result) ?? 0) + 1);
  }
  return values.length === 0 ? 0 : 1 - Math.max(...counts.values()) / values.length;
}
