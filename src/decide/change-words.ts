import type { Answer, Question } from '../knowledge/types.js';
import type { Scope } from './scope.js';
import { answerInWords, fill, number } from './words.js';

/**
 * A change of an answer as what somebody does, behind "If you": `switch session affinity on at the load balancer`.
 * @param from of a number whose answer today is not known: the nearest with which nothing turns.
 */
export function changeInWords(scope: Scope, question: Question, value: Answer, from?: number): string {
  const now = scope.answer(question.id);
  const before = Array.isArray(now) ? now : [];
  const added = Array.isArray(value) ? value.filter((one) => !before.includes(one)) : [];
  const shown = Array.isArray(value) && added.length ? answerInWords(scope, question.id, added) : answerInWords(scope, question.id, value);
  const plain = typeof value === 'number' ? beyond(typeof now === 'number' ? now : from, value) : shown;
  const own = question.choices.find((choice) => choice.value === value)?.change;
  if (own) return fill(own, scope, { value: plain });
  return question.change && !(Array.isArray(value) && added.length === 0)
    ? fill(question.change, scope, { value: plain })
    : `answer ${question.id} with ${plain}`;
}

/** A number that turns the decision, as people say it: the limit that it is beyond, where that is a round number, and otherwise about how much. */
function beyond(now: number | undefined, value: number): string {
  const few = 100;
  if (value < few || now === undefined) return number(value);
  const [limit, word, side] = value > now ? [value - 1, 'more than', 'or more'] : [value + 1, 'fewer than', 'or fewer'];
  if (rounded(limit) === limit) return `${word} ${number(limit)}`;
  return rounded(value) === value ? `${number(value)} ${side}` : `about ${number(rounded(value))} ${side}`;
}

/** To two digits. */
const rounded = (value: number): number => Number(value.toPrecision(2));
