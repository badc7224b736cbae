/** The product, asked through its public functions: answers in, decision out. What it is given is frozen, so that a test fails where it writes. */
import { Scope } from '../../src/decide/scope.js';
import {
  assume,
  type Change,
  type CriterionValue,
  type Decision,
  decide,
  type Fact,
  findChanges,
  loadBuiltIn,
  openQuestions,
  type Question,
  type RuleBase,
} from '../../src/index.js';
import type { Answers } from '../oracle/site.js';

export const options = Object.freeze({ asOf: '2026-11-23' });
export const ruleBase = frozen(loadBuiltIn());

export const statedFacts = (site: Answers): Fact[] =>
  frozen(Object.entries(site).map(([id, value]): Fact => ({ id, value: Array.isArray(value) ? [...value] : value, provenance: 'flag' })));

export const factsOn = (site: Answers, rules = ruleBase): Fact[] => frozen(assume(rules, statedFacts(site)));

export const decideWith = (rules: RuleBase, site: Answers): Decision => decide(rules, factsOn(site, rules), options);

export const decideOn = (site: Answers): Decision => decideWith(ruleBase, site);

export const changesOn = (site: Answers): Change[] => findChanges(ruleBase, statedFacts(site), frozen(decideOn(site)), options);

export const openOn = (site: Answers): Question[] => [...openQuestions(ruleBase, statedFacts(site), options)];

/** What conditions and formulas see of a site. */
export const scopeOf = (site: Answers): Scope => new Scope(ruleBase, new Map(factsOn(site).map(({ id, value }) => [id, value])));

/** The backplanes that nothing excludes for certain; undefined where none is judged, because none is needed or the platform provides it. */
export function usableIn({ verdicts }: Decision): string[] | undefined {
  if (verdicts.length === 0) return undefined;
  return verdicts.filter(({ status }) => status !== 'excluded').map(({ backplane }) => backplane);
}

/** Between which numbers a criterion lies; without bounds where nothing is known of it. */
export function boundsOf(criteria: readonly CriterionValue[], id: string): readonly [number, number] {
  const { value = null, range } = criteria.find((criterion) => criterion.id === id) ?? {};
  if (value !== null) return [value, value];
  return [range?.[0] ?? Number.NEGATIVE_INFINITY, range?.[1] ?? Number.POSITIVE_INFINITY];
}

/** Freezes a value and everything in it. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}
