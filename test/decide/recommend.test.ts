/** The recommendation alone is what the decision recommends, however it is asked for. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assume } from '../../src/decide/assume.js';
import { decide } from '../../src/decide/decide.js';
import { recommend } from '../../src/decide/recommend.js';
import { valuesToTry } from '../../src/decide/values-to-try.js';
import { loadBuiltIn } from '../../src/knowledge/built-in.js';
import { type Answer, type Fact, unknown } from '../../src/knowledge/types.js';

const ruleBase = loadBuiltIn();
const options = { asOf: '2026-11-23' };

/** Answers to some questions, or none: how much is known makes a difference to what is looked at. */
const someAnswers = fc
  .constantFrom(0.1, 0.5, 0.9)
  .chain((share) =>
    fc.record(
      Object.fromEntries(
        ruleBase.questions.map((question) => [
          question.id,
          fc.option(fc.constantFrom(...valuesToTry(question), unknown), { freq: share * 10, nil: undefined }),
        ]),
      ),
    ),
  );
const factsOf = (answers: Record<string, Answer | undefined>): Fact[] =>
  assume(
    ruleBase,
    Object.entries(answers).flatMap(([id, value]): Fact[] => (value === undefined ? [] : [{ id, value, provenance: 'flag' }])),
    options,
  );
const decided = (facts: Fact[]) => {
  const { outcome, recommended } = decide(ruleBase, facts, options);
  return { outcome, recommended };
};

describe('for any answers', () => {
  test('it is the decision’s', () => {
    fc.assert(
      fc.property(someAnswers, (answers) => {
        const facts = factsOf(answers);
        expect(recommend(ruleBase, facts, options)).toMatchObject(decided(facts));
      }),
      { numRuns: 500, seed: 20261126 },
    );
  });

  test('it is the same after a change of answers as if they had been given at once', () => {
    const changes = fc.array(fc.tuple(fc.constantFrom(...ruleBase.questions), fc.nat()), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(someAnswers, changes, (answers, changed) => {
        const before = recommend(ruleBase, factsOf(answers), options);
        // One change after the other, each seen from the same start: what was worked out for one must not leak into the next.
        for (const [question, index] of changed) {
          const values = [...valuesToTry(question), unknown];
          const facts = factsOf({ ...answers, [question.id]: values[index % values.length] });
          expect(before.after(facts)).toMatchObject(decided(facts));
        }
        const all = Object.fromEntries(changed.map(([question]) => [question.id, valuesToTry(question)[0]]));
        const facts = factsOf({ ...answers, ...all });
        expect(before.after(facts)).toMatchObject(decided(facts));
      }),
      { numRuns: 500, seed: 20261126 },
    );
  });

  test('an answer that it did not look at changes nothing', () => {
    fc.assert(
      fc.property(someAnswers, fc.constantFrom(...ruleBase.questions), fc.nat(), (answers, question, index) => {
        const facts = factsOf(answers);
        const { looksAt, outcome, recommended } = recommend(ruleBase, facts, options);
        fc.pre(!looksAt(question.id));
        const values = [...valuesToTry(question), unknown];
        const value = values[index % values.length] ?? unknown;
        const others: Fact[] = [...facts.filter(({ id }) => id !== question.id), { id: question.id, value, provenance: 'flag' }];
        expect(decided(others)).toEqual({ outcome, recommended });
      }),
      { numRuns: 500, seed: 20261126 },
    );
  });
});
