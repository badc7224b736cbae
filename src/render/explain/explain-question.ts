import { number } from '../../decide/words.js';
import { entriesOf, fullId } from '../../knowledge/entries.js';
import { mentions } from '../../knowledge/language/mentions.js';
import { looksFor, readersOf } from '../../knowledge/language/readers.js';
import type { Answer, Assumption, Choice, Question, RuleBase } from '../../knowledge/types.js';
import { glossary, idsOf } from '../words/glossary.js';
import { conditionSection, lineWithCondition } from './explain-lines.js';
import { readersSection } from './explain-readers.js';
import { type Content, type Explanation, type Item, sourcesOf } from './explanation.js';

/** A question; `environmentName` is the environment variable that answers it. */
export function explainQuestion(ruleBase: RuleBase, question: Question, environmentName: string): Content {
  const { id, prompt, help, why, applies, assume } = question;
  const readers = readersOf(ruleBase, id);
  const names = mentions([applies, ...assume.map(({ when }) => when)]);
  return {
    name: prompt,
    text: [why, help ?? '', question.influences ? '' : 'No rule reads the answer: it decides nothing.'],
    sections: [
      { title: 'Answers', items: answers(question) },
      {
        title: 'How to give the answer',
        items: [{ text: `--${id}, ${environmentName}, or ${id} in backplane.yaml; "unknown" is always valid` }],
      },
      conditionSection(ruleBase, 'When it is asked', applies),
      { title: 'What is assumed where nobody answers', items: assume.map((one) => assumption(ruleBase, one)) },
      readersSection('What reads it', readers),
      glossary(ruleBase, names),
    ],
    related: [...readers.map(fullId), ...idsOf(names)],
  };
}

function answers({ type, unit, choices, minimum, maximum }: Question): Item[] {
  if (choices.length)
    return choices.map(({ value, label, help }) => ({
      text: [label === undefined || label === value ? value : `${value}: ${label}`, help].filter(Boolean).join('. '),
    }));
  if (type === 'version') return [{ text: 'a version such as 17.8.1' }];
  const least = minimum === undefined ? '' : `, at least ${number(minimum)}`;
  const most = maximum === undefined ? '' : `, at most ${number(maximum)}`;
  return [{ text: `a ${type === 'integer' ? 'whole ' : ''}number${unit ? ` (${unit})` : ''}${least}${most}` }];
}

function assumption(ruleBase: RuleBase, { when, value, from, because }: Assumption): Item {
  const what = from === undefined ? inWords(value as Answer) : `the value of ${from}`;
  return lineWithCondition(ruleBase, `${what}. ${because}`, when);
}

const inWords = (value: Answer): string => (Array.isArray(value) ? value.join(', ') || 'none' : String(value));

/** One of the answers of a question: what it means and what compares with it. */
export function explainChoice(ruleBase: RuleBase, question: Question, choice: Choice): Explanation {
  const readers = entriesOf(ruleBase).filter((entry) => looksFor(entry, question.id, choice.value));
  const sections = [readersSection('What looks for it', readers)].filter(({ items }) => items.length);
  return {
    kind: 'choice',
    id: choice.value,
    of: question.id,
    name: choice.label ?? choice.value,
    text: [
      `An answer to --${question.id}: ${question.prompt}`,
      ...(choice.help ? [choice.help] : []),
      ...(readers.length ? [] : ['No rule looks for this answer.']),
    ],
    sections,
    checked: null,
    stale: false,
    sources: sourcesOf(ruleBase, []),
    related: [question.id, ...readers.map(fullId)],
    data: null,
  };
}
