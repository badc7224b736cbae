import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/knowledge/entries.js';
import type { Kind } from '../../src/knowledge/kinds.js';
import { isStale, staleAfter } from '../../src/knowledge/staleness.js';
import type { StaleAfterDays } from '../../src/knowledge/types.js';
import { rulesInTree } from './rules-in-tree.js';

const entry = (kind: Kind, checked?: string): Entry => ({ kind, id: 'x', record: { source: ['y'], checked } }) as unknown as Entry;

const base = { staleAfterDays: { default: 100, price: 10 } satisfies StaleAfterDays };

describe('an entry is stale', () => {
  test.each<[string, Kind, string, string, boolean]>([
    ['not on the day of its check', 'exclusion', '2026-01-01', '2026-01-01', false],
    ['not on its last day', 'exclusion', '2026-01-01', '2026-04-11', false],
    ['on the day after its last', 'exclusion', '2026-01-01', '2026-04-12', true],
    ['not before its check', 'exclusion', '2026-01-01', '2020-01-01', false],
    ['sooner where its kind says so', 'price', '2026-01-01', '2026-01-12', true],
    ['not sooner than its kind says', 'price', '2026-01-01', '2026-01-11', false],
    ['where a leap day lies between', 'exclusion', '2028-01-01', '2028-04-11', true],
  ])('%s', (_, kind, checked, asOf, expected) => {
    expect(isStale(base, entry(kind, checked), asOf)).toBe(expected);
  });

  test('never where nothing states when it was checked', () => {
    expect(isStale(base, { kind: 'definition', id: 'x', record: { id: 'x' } } as unknown as Entry, '2999-01-01')).toBe(false);
  });

  test('after a year where the rule base does not say', () => {
    expect(staleAfter({}, 'trap')).toBe(365);
    expect(isStale({}, entry('trap', '2026-01-01'), '2027-01-01')).toBe(false);
    expect(isStale({}, entry('trap', '2026-01-01'), '2027-01-02')).toBe(true);
  });
});

test('the product looks at prices and versions more often than at documentation', () => {
  const ruleBase = rulesInTree();
  expect(staleAfter(ruleBase, 'price')).toBeLessThan(staleAfter(ruleBase, 'exclusion'));
  expect(staleAfter(ruleBase, 'version')).toBeLessThan(staleAfter(ruleBase, 'exclusion'));
});
