import type { Choice, Question, RuleBase } from '../types.js';
import { checkQuestion } from './check-questions.js';
import type { Loading } from './loading.js';
import type { Item, Located } from './rule-items.js';

type Records = Pick<RuleBase, 'backplanes' | 'loadBalancers' | 'platforms' | 'proxies'>;

/** The questions in the order in which they are asked; whether anything reads them is not known yet. */
export const loadQuestions = (loading: Loading, records: Records): Question[] =>
  loading.items.all('questions').map((located) => loadQuestion(located, loading, records));

function loadQuestion(located: Located<Item<'questions'>>, loading: Loading, records: Records): Question {
  const { 'choices-from': from, choices, samples, applies, assume, ...rest } = located.item;
  const listed = from ? choicesFrom(from, records) : (choices ?? []);
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

function choicesFrom(kind: NonNullable<Item<'questions'>['choices-from']>, records: Records): Choice[] {
  const of = {
    'load-balancers': Object.values(records.loadBalancers),
    platforms: Object.values(records.platforms),
    proxies: Object.values(records.proxies),
    backplanes: records.backplanes,
  };
  return of[kind].map(({ id, name }) => ({ value: id, label: name }));
}
