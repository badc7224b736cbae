/** `undecided` means: usable unless a fact that nobody stated turns out otherwise. So it names such facts, and stating them settles it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { valuesToTry } from '../../src/decide/values-to-try.js';
import { randomFrom } from '../oracle/draw.js';
import type { Answers } from '../oracle/site.js';
import { decideOn, ruleBase } from './ask.js';
import { forAll, sites } from './sites.js';

const questions = new Map(ruleBase.questions.map((question) => [question.id, question]));

/** Whether nothing more can be said: not so of a version of which the last parts are missing. */
function isKnown(site: Answers, id: string): boolean {
  const answer = site[id];
  if (answer === undefined || answer === 'unknown') return false;
  return questions.get(id)?.type !== 'version' || String(answer).split('.').length >= 3;
}

/** Answers that people give: whole versions, and everything that a rule tells apart. */
const answersTo = (id: string): Answers[string][] => {
  const question = questions.get(id);
  const values = question ? valuesToTry(question) : [];
  return question?.type === 'version' && id !== 'target-framework'
    ? values.map((value) => `${value}.0.0`.split('.').slice(0, 3).join('.'))
    : values;
};

const verdictOf = (site: Answers, backplane: string) => decideOn(site).verdicts.find((verdict) => verdict.backplane === backplane);

/** What is left open after everything that the verdict names was answered, again and again: nothing, where it settled. */
function leftOpen(site: Answers, backplane: string, random: () => number): { site: Answers; unless: string[] } {
  let answered = site;
  for (;;) {
    const verdict = verdictOf(answered, backplane);
    if (verdict?.status !== 'undecided') return { site: answered, unless: [] };
    const open = verdict.unless.filter((id) => !isKnown(answered, id));
    if (open.length === 0) return { site: answered, unless: verdict.unless };
    for (const id of open) {
      const values = answersTo(id);
      answered = { ...answered, [id]: values[Math.floor(random() * values.length)] ?? 'unknown' };
    }
  }
}

describe('an undecided verdict', () => {
  test('names questions that would settle it, and only such; every other verdict names none', () => {
    forAll(sites, 800, (site) => {
      for (const { backplane, status, unless } of decideOn(site).verdicts) {
        expect([backplane, unless.length > 0]).toEqual([backplane, status === 'undecided']);
        for (const id of unless) expect(questions.get(id)?.influences, id).toBe(true);
        expect(new Set(unless).size).toBe(unless.length);
      }
    });
  });

  test('is settled by answering them, as often as it takes', () => {
    forAll(fc.tuple(sites, fc.nat(), fc.nat()), 500, ([site, which, seed]) => {
      const undecided = decideOn(site).verdicts.filter(({ status }) => status === 'undecided');
      const backplane = undecided[which % undecided.length]?.backplane;
      if (backplane === undefined) return;
      const left = leftOpen(site, backplane, randomFrom(seed));
      // A price or a load that the facts give as a range may lie on both sides of an answer: then another answer settles it.
      const settles = left.unless.some((id) =>
        answersTo(id).some((value) => verdictOf({ ...left.site, [id]: value }, backplane)?.status !== 'undecided'),
      );
      expect(left.unless.length === 0 || settles, `${backplane} waits for ${left.unless} on ${JSON.stringify(left.site)}`).toBe(true);
    });
  });
});
