/** Tests a table of cases against the product, one test per row. */
import { expect, test } from 'vitest';
import type { Case } from './expectation.js';
import { problems } from './expectation.js';
import { decideOn } from './product.js';

export function productKeeps(cases: readonly Case[]): void {
  test.each(cases.map((row) => [row.gist, row] as const))('%s', (_gist, row) => {
    const decision = decideOn(row.answers);
    const status = Object.fromEntries(decision.verdicts.map((verdict) => [verdict.backplane, verdict.status]));
    const said = [
      ...decision.reasons,
      ...decision.verdicts.flatMap((verdict) => verdict.reasons),
      ...decision.prerequisites,
      ...decision.warnings,
    ];
    const texts = said.map((reason) => reason.text);
    expect(problems(row.expect, { outcome: decision.outcome, recommended: decision.recommended, status, texts })).toEqual([]);
  });
}
