import { didYouMean } from '../nearest.js';
import type { EvidenceRecord, Refinement } from '../types.js';
import { checkAnswer, isQuestion, questionsOf } from './check-answer.js';
import type { Loading } from './loading.js';
import type { Item, Located } from './rule-items.js';

/** What things in files say of the site. Every question and answer that a record names exists. */
export function loadEvidence(loading: Loading): EvidenceRecord[] {
  return [...loading.items.unique(loading.items.all('evidence')).values()].map((located) => {
    const { shows = {}, takes, counts, strength = 'plain', settles = true, value, ...rest } = located.item;
    for (const [question, answer] of Object.entries(shows)) checkAnswer(located, ['shows', question], question, answer, loading);
    for (const [question, number] of Object.entries(counts ?? {})) checkAnswer(located, ['counts', question], question, number, loading);
    if (takes !== undefined) {
      const kind = loading.references.kinds.get(takes);
      if (!isQuestion(loading, takes) || kind?.type !== 'number')
        loading.report(located, ['takes'], `"${takes}" is not a question about a number.${didYouMean(takes, questionsOf(loading))}`);
    }
    if (takes === undefined && counts === undefined && Object.keys(shows).length === 0)
      loading.report(located, [], 'this evidence shows nothing: expected "shows", "takes" or "counts".');
    return {
      ...rest,
      ...(value === undefined ? {} : { value }),
      ...(takes === undefined ? {} : { takes }),
      ...(counts === undefined ? {} : { counts }),
      shows,
      strength,
      settles,
      ...loading.provenance(rest),
    };
  });
}

/** Answers that are a kind of another one. */
export function loadRefinements(loading: Loading): Refinement[] {
  return loading.items.all('refinements').map((located: Located<Item<'refinements'>>) => {
    const { question, general, precise } = located.item;
    checkAnswer(located, ['general'], question, general, loading);
    for (const [index, one] of precise.entries()) checkAnswer(located, ['precise', index], question, one, loading);
    return located.item;
  });
}
