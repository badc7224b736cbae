import type { Answer, Question } from '../knowledge/types.js';
import type { Scope } from './scope.js';
import { answerInWords, fill, number } from './words.js';

/** A change of an answer as what somebody does, behind "If you": `switch session affinity on at the load balancer`. */
export function changeInWords(scope: Scope, question: Question, value: Answer): string {
  const now = scope.answer(question.id);
  const before = Array.isArray(now) ? now : [];
  const added = Array.isArray(value) ? value.filter((one) => !before.includes(one)) : [];
  const shown = Array.isArray(value) && added.length ? answerInWords(scope, question.id, added) : answerInWords(scope, question.id, value);
  const plain = typeof value === 'number' ? number(value) : shown;
  const own = question.choices.find((choice) => choice.value === value)?.change;
  if (own) return fill(own, scope, { value: plain });
  return question.change && !(Array.isArray(value) && added.length === 0)
    ? fill(question.change, scope, { value: plain })
    : `answer ${question.id} with ${plain}`;
}
