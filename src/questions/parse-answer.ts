import { didYouMean } from '../knowledge/nearest.js';
import { type Answer, type Question, unknown } from '../knowledge/types.js';
import { parseVersion } from '../knowledge/version.js';

/** An answer that was understood, or what is wrong with it. */
export type Parsed = { value: Answer } | { problem: string };

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
      return `a version such as ${question.samples.at(-1) ?? '17.8.1'}`;
    case 'integer':
      return `a whole number (${question.unit})${least}${most}`;
    case 'number':
      return `a number (${question.unit})${least}${most}`;
  }
}

/** Reads an answer from text, as a flag or an environment variable gives it. `unknown` is valid for every question. */
export function parseAnswer(question: Question, text: string): Parsed {
  const trimmed = text.trim();
  if (trimmed === unknown) return { value: unknown };
  switch (question.type) {
    case 'choice':
      return oneOf(question, trimmed);
    case 'list':
      return parseList(question, trimmed === 'none' ? [] : trimmed.split(',').map((part) => part.trim()));
    case 'version':
      return parseVersion(trimmed) ? { value: trimmed } : problem(question, trimmed);
    default:
      return parseNumber(question, trimmed);
  }
}

/** Reads a list, from text that was split or from YAML. */
export function parseList(question: Question, items: readonly string[]): Parsed {
  const values: string[] = [];
  for (const item of items) {
    const parsed = oneOf(question, item);
    if ('problem' in parsed) return parsed;
    if (!values.includes(item)) values.push(item);
  }
  // The order of a list means nothing: keep the catalogue's, so that the same answer is the same bytes.
  return { value: question.choices.map(({ value }) => value).filter((value) => values.includes(value)) };
}

function oneOf(question: Question, text: string): Parsed {
  const values = question.choices.map(({ value }) => value);
  return values.includes(text)
    ? { value: text }
    : { problem: `${found(text)}; expected ${expected(question)}, or unknown.${didYouMean(text, values)}` };
}

function parseNumber(question: Question, text: string): Parsed {
  if (!/^\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return problem(question, text);
  const value = Number(text);
  if (!Number.isFinite(value) || (question.type === 'integer' && !Number.isSafeInteger(value))) return problem(question, text);
  if (value < (question.minimum ?? 0) || value > (question.maximum ?? Number.POSITIVE_INFINITY)) return problem(question, text);
  return { value };
}

const found = (text: string): string => (text === '' ? 'found nothing' : `found "${text}"`);
const problem = (question: Question, text: string): Parsed => ({ problem: `${found(text)}; expected ${expected(question)}, or unknown.` });
