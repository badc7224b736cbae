/** The product, asked through its public functions: answers in, decision out. What it is given is frozen, so that a test fails where it writes. */
import type { Judgement } from '../../src/decide/judge.js';
import { judgeAll } from '../../src/decide/judge-all.js';
import { Scope } from '../../src/decide/scope.js';
import {
  assume,
  type Change,
  type Decision,
  decide,
  type Fact,
  findChanges,
  loadBuiltIn,
  openQuestions,
  type Question,
} from '../../src/index.js';
import type { Answers } from '../oracle/site.js';

export const options = Object.freeze({ asOf: '2026-11-23' });
export const ruleBase = frozen(loadBuiltIn());

export const statedFacts = (site: Answers): Fact[] =>
  frozen(Object.entries(site).map(([id, value]): Fact => ({ id, value: Array.isArray(value) ? [...value] : value, provenance: 'flag' })));

export const factsOn = (site: Answers, rules = ruleBase): Fact[] => frozen(assume(rules, statedFacts(site), options));

export const decideOn = (site: Answers): Decision => decide(ruleBase, factsOn(site), options);

export const changesOn = (site: Answers): Change[] => findChanges(ruleBase, statedFacts(site), frozen(decideOn(site)), options);

export const openOn = (site: Answers): Question[] => [...openQuestions(ruleBase, statedFacts(site), options)];

/** What conditions and formulas see of a site. */
export const scopeOf = (site: Answers): Scope =>
  new Scope(ruleBase, new Map(factsOn(site).map(({ id, value }) => [id, value])), options.asOf);

/**
 * Every backplane against the answers, from best to worst, whether or not one is needed. `decide` gives the same verdicts (verdicts.test.ts) with
 * all their sentences, which takes four times as long.
 */
export const judgedOn = (site: Answers, rules = ruleBase): Judgement[] => judgeAll(rules, factsOn(site, rules), options);

/** The backplanes that nothing excludes for certain. */
export const usableOn = (site: Answers, rules = ruleBase): string[] =>
  judgedOn(site, rules).flatMap(({ status, backplane }) => (status === 'excluded' ? [] : [backplane.id]));

/** Freezes a value and everything in it. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}
