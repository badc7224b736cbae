import type { Symptom } from '../knowledge/types.js';

/** How many are shown where nothing was recognised. */
const shown = 3;

/** The symptoms that have most words in common with a text; a word counts more the fewer symptoms have it. */
export function nearestSymptoms(symptoms: readonly Symptom[], text: string): Symptom[] {
  const words = wordsOf(text);
  const known = symptoms.map((symptom) => ({ symptom, words: wordsOf(spokenBy(symptom)) }));
  const having = new Map<string, number>();
  for (const { words: own } of known) for (const word of own) having.set(word, (having.get(word) ?? 0) + 1);
  const nearness = (own: ReadonlySet<string>): number => {
    let sum = 0;
    for (const word of words) if (own.has(word)) sum += 1 / (having.get(word) ?? 1);
    return sum;
  };
  return known
    .map(({ symptom, words: own }) => ({ symptom, near: nearness(own) }))
    .sort((a, b) => b.near - a.near)
    .slice(0, shown)
    .map(({ symptom }) => symptom);
}

const spokenBy = ({ title, examples, looks }: Symptom): string =>
  [title, ...examples, ...looks.flatMap(({ text, status, close, exception }) => [text, status, close, exception].flat())].join(' ');

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
