/**
 * Arithmetic on intervals: a number of which only the bounds are known. The result holds every value that the operation can have for
 * values inside the operands. Bounds may be infinite. An infinite bound stands for "any large number", so 0 times it is 0.
 */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The smallest interval that holds both. */
export const hull = (a: Interval, b: Interval): Interval => ({ low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) });

export const larger = (a: Interval, b: Interval): Interval => ({ low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) });

export const smaller = (a: Interval, b: Interval): Interval => ({ low: Math.min(a.low, b.low), high: Math.min(a.high, b.high) });

export const add = (a: Interval, b: Interval): Interval => bounds(a.low + b.low, a.high + b.high);

export const subtract = (a: Interval, b: Interval): Interval => bounds(a.low - b.high, a.high - b.low);

/** Infinity minus infinity may be anything. */
const bounds = (low: number, high: number): Interval => ({
  low: Number.isNaN(low) ? Number.NEGATIVE_INFINITY : low,
  high: Number.isNaN(high) ? Number.POSITIVE_INFINITY : high,
});

export function multiply(a: Interval, b: Interval): Interval {
  if (a.low >= 0 && b.low >= 0) return { low: product(a.low, b.low), high: product(a.high, b.high) };
  const [w, x, y, z] = [product(a.low, b.low), product(a.low, b.high), product(a.high, b.low), product(a.high, b.high)];
  return { low: Math.min(w, x, y, z), high: Math.max(w, x, y, z) };
}

const product = (x: number, y: number): number => (x === 0 || y === 0 ? 0 : x * y);

/** Division by an interval that touches 0 has an infinite bound: nothing to carry is unlimited headroom. 0 / 0 counts as 0. */
export function divide(a: Interval, b: Interval): Interval {
  if (a.low >= 0 && b.low >= 0) return { low: quotient(a.low, b.high), high: quotient(a.high, b.low) };
  if (b.low < 0 && b.high >= 0) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const [w, x, y, z] = [quotient(a.low, b.low), quotient(a.low, b.high), quotient(a.high, b.low), quotient(a.high, b.high)];
  return { low: Math.min(w, x, y, z), high: Math.max(w, x, y, z) };
}

const quotient = (x: number, y: number): number =>
  x === 0 || Math.abs(y) === Number.POSITIVE_INFINITY ? 0 : y === 0 ? x * Number.POSITIVE_INFINITY : x / y;

/** Up to a whole number, or to the next of the listed ones (ascending); above the last it is infinite: it cannot be had. */
export const roundUp = (a: Interval, to: readonly number[]): Interval => ({ low: next(a.low, to), high: next(a.high, to) });

function next(value: number, to: readonly number[]): number {
  // (0.1 + 0.2) * 10 is a little above 3: what is within a rounding error of a step is on it.
  const least = value * (value < 0 ? 1 + 1e-12 : 1 - 1e-12);
  if (to.length === 0) return Math.ceil(least);
  for (const step of to) if (step >= least) return step;
  return Number.POSITIVE_INFINITY;
}
