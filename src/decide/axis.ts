import type { Answer, Question } from '../knowledge/types.js';

/** The answers to one question from one end to the other: of a number steps that grow alike, of a choice all there are. */
export interface Axis {
  question: string;
  values: readonly Answer[];
  /** Whether it is a number, and steps are even in the logarithm. */
  numeric: boolean;
}

/** The least and the largest number that makes sense for a question: what its samples say, and today's value. */
export function rangeOf(question: Question, today?: Answer): { low: number; high: number } {
  const samples = question.samples.filter((value): value is number => typeof value === 'number' && value > 0);
  const all = [...samples, ...(typeof today === 'number' && today > 0 ? [today] : [])];
  return { low: Math.min(...all), high: Math.min(Math.max(...all), question.maximum ?? Number.POSITIVE_INFINITY) };
}

/** @param count how many steps a number has. */
export function axisOf(question: Question, count: number, today?: Answer): Axis {
  const { id, type, choices } = question;
  const numeric = type === 'integer' || type === 'number';
  if (!numeric) return { question: id, numeric, values: choices.map(({ value }) => (type === 'list' ? [value] : value)) };
  const { low, high } = rangeOf(question, today);
  const values = Array.from({ length: count }, (_, index) => low * (high / low) ** (index / (count - 1)));
  return { question: id, numeric, values: [...new Set(values.map((value) => rounded(question, value)))] };
}

/** As somebody would say it: three digits, whole where the question wants that. */
export function rounded({ type, minimum, maximum }: Pick<Question, 'type' | 'minimum' | 'maximum'>, value: number): number {
  const short = Number(value.toPrecision(3));
  const whole = type === 'integer' ? Math.round(short) : short;
  return Math.max(minimum ?? 0, Math.min(maximum ?? Number.POSITIVE_INFINITY, whole));
}
