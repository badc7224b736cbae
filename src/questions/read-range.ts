import { type NumberRange, parseNumberRange, valuesIn } from '../knowledge/language/number-range.js';
import type { Question } from '../knowledge/types.js';
import { readNumber } from './read-number.js';

/**
 * A range of numbers as people write them: `1k..20k`, `>=20k`, `<50`.
 * @returns the range in plain numbers (`1000..20000`), the number where only one is left, or undefined where it is none or outside of the question's limits.
 */
export function readRange(question: Question, text: string): number | string | undefined {
  const [, sign = '', from = '', to] = /^(>=|>|<=|<)?(.*?)(?:\.\.(.*))?$/s.exec(text.trim()) ?? [];
  if ((sign === '') === (to === undefined)) return undefined;
  const [low, high] = [numberIn(question, from), to === undefined ? undefined : numberIn(question, to)];
  if (low === undefined || (to !== undefined && high === undefined)) return undefined;
  const written = to === undefined ? `${sign}${low}` : `${low}..${high}`;
  const range = parseNumberRange(written);
  const stated = [low, ...(high === undefined ? [] : [high])];
  return range && stated.every((bound) => isWithin(question, bound)) && isPossible(question, range)
    ? collapsed(question, range, written)
    : undefined;
}

function numberIn(question: Question, text: string): number | undefined {
  const read = readNumber(question, text.trim());
  return read && 'value' in read && Number.isFinite(read.value) ? read.value : undefined;
}

/** `5..5` is 5. */
function collapsed({ type }: Question, range: NumberRange, written: string): number | string {
  const { low, high } = valuesIn(range, type === 'integer');
  return low === high ? low : written;
}

const isWithin = ({ minimum = 0, maximum = Number.POSITIVE_INFINITY }: Question, value: number): boolean =>
  value >= minimum && value <= maximum;

/** Whether a value of the range is an answer. */
function isPossible(question: Question, range: NumberRange): boolean {
  const { low, high } = valuesIn(range, question.type === 'integer');
  const least = question.minimum ?? 0;
  const most = question.maximum ?? Number.POSITIVE_INFINITY;
  return low <= high && high >= least && low <= most;
}
