import { didYouMean } from '../nearest.js';
import { type Question, unknown } from '../types.js';
import type { Loading } from './loading.js';
import type { Located } from './rule-items.js';

/** Options of the commands. A question's flag has the name of the question, so it cannot be one of these. */
const options = [
  ...[
    'answers',
    'as-of',
    'backplane',
    'color',
    'diff',
    'dry-run',
    'explain',
    'format',
    'growth',
    'help',
    'input',
    'keep-mine',
    'kind',
    'missing',
    'take-new',
  ],
  ...['no-color', 'no-input', 'output', 'parts', 'patch', 'prices', 'project', 'rules', 'stale', 'strict', 'version', 'yes'],
];

/** Reports what would make a question that cannot be asked or answered. */
export function checkQuestion(question: Question, located: Located<unknown>, loading: Loading): void {
  const { id, type, choices, unit, minimum, maximum } = question;
  if (options.includes(id)) loading.report(located, ['id'], `"${id}" is the name of an option (--${id}); expected another name.`);
  const chooses = type === 'choice' || type === 'list';
  if (chooses !== choices.length > 0)
    loading.report(located, ['type'], `a ${type} ${choices.length ? 'has no choices' : 'needs choices'}.`);
  const counts = type === 'integer' || type === 'number';
  if (counts && unit === undefined) loading.report(located, ['type'], `a question of type ${type} needs a unit.`);
  if (minimum !== undefined && maximum !== undefined && minimum > maximum)
    loading.report(located, ['maximum'], `found ${maximum}; expected at least the minimum, ${minimum}.`);
  checkChoices(question, located, loading);
  checkOtherWords(question, located, loading);
  for (const [index, { value }] of question.assume.entries())
    if (value !== undefined && !isAnswer(question, value))
      loading.report(located, ['assume', index, 'value'], `${JSON.stringify(value)} is not an answer to "${id}".`);
}

function checkChoices({ type, choices }: Question, located: Located<unknown>, loading: Loading): void {
  for (const [index, { value }] of choices.entries()) {
    const report = (message: string): void => loading.report(located, ['choices', index, 'value'], message);
    if (choices.findIndex((choice) => choice.value === value) < index) report(`the choice "${value}" is there twice.`);
    if (value === unknown) report(`"${unknown}" is an answer to every question; expected another name for the choice.`);
    if (value === 'none' && type === 'list') report('"none" is the empty list; expected another name for the choice.');
  }
}

/** Other names for a question lead to it alone, and other words for choices to choices that are there. */
function checkOtherWords(question: Question, located: Located<unknown>, loading: Loading): void {
  const values = question.choices.map(({ value }) => value);
  for (const [word, meant] of Object.entries(question['choice-words'] ?? {})) {
    const wrong = meant.find((value) => !values.includes(value));
    if (wrong !== undefined)
      loading.report(located, ['choice-words', word], `"${wrong}" is not a choice of "${question.id}".${didYouMean(wrong, values)}`);
  }
  const others = loading.items.all('questions').filter(({ item }) => item.id !== question.id);
  for (const [index, name] of (question['also-called'] ?? []).entries()) {
    const taken = others.find(({ item }) => item.id === name || item['also-called']?.includes(name));
    if (taken) loading.report(located, ['also-called', index], `"${name}" is a name of the question "${taken.item.id}".`);
    if (options.includes(name)) loading.report(located, ['also-called', index], `"${name}" is the name of an option (--${name}).`);
  }
}

function isAnswer({ type, choices, minimum = 0, maximum = Number.POSITIVE_INFINITY }: Question, value: unknown): boolean {
  const isChoice = (one: unknown): boolean => choices.some((choice) => choice.value === one);
  if (type === 'choice') return isChoice(value);
  if (type === 'list') return Array.isArray(value) && value.every(isChoice);
  if (type === 'version') return typeof value === 'string';
  return typeof value === 'number' && value >= minimum && value <= maximum && (type === 'number' || Number.isInteger(value));
}
