import { didYouMean } from '../nearest.js';
import type { Starter, StarterAnswer } from '../types.js';
import { loadParts } from './load-records.js';
import type { Loading } from './loading.js';
import { below, type Located, type RecordOf } from './rule-items.js';

/** The projects that `new` makes from nothing, in the order of their files. */
export function loadStarters(loading: Loading): Starter[] {
  const { items } = loading;
  const known = knownParts(loading);
  return [...items.unique(items.records('starter')).values()].map((located) => {
    const { id, name, summary, when, groups = [], done = [], ...rest } = located.item;
    const check = (key: string, ids: readonly string[], valid: ReadonlySet<string>, what: string): void => {
      for (const [index, one] of ids.entries())
        if (!valid.has(one)) loading.report(located, [key, index], `"${one}" is not ${what}.${didYouMean(one, valid)}`);
    };
    check('groups', groups, known.groups, 'a group of parts');
    check('done', done, known.ids, 'a part');
    for (const [index, { file }] of located.item.parts.entries())
      if (!file) loading.report(located, ['parts', index], 'a starter consists of files: expected "file".');
    return {
      id,
      name,
      summary,
      when: loading.condition(when, located, 'when'),
      assume: loadAnswers(located, loading),
      groups,
      done,
      parts: loadParts(located, loading),
      ...loading.provenance(rest),
    };
  });
}

/** What a starter may name of the parts that a decision puts into any project. */
function knownParts({ items }: Loading): { ids: ReadonlySet<string>; groups: ReadonlySet<string> } {
  const parts = [
    ...items.all('parts').map(({ item }) => item),
    ...(['backplane', 'load-balancer', 'platform'] as const).flatMap((kind) => items.records(kind).flatMap(({ item }) => item.parts ?? [])),
  ];
  return { ids: new Set(parts.map(({ id }) => id)), groups: new Set(parts.map(({ id, group }) => group ?? id)) };
}

function loadAnswers(located: Located<RecordOf<'starter'>>, loading: Loading): StarterAnswer[] {
  const { kinds } = loading.references;
  const questions = loading.items.all('questions').map(({ item }) => item.id);
  return located.item.assume.map((answer, index) => {
    const one = below(located, answer, 'assume', index);
    const { question, value, because } = answer;
    const kind = kinds.get(question);
    if (!questions.includes(question) || !kind)
      loading.report(one, ['question'], `"${question}" is not a question.${didYouMean(question, questions)}`);
    else if (Array.isArray(value) !== (kind.type === 'list'))
      loading.report(one, ['value'], kind.type === 'list' ? `${question} is a list: expected [...].` : `${question} is no list.`);
    else
      for (const each of [value].flat()) {
        const isRight = kind.type === 'number' ? typeof each === 'number' : !kind.values || kind.values.includes(each);
        const expected = kind.values?.join(', ') ?? 'a number';
        if (!isRight) loading.report(one, ['value'], `"${each}" is not an answer to ${question}; expected ${expected}.`);
      }
    return { question, value, because, ...loading.optional(answer.when, one, 'when') };
  });
}
