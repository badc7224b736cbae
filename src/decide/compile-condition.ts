import { atHand, type Comparison, type Condition, type Reference, type Scalar, type VersionBound } from '../knowledge/language/language.js';
import { parseVersion } from '../knowledge/language/version.js';
import type { TraitValue } from '../knowledge/types.js';
import { inRange } from './compare-version.js';
import { type FormulaNames, fixedRange, type Range, type Value } from './compile-formula.js';
import type { Bounds } from './interval.js';
import { certain, every, fixedTest, negate, some, type Test, type Truth } from './truth.js';

/** What the names in a condition stand for. */
export interface ConditionNames<S> extends FormulaNames<S> {
  definition(name: string): Test<S>;
  isKnown(ref: Reference): Test<S>;
  /** What a test on a value says where there is no value: that it is not known, or, of a trait that a backplane does not state, that it is not so. */
  absent(ref: Reference): Truth;
  /** A test on a reference that stands for several records, of which one is enough; undefined for all others. */
  amongSeveral(ref: Reference, values: readonly (Scalar | undefined)[]): Test<S> | undefined;
  /** Id of the backplane at hand. */
  readonly atHand: string | undefined;
}

/** Prepares a condition. What hangs on nothing but the backplane at hand is settled now. */
export function compileCondition<S extends Bounds>(condition: Condition, names: ConditionNames<S>): Test<S> {
  switch (condition.op) {
    case 'all':
      return every(condition.of.map((part) => compileCondition(part, names)));
    case 'any':
      return some(condition.of.map((part) => compileCondition(part, names)));
    case 'not':
      return negate(compileCondition(condition.of, names));
    case 'certain':
      return certain(compileCondition(condition.of, names));
    case 'known':
      return names.isKnown(condition.ref);
    case 'use':
      return names.definition(condition.name);
    case 'in': {
      const meant = condition.values.map((one) => (one === atHand ? names.atHand : one));
      return names.amongSeveral(condition.ref, meant) ?? tested(names.value(condition.ref), isAmong(meant, names.absent(condition.ref)));
    }
    case 'version':
      return tested(names.value(condition.ref), isInRange(condition.range));
    case 'compare': {
      const right = typeof condition.with === 'number' ? fixedRange<S>(condition.with, condition.with) : names.number(condition.with);
      return compared(names.number(condition.ref), comparisons[condition.how], right);
    }
  }
}

function tested<S>({ get, fixed }: Value<S>, test: (value: TraitValue | undefined) => Truth): Test<S> {
  return fixed ? fixedTest(test(get(undefined as never))) : (situation) => test(get(situation));
}

function isAmong(meant: readonly (Scalar | undefined)[], absent: Truth): (value: TraitValue | undefined) => Truth {
  const [only] = meant;
  if (meant.length === 1 && only !== undefined)
    return (value) => (value === undefined ? absent : typeof value === 'object' ? value.includes(only) : value === only);
  return (value) =>
    value === undefined ? absent : typeof value === 'object' ? value.some((one) => meant.includes(one)) : meant.includes(value);
}

function isInRange(range: readonly VersionBound[][]): (value: TraitValue | undefined) => Truth {
  // The same few versions are asked about again and again.
  const said = new Map<string, Truth>();
  return (value) => {
    if (typeof value !== 'string') return undefined;
    if (said.has(value)) return said.get(value);
    const version = parseVersion(value);
    const truth = version && inRange(version, range);
    if (said.size < 100) said.set(value, truth);
    return truth;
  };
}

type Compare = (low: number, high: number, rightLow: number, rightHigh: number) => Truth;

const comparisons: Record<Comparison, Compare> = {
  'more-than': (low, high, rightLow, rightHigh) => (low > rightHigh ? true : high <= rightLow ? false : undefined),
  'at-least': (low, high, rightLow, rightHigh) => (low >= rightHigh ? true : high < rightLow ? false : undefined),
  'less-than': (low, high, rightLow, rightHigh) => (high < rightLow ? true : low >= rightHigh ? false : undefined),
  'at-most': (low, high, rightLow, rightHigh) => (high <= rightLow ? true : low > rightHigh ? false : undefined),
};

function compared<S extends Bounds>(left: Range<S>, compare: Compare, right: Range<S>): Test<S> {
  const { fixed } = right;
  if (left.fixed && fixed) return fixedTest(compare(left.fixed.low, left.fixed.high, fixed.low, fixed.high));
  if (fixed)
    return (situation) => {
      left.set(situation);
      return compare(situation.low, situation.high, fixed.low, fixed.high);
    };
  return (situation) => {
    left.set(situation);
    const { low, high } = situation;
    right.set(situation);
    return compare(low, high, situation.low, situation.high);
  };
}
