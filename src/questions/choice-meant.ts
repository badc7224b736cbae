import type { Question } from '../knowledge/types.js';

/** What other tools and YAML write for yes and no, and for what means the same. */
const yes = ['yes', 'on', 'enabled'];
const no = ['no', 'off', 'disabled'];
const switches: Readonly<Record<string, readonly string[]>> = { true: yes, y: yes, on: yes, yes, false: no, n: no, off: no, no };

/**
 * The choices that a word stands for: the choice itself whatever its capitals, its label, a word that the question gives for it, or yes and no as others write them.
 * One choice is an answer; several are what somebody may mean (`k8s`); none is a word that nobody knows.
 */
export function choicesMeant({ choices, 'choice-words': words = {} }: Question, text: string): string[] {
  const values = choices.map(({ value }) => value);
  if (values.includes(text)) return [text];
  const word = asWord(text);
  if (values.includes(word)) return [word];
  const listed = Object.hasOwn(words, word) ? words[word] : undefined;
  if (listed !== undefined) return listed.filter((value) => values.includes(value));
  const labelled = choices.filter(({ label }) => label !== undefined && asWord(label) === word);
  if (labelled.length > 0) return labelled.map(({ value }) => value);
  const switched = Object.hasOwn(switches, word) ? (switches[word] ?? []) : [];
  return switched.filter((value) => values.includes(value)).slice(0, 1);
}

/** Without what people vary: capitals, and what stands between words. */
const asWord = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
