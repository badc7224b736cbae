/** Each example in the rules is what it says: the rule applies to a site of which only these answers are known, or it does not. */
import { expect, test } from 'vitest';
import { assume } from '../../src/decide/assume.js';
import { Scope } from '../../src/decide/scope.js';
import type { Answer, Fact, Rule } from '../../src/knowledge/types.js';
import { ruleBase } from '../decide/ask.js';

const asOf = '2026-11-23';
const examples = ruleBase.rules.flatMap((rule) => (rule.examples ?? []).map((example) => ({ rule, ...example })));

/** Whether it certainly applies, to the site or to one of the backplanes. */
function applies(rule: Rule, answers: Record<string, unknown>): boolean {
  const stated = Object.entries(answers).map(([id, value]): Fact => ({ id, value: value as Answer, provenance: 'flag' }));
  const facts = assume(ruleBase, stated, { asOf });
  const scope = new Scope(ruleBase, new Map(facts.map(({ id, value }) => [id, value])), asOf);
  const subjects = ruleBase.backplanes.flatMap((backplane) =>
    backplane.variants.length ? backplane.variants.map((variant) => ({ backplane, variant })) : [{ backplane }],
  );
  return subjects.some((subject) => {
    const seen = scope.about(subject);
    return (!rule.when || seen.truth(rule.when) === true) && (!rule.where || seen.truth(rule.where) === true);
  });
}

test.each(examples)('$rule.id: $answers', ({ rule, answers, holds }) => {
  expect(applies(rule, answers)).toBe(holds);
});

test('there are examples', () => expect(new Set(examples.map(({ rule }) => rule.id)).size).toBeGreaterThan(9));

test.each(ruleBase.rules.filter(({ effect }) => effect === 'require' || effect === 'exclude').map((rule) => [rule.id, rule] as const))(
  '%s has a title for the first screen',
  (_, { title }) => expect(title).toBeTruthy(),
);
