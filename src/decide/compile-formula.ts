import type { Condition, Formula, Reference } from '../knowledge/language/language.js';
import type { TraitValue } from '../knowledge/types.js';
import { add, type Bounds, divide, hull, type Interval, type Join, larger, multiply, roundUp, set, smaller, subtract } from './interval.js';
import { fixedTruth, type Test } from './truth.js';

/** A number, prepared: leaves the interval in which it lies in the situation's own bounds. */
export interface Range<S> {
  set(situation: S): void;
  /** Where it is the same in every situation. */
  fixed?: Interval;
}

/** A value, prepared; undefined where it is unknown. */
export interface Value<S> {
  get(situation: S): TraitValue | undefined;
  /** Whether it is the same in every situation. */
  fixed: boolean;
}

/** What the names in a formula stand for. */
export interface FormulaNames<S> {
  /** The interval in which a number lies: a point where it is known, its whole domain where it is not. */
  number(ref: Reference): Range<S>;
  /** The value of a choice. */
  value(ref: Reference): Value<S>;
  test(condition: Condition): Test<S>;
}

export const fixedRange = <S extends Bounds>(low: number, high: number): Range<S> => ({
  set: (out) => set(out, low, high),
  fixed: { low, high },
});

/**
 * Prepares a formula: what it gives is the interval in which its value lies. Where a condition or a choice is unknown, every branch is possible.
 * A fact that occurs twice counts as two independent ones, so the interval may be wider than need be, never narrower.
 */
export function compileFormula<S extends Bounds>(formula: Formula, names: FormulaNames<S>): Range<S> {
  const of = (part: Formula): Range<S> => compileFormula(part, names);
  switch (formula.op) {
    case 'number':
      return fixedRange(formula.low, formula.high);
    case 'ref':
      return names.number(formula.ref);
    case 'round-up': {
      const inner = of(formula.of);
      const { to } = formula;
      return folded([inner], (situation) => {
        inner.set(situation);
        roundUp(situation, to);
      });
    }
    case 'if':
      return either(names.test(formula.when), of(formula.then), of(formula.else));
    case 'choose': {
      const cases = new Map(Object.entries(formula.cases).map(([key, part]) => [key, of(part)]));
      return chosen(names.value(formula.ref), cases);
    }
    default:
      return combined(formula.of.map(of), operations[formula.op]);
  }
}

const operations = { add, subtract, multiply, divide, max: larger, min: smaller };

function either<S extends Bounds>(when: Test<S>, then: Range<S>, otherwise: Range<S>): Range<S> {
  const both = combined([then, otherwise], hull);
  const fixed = fixedTruth(when);
  if (fixed !== null) return fixed === undefined ? both : fixed ? then : otherwise;
  return {
    set: (situation) => {
      const truth = when(situation);
      (truth === undefined ? both : truth ? then : otherwise).set(situation);
    },
  };
}

function chosen<S extends Bounds>(value: Value<S>, cases: ReadonlyMap<string, Range<S>>): Range<S> {
  const any = combined([...cases.values()], hull);
  const meant = (one: TraitValue | undefined): Range<S> => (typeof one === 'string' ? (cases.get(one) ?? any) : any);
  // What is fixed asks no situation.
  if (value.fixed) return meant(value.get(undefined as never));
  return { set: (situation) => meant(value.get(situation)).set(situation) };
}

function combined<S extends Bounds>(parts: readonly Range<S>[], join: Join): Range<S> {
  const [first, ...others] = parts;
  if (!first) throw new Error('A formula without parts; the parser refuses it.');
  return folded(parts, (situation) => {
    first.set(situation);
    for (let index = 0; index < others.length; index++) {
      const { low, high } = situation;
      (others[index] as Range<S>).set(situation);
      const right = situation.low;
      const rightHigh = situation.high;
      set(situation, low, high);
      join(situation, right, rightHigh);
    }
  });
}

/** What rests on fixed numbers alone is worked out now. */
function folded<S extends Bounds>(parts: readonly Range<S>[], run: (situation: S) => void): Range<S> {
  if (!parts.every(({ fixed }) => fixed)) return { set: run };
  const out: Bounds = { low: 0, high: 0 };
  run(out as S);
  return fixedRange(out.low, out.high);
}
