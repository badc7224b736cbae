import { describe, expect, test } from 'vitest';
import { anySite } from './answers.js';
import { boundaries } from './boundary-cases.js';
import { randomFrom } from './draw.js';
import { problems } from './expectation.js';
import { loadBalancerCases } from './load-balancer-cases.js';
import { judge, judgeKnown } from './oracle.js';
import { page } from './page-cases.js';
import { reports } from './report-cases.js';

const cases = Object.entries({ ...page, ...boundaries, ...reports, ...loadBalancerCases }).flatMap(([topic, rows]) =>
  rows.map((row) => [topic, row.gist, row] as const),
);

describe('the oracle itself keeps what the page and the facts say', () => {
  test.each(cases)('%s: %s', (_topic, _gist, row) => {
    const { outcome, status } = judge(row.answers);
    expect(problems(row.expect, { outcome, status })).toEqual([]);
  });
});

test('on a site of which everything is known, both judges agree and nothing is undecided', () => {
  const known = cases.filter(([, , row]) => !row.expect.undecided).map(([, , row]) => row.answers);
  let compared = 0;
  for (const answers of known) {
    let exact: ReturnType<typeof judgeKnown>;
    try {
      exact = judgeKnown(answers);
    } catch {
      continue;
    }
    compared += 1;
    expect(judge(answers), JSON.stringify(answers)).toEqual(exact);
  }
  expect(compared).toBeGreaterThan(30);
});

test('stating what nobody knew never turns a certain status into its opposite', () => {
  const random = randomFrom(7);
  for (let i = 0; i < 5000; i++) {
    const more = anySite(random);
    const less = Object.fromEntries(
      Object.entries(more).filter(([id]) => id !== 'sticky-sessions' && id !== 'umbraco-version' && id !== 'database'),
    );
    const [before, after] = [judge(less), judge(more)];
    if (!('redis' in before.status) || !('redis' in after.status)) continue;
    for (const [backplane, status] of Object.entries(before.status))
      if (status !== 'undecided') expect(after.status, `${backplane} of ${JSON.stringify(more)}`).toMatchObject({ [backplane]: status });
  }
});
