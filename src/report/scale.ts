import { number } from '../decide/words.js';

/** Where a value stands on an axis that grows by factors. */
export const logScale =
  (low: number, high: number, from: number, to: number) =>
  (value: number): number =>
    from + ((Math.log(Math.max(value, low)) - Math.log(low)) / (Math.log(high) - Math.log(low) || 1)) * (to - from);

/** The powers of ten between two values; every second or third where there are many. */
export function decades(low: number, high: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const step = Math.max(1, Math.ceil((last - first) / 6));
  const ticks: number[] = [];
  for (let power = first; power <= last; power += step) ticks.push(Number((10 ** power).toPrecision(1)));
  return ticks;
}

/** A number for an axis: 10,000 is 10k. */
export function short(value: number): string {
  if (value >= 1_000_000) return `${number(value / 1_000_000)}M`;
  if (value >= 10_000) return `${number(value / 1000)}k`;
  return value < 1 ? String(Number(value.toPrecision(2))) : number(value);
}
