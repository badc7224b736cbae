import { didYouMean } from '../nearest.js';
import type { Loading } from './loading.js';
import type { Located, RecordOf } from './rule-items.js';

/** Reports choices that a backplane adds to what is no question, or to one of which nobody chooses. */
export function checkAddedChoices(located: Located<RecordOf<'backplane'>>, loading: Loading): void {
  const questions = loading.items.all('questions').filter(({ item }) => item.type === 'choice' || item.type === 'list');
  const ids = questions.map(({ item }) => item.id);
  for (const id of Object.keys(located.item['adds-choices'] ?? {}))
    if (!ids.includes(id)) loading.report(located, ['adds-choices', id], `"${id}" is not a question with choices.${didYouMean(id, ids)}`);
}
