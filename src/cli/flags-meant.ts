import type { RuleBase } from '../knowledge/types.js';
import { flagOf } from '../questions/names.js';

/**
 * The flags that somebody means who writes one that does not exist, by words and not by letters: `--sticky` is `--sticky-sessions`,
 * `--redis` is `--infrastructure redis`, `--users` is `--concurrent-connections`. At most three.
 */
export function flagsMeant({ questions }: RuleBase, flag: string): string[] {
  const word = flag.replace(/^--(?:no-)?/, '').toLowerCase();
  const words = word.split('-');
  const called = questions.filter((question) => question['meant-by']?.includes(word));
  const containing = questions.filter(({ id }) => words.every((one) => id.split('-').includes(one)));
  const choices = questions.flatMap(({ id, choices: all }) => (all.some(({ value }) => value === word) ? [`${flagOf(id)} ${word}`] : []));
  const flags = (found: typeof questions): string[] => found.map(({ id }) => flagOf(id));
  return [...new Set([...flags(called), ...choices, ...flags(containing)])].slice(0, 3);
}
