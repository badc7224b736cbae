/** Compares the product with the oracle on many sites. */
import type { Disagreement } from './disagreement.js';
import { disagreements, smallest } from './disagreement.js';
import { randomFrom } from './draw.js';
import type { Answers } from './site.js';

const shown = 12;

/** What to tell a person about all disagreements on sites drawn from the seed; empty if there is none. */
export function findings(draw: (random: () => number) => Answers, seed: number, sites: number): string {
  const random = randomFrom(seed);
  const kinds = new Map<string, { count: number; first: Answers }>();
  for (let i = 0; i < sites; i++) {
    const answers = draw(random);
    for (const { kind } of disagreements(answers)) {
      const known = kinds.get(kind);
      if (known) known.count += 1;
      else kinds.set(kind, { count: 1, first: answers });
    }
  }
  if (kinds.size === 0) return '';
  const most = [...kinds].sort(([, a], [, b]) => b.count - a.count).slice(0, shown);
  const told = most.map(([kind, { count, first }]) => {
    const answers = smallest(first, kind);
    const found: Disagreement | undefined = disagreements(answers).find((one) => one.kind === kind);
    return `${count} times, as on ${JSON.stringify(answers)}\n  product: ${found?.product}\n  oracle:  ${found?.oracle}`;
  });
  return `${kinds.size} kinds of disagreement (seed ${seed}). The most frequent:\n${told.join('\n')}`;
}
