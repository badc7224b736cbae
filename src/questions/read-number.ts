import type { Question } from '../knowledge/types.js';

/** What people write behind (or, as "$", before) a number of a unit, and how many of the unit one of it is. Capitals do not matter. */
const spellings: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ms: { ms: 1, s: 1000, sec: 1000, second: 1000, seconds: 1000, m: 60_000, min: 60_000, minute: 60_000, minutes: 60_000, h: 3_600_000 },
  // A kilobyte of a message is 1,024 bytes wherever SignalR and its carriers count them.
  'bytes/message': { b: 1, byte: 1, bytes: 1, kb: 1024, kib: 1024, mb: 1_048_576, mib: 1_048_576 },
  'USD/month': { $: 1, usd: 1, dollars: 1, '$/month': 1, 'usd/month': 1, '/month': 1, '/mo': 1 },
  'messages/s': { '/s': 1, 'messages/s': 1, 'msg/s': 1, '/min': 1 / 60, 'messages/min': 1 / 60, '/h': 1 / 3600, 'messages/h': 1 / 3600 },
  'h/day': { h: 1, hours: 1, 'h/day': 1 },
  connections: { clients: 1, users: 1 },
  servers: { pods: 1, replicas: 1, instances: 1 },
};

const thousands: Readonly<Record<string, number>> = { k: 1000, thousand: 1000, m: 1_000_000, million: 1_000_000 };

/** A number as it was written, or why it cannot be told which one is meant. Undefined where it is none. */
export type ReadNumber = { value: number } | { unclear: string };

/** Reads a number as people write it: `30k`, `30,000`, `5s` where milliseconds are meant, `$50`. */
export function readNumber({ type, unit = '' }: Pick<Question, 'type' | 'unit'>, text: string): ReadNumber | undefined {
  const [, sign = '', written = '', behind = ''] = /^(\$?)\s*(\d[\d.,_' ]*(?:e[+-]?\d+)?)\s*([a-z$/]*(?:\s*[a-z/$]+)*)$/i.exec(text) ?? [];
  const digits = written.trim();
  const plain = plainNumber(digits, type === 'integer');
  if (plain === undefined || typeof plain === 'object') return plain;
  if (sign === '$' && spellings[unit]?.$ === undefined) return undefined;
  const factor = factorOf(behind.trim().toLowerCase(), unit);
  // 2.3 times 1000 is 2300, and not 2299.9999999999995.
  return factor === undefined ? undefined : { value: factor === 1 ? plain : Number((plain * factor).toPrecision(12)) };
}

/** The number that these digits are, with or without marks between the thousands. */
function plainNumber(digits: string, whole: boolean): number | { unclear: string } | undefined {
  if (/^\d{1,3}([,_' ]\d{3})+(\.\d+)?$/.test(digits)) return Number(digits.replace(/[,_' ]/g, ''));
  const [, before, behind] = /^(\d+),(\d+)$/.exec(digits) ?? [];
  if (before !== undefined) return { unclear: `write ${before}.${behind} with a point, or the whole number without a comma.` };
  // Half of the world writes thirty thousand so, and nobody writes 30 with three zeros behind the point.
  if (whole ? /^[1-9]\d{0,2}(\.\d{3})+$/.test(digits) : /^[1-9]\d{0,2}\.\d\d0$/.test(digits))
    return { unclear: `write ${digits.replaceAll('.', '')} or ${Number(digits)}.` };
  return /^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(digits) ? Number(digits) : undefined;
}

/** How many of the unit one of what is written behind the number is. */
function factorOf(behind: string, unit: string): number | undefined {
  if (behind === '') return 1;
  const own = { ...spellings[unit], ...ownName(unit) };
  if (Object.hasOwn(own, behind)) return own[behind];
  const word = Object.keys(thousands).find((one) => behind.startsWith(one) && !/^[a-z]/.test(behind.slice(one.length)));
  if (word === undefined) return undefined;
  const rest = behind.slice(word.length).trim();
  const times = thousands[word] ?? 1;
  if (rest === '') return times;
  return Object.hasOwn(own, rest) ? times * (own[rest] ?? 1) : undefined;
}

/** The unit itself, in the plural and in the singular. */
const ownName = (unit: string): Record<string, number> =>
  unit === '' ? {} : { [unit.toLowerCase()]: 1, [unit.toLowerCase().replace(/s$/, '')]: 1 };
