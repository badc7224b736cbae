import type { Look, Symptom } from '../knowledge/types.js';

/** A symptom that a message shows. */
export interface Recognised {
  symptom: Symptom;
  /** How much of the message says so, in letters: more is more special. */
  letters: number;
}

/** Says which symptoms a message shows. */
export type Recognise = (message: string) => Recognised[];

type Test = (lower: string) => number | undefined;

/**
 * Makes the test of all symptoms, to be used for every message of a log. It gives those that a message shows, the most special first;
 * the general ones only where there is no other.
 */
export function recogniser(symptoms: readonly Symptom[]): Recognise {
  const tests = symptoms.map((symptom) => ({ symptom, looks: symptom.looks.map(testOf) }));
  return (message) => {
    const lower = message.toLowerCase();
    const found = tests.flatMap(({ symptom, looks }): Recognised[] => {
      let letters = 0;
      for (const look of looks) letters = Math.max(letters, look(lower) ?? 0);
      return letters > 0 ? [{ symptom, letters }] : [];
    });
    const special = found.filter(({ symptom }) => !symptom.general);
    return (special.length ? special : found).sort((a, b) => b.letters - a.letters);
  };
}

/** How many letters of a message, in small letters, make it look so; undefined where it does not. */
function testOf({ text = [], without = [], status = [], close = [], exception = [] }: Look): Test {
  const pieces = text.map((piece) => piece.toLowerCase());
  // The longest is the rarest, so most messages are done with one search.
  const rarest = [...pieces].sort((a, b) => b.length - a.length);
  const unwanted = without.map((piece) => piece.toLowerCase());
  const sum = pieces.reduce((letters, piece) => letters + piece.length, 0);
  const statuses = status.map(String);
  const closes = close.map(numberIn);
  const exceptions = exception.map((name) => ({ name: name.toLowerCase(), whole: wordIn(name.toLowerCase()) }));
  return (lower) => {
    for (const piece of rarest) if (!lower.includes(piece)) return undefined;
    let letters = sum;
    if (statuses.length) {
      if (!statuses.some((one) => lower.includes(one) && hasStatus(lower, one))) return undefined;
      letters += 3;
    }
    if (closes.length) {
      if (!closes.some((one) => one.test(lower))) return undefined;
      letters += 4;
    }
    if (exceptions.length) {
      const thrown = exceptions.find(({ name, whole }) => lower.includes(name) && whole.test(lower));
      if (!thrown) return undefined;
      letters += thrown.name.length;
    }
    return unwanted.some((piece) => lower.includes(piece)) ? undefined : letters;
  };
}

/** Status and bytes stand side by side in the log of a proxy: only the first number after the request is the status. */
const accessLog = /http\/\d(?:\.\d)?"\s+(\d{3})\b/;

function hasStatus(lower: string, status: string): boolean {
  const logged = accessLog.exec(lower)?.[1];
  return logged === undefined ? numberIn(status).test(lower) : logged === status;
}

/** A number by itself: no part of a longer one, of a version or of a time. */
const numberIn = (number: string | number): RegExp => new RegExp(`(?<![\\w.]|\\d:)${number}(?!\\w|[.:]\\d)`);

const wordIn = (word: string): RegExp => new RegExp(`(?<!\\w)${word.replace(/[.+`]/g, '\\$&')}(?!\\w)`);
