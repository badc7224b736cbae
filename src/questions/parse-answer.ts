import type { Scalar } from '../knowledge/language/language.js';
import { parseVersion } from '../knowledge/language/version.js';
import { didYouMean } from '../knowledge/nearest.js';
import { type Answer, type Question, unknown } from '../knowledge/types.js';
import { choicesMeant } from './choice-meant.js';
import { readNumber } from './read-number.js';

/** An answer that was understood, or what is wrong with it. */
export type Parsed = { value: Answer } | { problem: string };

/** The last sample with the most parts: boundaries that rules draw, such as 19, may be of versions that are not there yet. */
function writtenInFull(samples: readonly Scalar[]): Scalar | undefined {
  const parts = (sample: Scalar): number => String(sample).split('.').length;
  const most = Math.max(...samples.map(parts));
  return samples.findLast((sample) => parts(sample) === most);
}

/** The valid answers of a question in words, for messages and help: `yes, no`, `a whole number of servers, at least 1`. */
export function expected(question: Question): string {
  const least = question.minimum === undefined ? '' : `, at least ${question.minimum}`;
  const most = question.maximum === undefined ? '' : `, at most ${question.maximum}`;
  switch (question.type) {
    case 'choice':
      return question.choices.map(({ value }) => value).join(', ');
    case 'list':
      return `a comma-separated list of ${question.choices.map(({ value }) => value).join(', ')}; or none`;
    case 'version':
      return `a version such as ${writtenInFull(question.samples) ?? '17.8.1'}`;
    case 'integer':
      return `a whole number (${question.unit})${least}${most}`;
    case 'number':
      return `a number (${question.unit})${least}${most}`;
  }
}

/** What stands alone in a list: the empty list, and that nobody knows. */
const wholeLists: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ['none', []],
  [unknown, unknown],
]);

/** Reads an answer from text, as a flag or an environment variable gives it. `unknown` is valid for every question. */
export function parseAnswer(question: Question, text: string): Parsed {
  const trimmed = text.trim();
  if (question.type === 'list')
    return parseList(
      question,
      trimmed.split(',').map((part) => part.trim()),
    );
  if (trimmed === unknown) return { value: unknown };
  switch (question.type) {
    case 'choice':
      return oneOf(question, trimmed);
    case 'version':
      return isVersion(question, trimmed) ? { value: trimmed } : problem(question, trimmed);
    default:
      return parseNumber(question, trimmed);
  }
}

/** Reads a list, from text that was split or from YAML. `none` and `unknown` stand alone. */
export function parseList(question: Question, items: readonly string[]): Parsed {
  const whole = items.find((item) => wholeLists.has(item));
  if (whole !== undefined)
    return items.every((item) => item === whole)
      ? { value: wholeLists.get(whole) ?? unknown }
      : { problem: `found "${whole}" together with others; expected one or the other.` };
  const values: string[] = [];
  for (const item of items) {
    const parsed = oneOf(question, item);
    if ('problem' in parsed) return parsed;
    values.push(String(parsed.value));
  }
  return { value: inCatalogueOrder(question, values) };
}

/** The order of a list means nothing: the catalogue's is kept, so that the same answer is the same bytes wherever it came from. */
export const inCatalogueOrder = ({ choices }: Question, values: readonly string[]): string[] =>
  choices.map(({ value }) => value).filter((value) => values.includes(value));

/** A word stands before the number only where the question's own samples have it (net10.0). net48 and its like are .NET Framework, not .NET 48. */
function isVersion({ samples }: Question, text: string): boolean {
  const [word = ''] = /^[a-z]*/.exec(text) ?? [];
  const words = ['', 'v', ...samples.map((sample) => /^[a-z]*/.exec(String(sample))?.[0])];
  return words.includes(word) && parseVersion(text) !== undefined && !/^net[2-4]\d{1,2}$/.test(text);
}

function oneOf(question: Question, text: string): Parsed {
  const values = question.choices.map(({ value }) => value);
  const [meant, ...others] = choicesMeant(question, text);
  if (meant !== undefined && others.length === 0) return { value: meant };
  // The whole list would hide the few that it can be.
  if (meant !== undefined) return { problem: `${found(text)}, which does not say enough. Did you mean ${[meant, ...others].join(', ')}?` };
  return { problem: `${found(text)}; expected ${expected(question)}, or unknown.${didYouMean(text, values)}` };
}

function parseNumber(question: Question, text: string): Parsed {
  const read = readNumber(question, text);
  if (read === undefined) return problem(question, text);
  if ('unclear' in read) return { problem: `${found(text)}, which can be read in two ways: ${read.unclear}` };
  const { value } = read;
  if (!Number.isFinite(value) || (question.type === 'integer' && !Number.isSafeInteger(value))) return problem(question, text);
  if (value < (question.minimum ?? 0) || value > (question.maximum ?? Number.POSITIVE_INFINITY)) return problem(question, text);
  return { value };
}

const found = (text: string): string => (text === '' ? 'found nothing' : `found "${text}"`);
const problem = (question: Question, text: string): Parsed => ({ problem: `${found(text)}; expected ${expected(question)}, or unknown.` });
