import type { Figure } from '../../decide/figure.js';
import { number } from '../../decide/words.js';

/** A figure for people: `48.97 USD/month`, `6 to 8 billed messages`, `at least 1 unit`, `unknown: state --messages-per-second`. */
export function figureInWords({ value, range, unit, missing }: Figure): string {
  const [low, high] = value === null ? (range ?? [0, null]) : [value, value];
  if (low === null) return unit === '1' ? 'unlimited: there is nothing to carry' : 'more than can be had';
  if (low === 0 && high === null) return missing.length ? `unknown: state ${missing.map((id) => `--${id}`).join(', ')}` : 'unknown';
  const { amount, name } = inUnit(unit, high ?? low);
  const text = low === high ? amount(low) : high === null ? `at least ${amount(low)}` : `${amount(low)} to ${amount(high)}`;
  return `${text} ${(high ?? low) === 1 && unit !== '1' ? singular(name) : name}`;
}

/** How numbers of a unit are written: bytes in steps of 1,000, ratios as "times". */
function inUnit(unit: string, largest: number): { amount: (value: number) => string; name: string } {
  if (unit === '1') return { amount: plain, name: 'times the peak' };
  if (unit.startsWith('USD')) return { amount: number, name: unit.replaceAll('-', ' ') };
  if (!unit.startsWith('bytes')) return { amount: plain, name: unit.replaceAll('-', ' ') };
  const step = Math.min(3, Math.max(0, Math.floor(Math.log10(Math.max(1, largest)) / 3)));
  const name = ['bytes', 'kB', 'MB', 'GB'][step] ?? 'bytes';
  return { amount: (value) => number(value / 1000 ** step), name: unit.replace(/^bytes/, name) };
}

/** Small numbers keep four digits: 1.001 units are not 1, and 0.001 messages not none. */
const plain = (value: number): string => (value > 0 && value < 10 ? String(Number(value.toPrecision(4))) : number(value));

/** The unit of exactly one: `1 unit`, `1 delivery/s`. */
const singular = (unit: string): string =>
  unit.replace(/^(billed |)([a-z]{3,})/, (_, before: string, word: string) => before + word.replace(/ies$/, 'y').replace(/s$/, ''));
