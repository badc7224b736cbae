import { type NumberRange, parseNumberRange, valuesIn } from '../knowledge/language/number-range.js';
import type { Question } from '../knowledge/types.js';

/**
 * A number as people write it: `30k`, `30,000`, `5s` of a question in ms, `$50`, `10 kB`; or a range of such numbers, `1k..20k` or `>=20k`.
 * @returns the number, the range as text (`1000..20000`), or undefined where it is neither, or not within the limits of the question.
 */
export function readNumber(question: Question, text: string): number | string | undefined {
  const single = numberIn(question, text);
  if (single !== undefined) return isWithin(question, single, single) ? single : undefined;
  const [, sign = '', one = '', other] = /^(>=|>|<=|<)?(.*?)(?:\.\.(.*))?$/s.exec(text.trim()) ?? [];
  const [from, to] = [numberIn(question, one), other === undefined ? undefined : numberIn(question, other)];
  if (from === undefined || (sign === '') === (other === undefined) || (other !== undefined && to === undefined)) return undefined;
  const written = other === undefined ? `${sign}${from}` : `${from}..${to}`;
  const range = parseNumberRange(written);
  return range && isPossible(question, range) ? collapsed(question, range, written) : undefined;
}

/** `5..5` is 5. */
function collapsed({ type }: Question, range: NumberRange, written: string): number | string {
  const { low, high } = valuesIn(range, type === 'integer');
  return low === high ? low : written;
}

/** Whether a value of the range is an answer, and its bounds are. */
function isPossible(question: Question, range: NumberRange): boolean {
  const { low, high } = valuesIn(range, question.type === 'integer');
  const least = question.minimum ?? 0;
  const most = question.maximum ?? Number.POSITIVE_INFINITY;
  const bounds = [range.low, range.high].filter((bound) => Number.isFinite(bound) && bound !== 0);
  return low <= high && high >= least && low <= most && bounds.every((bound) => bound >= least && bound <= most);
}

const isWithin = ({ minimum = 0, maximum = Number.POSITIVE_INFINITY }: Question, low: number, high: number): boolean =>
  low >= minimum && high <= maximum;

/** Thousands are grouped by threes, so that 1,5 (a comma where a point is meant) is nothing. */
const written = /^\$?\s*(\d{1,3}(?:[,_]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*([a-zA-Z/]*)$/;

function numberIn({ type, unit = '' }: Question, text: string): number | undefined {
  const [, digits, suffix = ''] = written.exec(text.trim()) ?? [];
  if (digits === undefined || (text.includes('$') && !unit.startsWith('USD'))) return undefined;
  const factor = factorOf(unit, suffix);
  if (factor === undefined) return undefined;
  const value = Number((Number(digits.replace(/[,_]/g, '')) * factor).toPrecision(15));
  return Number.isFinite(value) && (type !== 'integer' || Number.isSafeInteger(value)) ? value : undefined;
}

/** What stands behind a number: thousands, or a unit that is converted to that of the question. */
const multiples: Record<string, number> = { k: 1_000, m: 1_000_000 };
const conversions: Record<string, Record<string, number>> = {
  ms: { ms: 1, s: 1_000, sec: 1_000, seconds: 1_000, min: 60_000 },
  bytes: { b: 1, bytes: 1, kb: 1_000, kib: 1_024, mb: 1_000_000, mib: 1_048_576 },
  h: { h: 1, hours: 1 },
  usd: { usd: 1 },
};

function factorOf(unit: string, suffix: string): number | undefined {
  if (suffix === '') return 1;
  const [measure = ''] = unit.toLowerCase().split('/');
  const known = conversions[measure]?.[suffix.toLowerCase()];
  if (known !== undefined) return known;
  // Milliseconds and megabytes have words of their own.
  if (measure === 'ms' && suffix.toLowerCase() === 'm') return undefined;
  if (suffix.toLowerCase() in multiples) return multiples[suffix.toLowerCase()];
  return suffix.toLowerCase() === measure || suffix.toLowerCase() === unit.toLowerCase() ? 1 : undefined;
}
