import { didYouMean } from '../nearest.js';

/**
 * A unit as the powers of its bases: `USD/month/unit` is USD 1, month -1, unit -1. The empty map is dimensionless.
 * Every word is a base of its own, so that a new kind of price needs no code; `s`, `h` and `day` do not convert by themselves.
 * A conversion is a constant that the reader sees: {value: 3600, unit: s/h}.
 */
export type Unit = ReadonlyMap<string, number>;

export const dimensionless: Unit = new Map();

/** Reads `messages/s`, `connections/server/hub`, `unit*h`, `1/s` or an empty text; undefined where the text is no unit. */
export function parseUnit(text: string): Unit | undefined {
  if (text === '') return dimensionless;
  const powers = new Map<string, number>();
  let sign = 1;
  for (const token of text.split(/([*/])/)) {
    if (token === '*' || token === '/') sign = token === '*' ? 1 : -1;
    else if (/^[A-Za-z]+(-[A-Za-z]+)*$/.test(token)) raise(powers, singular(token), sign);
    else if (token !== '1') return undefined;
  }
  return powers;
}

/** The unit as people write it, numerator first and in the plural: `messages/s`, `1/s`; dimensionless is the empty text. */
export function formatUnit(unit: Unit): string {
  const bases = [...unit].sort(([a], [b]) => (a < b ? -1 : 1));
  const above = bases.flatMap(([base, power]) => Array<string>(Math.max(power, 0)).fill(plural(base)));
  const below = bases.flatMap(([base, power]) => Array<string>(Math.max(-power, 0)).fill(base));
  return below.length ? [above.join('*') || '1', ...below].join('/') : above.join('*');
}

export function multiplyUnits(a: Unit, b: Unit): Unit {
  const powers = new Map(a);
  for (const [base, power] of b) raise(powers, base, power);
  return powers;
}

export function divideUnits(a: Unit, b: Unit): Unit {
  const powers = new Map(a);
  for (const [base, power] of b) raise(powers, base, -power);
  return powers;
}

export const equalUnits = (a: Unit, b: Unit): boolean => a.size === b.size && [...a].every(([base, power]) => b.get(base) === power);

/** What is wrong when one unit stands where another is expected, with the base that was probably meant. */
export function unitMismatch(found: Unit, expected: Unit): string {
  const words = (unit: Unit): string => (unit.size ? `"${formatUnit(unit)}"` : 'a number without a unit');
  const strange = [...found.keys()].find((base) => isWord(base) && !expected.has(base));
  const missing = [...expected.keys()].filter((base) => !found.has(base));
  return `found ${words(found)}, expected ${words(expected)}.${strange ? didYouMean(strange, missing) : ''}`;
}

function raise(powers: Map<string, number>, base: string, by: number): void {
  const power = (powers.get(base) ?? 0) + by;
  if (power === 0) powers.delete(base);
  else powers.set(base, power);
}

// Short symbols (s, ms, GB) have no plural.
const isWord = (base: string): boolean => base.length > 2 && base !== base.toUpperCase();

/** A base as it stands beside 1: `server`. */
export function singular(word: string): string {
  if (!isWord(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.endsWith('sses')) return word.slice(0, -2);
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

function plural(base: string): string {
  if (!isWord(base)) return base;
  if (base.endsWith('y') && !/[aeiou]y$/.test(base)) return `${base.slice(0, -1)}ies`;
  return base.endsWith('ss') ? `${base}es` : `${base}s`;
}
