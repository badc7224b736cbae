import type { Question } from '../types.js';
import { checkQuestion } from './check-questions.js';
import { choicesOf } from './choices.js';
import type { Loading } from './loading.js';
import type { Item, Located } from './rule-items.js';

/** The questions in the order in which they are asked; whether anything reads them is not known yet. */
export const loadQuestions = (loading: Loading): Question[] =>
  loading.items.all('questions').map((located) => loadQuestion(located, loading));

function loadQuestion(located: Located<Item<'questions'>>, loading: Loading): Question {
  const { 'choices-from': _from, choices: _choices, samples, applies, assume, ...rest } = located.item;
  const listed = choicesOf(loading.items, located.item);
  const question = {
    ...rest,
    choices: listed,
    samples: samples ?? [],
    influences: false,
    ...(applies === undefined ? {} : { applies: loading.condition(applies, located, 'applies') }),
    assume: (assume ?? []).map(({ when, ...assumption }, index) => ({
      ...assumption,
      ...loading.optional(when, located, 'assume', index, 'when'),
    })),
  } as Question;
  checkQuestion(question, located, loading);
  return question;
}
