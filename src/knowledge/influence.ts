import type { Reference, Scalar } from './language.js';
import { collectBoundaries, collectFormulaReferences, collectReferences, conditionsOf, formulasOf } from './references.js';
import type { Question, RuleBase } from './types.js';

/** Marks the questions that something reads, and adds to their samples the boundaries that the rules draw. */
export function withInfluence(ruleBase: RuleBase): Question[] {
  const conditions = conditionsOf({ ...ruleBase, questions: [], definitions: {} });
  const read = new Set<Reference>();
  for (const condition of conditions) collectReferences(condition, ruleBase.definitions, read);
  for (const formula of formulasOf(ruleBase)) collectFormulaReferences(formula, ruleBase.definitions, read);
  const questionOf = (ref: Reference): string => ref.replace(/\..*$/, '');
  const influential = new Set([...[...read].map(questionOf), 'priority']);
  for (const { id, assume } of [...ruleBase.questions].reverse())
    if (influential.has(id)) for (const { from } of assume) if (from) influential.add(from);
  const drawn = conditionsOf(ruleBase);
  return ruleBase.questions.map((question) => ({
    ...question,
    influences: influential.has(question.id),
    samples: samplesOf(question, new Set(drawn.flatMap((condition) => [...collectBoundaries(condition, question.id)]))),
  }));
}

function samplesOf(question: Question, boundaries: ReadonlySet<number | string>): Scalar[] {
  const step = question.type === 'integer' ? 1 : 0.5;
  const around: Scalar[] = [];
  for (const boundary of boundaries)
    around.push(...(typeof boundary === 'number' ? [boundary - step, boundary, boundary + step] : [boundary]));
  const inside = (value: Scalar): boolean =>
    typeof value !== 'number' || (value >= (question.minimum ?? 0) && value <= (question.maximum ?? Number.POSITIVE_INFINITY));
  const all = new Set<Scalar>([...question.samples, ...around]);
  return [...all].filter(inside).sort((a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : 0));
}
