/**
 * Arithmetic on intervals: a number of which only the bounds are known. The result holds every value that the operation can have for
 * values inside the operands. Bounds may be infinite. An infinite bound stands for "any large number", so 0 times it is 0.
 *
 * Each operation takes its left operand from `out` and leaves the result there: formulas are worked out a million times, without an object each.
 */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** An interval that is written to. */
export interface Bounds {
  low: number;
  high: number;
}

export type Join = (out: Bounds, low: number, high: number) => void;

/** The smallest interval that holds both. */
export const hull: Join = (out, low, high) => set(out, Math.min(out.low, low), Math.max(out.high, high));

export const larger: Join = (out, low, high) => set(out, Math.max(out.low, low), Math.max(out.high, high));

export const smaller: Join = (out, low, high) => set(out, Math.min(out.low, low), Math.min(out.high, high));

export const add: Join = (out, low, high) => bounds(out, out.low + low, out.high + high);

export const subtract: Join = (out, low, high) => bounds(out, out.low - high, out.high - low);

export const set: Join = (out, low, high) => {
  out.low = low;
  out.high = high;
};

/** Infinity minus infinity may be anything. */
const bounds: Join = (out, low, high) =>
  set(out, Number.isNaN(low) ? Number.NEGATIVE_INFINITY : low, Number.isNaN(high) ? Number.POSITIVE_INFINITY : high);

export const multiply: Join = (out, low, high) => {
  if (out.low >= 0 && low >= 0) return set(out, product(out.low, low), product(out.high, high));
  corners(out, product(out.low, low), product(out.low, high), product(out.high, low), product(out.high, high));
};

const product = (x: number, y: number): number => (x === 0 || y === 0 ? 0 : x * y);

/** Division by an interval that touches 0 has an infinite bound: nothing to carry is unlimited headroom. 0 / 0 counts as 0. */
export const divide: Join = (out, low, high) => {
  if (out.low >= 0 && low >= 0) return set(out, quotient(out.low, high), quotient(out.high, low));
  if (low < 0 && high >= 0) return set(out, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  corners(out, quotient(out.low, low), quotient(out.low, high), quotient(out.high, low), quotient(out.high, high));
};

const quotient = (x: number, y: number): number =>
  x === 0 || Math.abs(y) === Number.POSITIVE_INFINITY ? 0 : y === 0 ? x * Number.POSITIVE_INFINITY : x / y;

const corners = (out: Bounds, w: number, x: number, y: number, z: number): void => set(out, Math.min(w, x, y, z), Math.max(w, x, y, z));

/** Up to a whole number, or to the next of the listed ones (ascending); above the last it is infinite: it cannot be had. */
export const roundUp = (out: Bounds, to: readonly number[]): void => set(out, next(out.low, to), next(out.high, to));

function next(value: number, to: readonly number[]): number {
  // (0.1 + 0.2) * 10 is a little above 3: what is within a rounding error of a step is on it.
  const least = value * (value < 0 ? 1 + 1e-12 : 1 - 1e-12);
  if (to.length === 0) return Math.ceil(least);
  for (const step of to) if (step >= least) return step;
  return Number.POSITIVE_INFINITY;
}
