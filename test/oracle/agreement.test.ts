import { expect, test } from 'vitest';
import { drawAnswers } from './answers.js';
import { disagreements, smallest } from './disagreement.js';
import { randomFrom } from './draw.js';
import type { Answers } from './site.js';

const sites = 100_000;
const seed = 20_261_123;
const shown = 12;

test(`the product and the oracle agree on ${sites} sites`, { timeout: 300_000 }, () => {
  const random = randomFrom(seed);
  const kinds = new Map<string, { count: number; first: Answers }>();
  for (let i = 0; i < sites; i++) {
    const answers = drawAnswers(random);
    for (const { kind } of disagreements(answers)) {
      const known = kinds.get(kind);
      if (known) known.count += 1;
      else kinds.set(kind, { count: 1, first: answers });
    }
  }
  const most = [...kinds].sort(([, a], [, b]) => b.count - a.count);
  const told = most.slice(0, shown).map(([kind, { count, first }]) => {
    const answers = smallest(first, kind);
    const found = disagreements(answers).find((one) => one.kind === kind);
    return `${count} times, as on ${JSON.stringify(answers)}\n  product: ${found?.product}\n  oracle:  ${found?.oracle}`;
  });
  expect(most.length, `${most.length} kinds of disagreement (seed ${seed}). The most frequent:\n${told.join('\n')}`).toBe(0);
});
