/** The product, asked through its public functions: answers in, decision out. What it is given is frozen, so that a test fails where it writes. */
import { assume, type Change, decide, type Decision, type Fact, findChanges, loadBuiltIn, openQuestions, type Question } from '../../src/index.js';
import type { Answers } from '../oracle/site.js';

export const options = Object.freeze({ asOf: '2026-11-23' });
export const ruleBase = frozen(loadBuiltIn());

export const statedFacts = (answers: Answers): Fact[] =>
  frozen(Object.entries(answers).map(([id, value]): Fact => ({ id, value: Array.isArray(value) ? [...value] : value, provenance: 'flag' })));

export const decideOn = (answers: Answers): Decision => decide(ruleBase, frozen(assume(ruleBase, statedFacts(answers))), options);

export const changesFor = (answers: Answers): Change[] => findChanges(ruleBase, statedFacts(answers), frozen(decideOn(answers)), options);

export const openOn = (answers: Answers): Question[] => [...openQuestions(ruleBase, statedFacts(answers), options)];

/** The backplanes that nothing excludes for certain; undefined where none is judged, because none is needed or the platform provides it. */
export function usableIn({ verdicts }: Decision): string[] | undefined {
  if (verdicts.length === 0) return undefined;
  return verdicts
    .filter(({ status }) => status !== 'excluded')
    .map(({ backplane }) => backplane)
    .sort();
}

/** Outcome and recommendation, which everything else follows from. */
export const placeOf = ({ outcome, recommended }: Pick<Decision, 'outcome' | 'recommended'>): string => `${outcome} ${recommended}`;

/** Freezes a value and everything in it. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}
