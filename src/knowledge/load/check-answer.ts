import { didYouMean } from '../nearest.js';
import type { Loading } from './loading.js';
import type { Located } from './rule-items.js';

/** The ids of all questions. */
export const questionsOf = ({ items }: Loading): string[] => items.all('questions').map(({ item }) => item.id);

export const isQuestion = (loading: Loading, id: string): boolean => questionsOf(loading).includes(id);

/** Reports what is no question, or no answer to it. */
export function checkAnswer(
  located: Located<unknown>,
  path: (string | number)[],
  question: string,
  answer: unknown,
  loading: Loading,
): void {
  const kind = loading.references.kinds.get(question);
  if (!isQuestion(loading, question) || !kind) {
    loading.report(located, path, `"${question}" is not a question.${didYouMean(question, questionsOf(loading))}`);
    return;
  }
  for (const one of [answer].flat()) {
    const isRight = kind.type === 'number' ? typeof one === 'number' : !kind.values || (kind.values as unknown[]).includes(one);
    const expected = kind.values?.join(', ') ?? (kind.type === 'number' ? 'a number' : 'a text');
    if (!isRight) loading.report(located, path, `"${one}" is not an answer to ${question}; expected ${expected}.`);
  }
}
