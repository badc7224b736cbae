/** The day is part of what is decided on: an assumption or a question that ends one day has ended for everybody who asks after it. */
import { describe, expect, test } from 'vitest';
import { assume } from '../../src/decide/assume.js';
import { openQuestions } from '../../src/decide/relevance.js';
import { speaksOf } from '../../src/decide/speaks-of.js';
import { loadBuiltIn } from '../../src/knowledge/built-in.js';
import type { Condition } from '../../src/knowledge/language/language.js';
import type { Fact, RuleBase } from '../../src/knowledge/types.js';
import { complete } from '../../src/site/site.js';

const until: Condition = { op: 'compare', ref: 'today', how: 'less-than', with: 20280101 };
const [before, after] = [{ asOf: '2027-12-31' }, { asOf: '2031-01-01' }];

/** The built-in rule base, with one question changed. */
function withQuestion(id: string, change: (question: RuleBase['questions'][number]) => void): RuleBase {
  const ruleBase = structuredClone(loadBuiltIn());
  for (const question of ruleBase.questions) if (question.id === id) change(question);
  return ruleBase;
}

const stated: Fact[] = [
  { id: 'host', value: 'aspnetcore', provenance: 'flag' },
  { id: 'servers', value: 2, provenance: 'flag' },
];

describe('an assumption that ends on a day', () => {
  const ruleBase = withQuestion('regions', (question) => {
    question.assume = question.assume.map((one) => ({ ...one, when: until }));
  });
  const regions = (facts: readonly Fact[]) => facts.find(({ id }) => id === 'regions')?.value;

  test('holds before it, and no longer after it', () => {
    expect(regions(assume(ruleBase, stated, before))).toBe(1);
    expect(regions(assume(ruleBase, stated, after))).toBeUndefined();
    expect(regions(complete(ruleBase, stated, before))).toBe(1);
    expect(regions(complete(ruleBase, stated, after))).not.toBe(1);
  });
});

describe('a question that applies until a day', () => {
  const ruleBase = withQuestion('sticky-sessions', (question) => {
    question.applies = until;
  });
  const isOpen = (options: { asOf: string }) => [...openQuestions(ruleBase, stated, options)].some(({ id }) => id === 'sticky-sessions');

  test('is asked before it, and not after it', () => {
    expect(isOpen(before)).toBe(true);
    expect(isOpen(after)).toBe(false);
  });
});

test('a rule that holds on some days speaks of a backplane whichever day it is', () => {
  const ruleBase = loadBuiltIn();
  const [backplane] = ruleBase.backplanes;
  if (!backplane) throw new Error('There is no backplane.');
  expect(speaksOf(ruleBase, backplane, until)).toBe(true);
  expect(speaksOf(ruleBase, backplane, { op: 'not', of: until })).toBe(true);
});
