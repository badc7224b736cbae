import type { Condition, Formula, Reference } from '../knowledge/language.js';
import { add, divide, hull, type Interval, larger, multiply, roundUp, smaller, subtract } from './interval.js';
import type { Truth } from './truth.js';

/** What a formula is evaluated against. */
export interface FormulaScope {
  /** The interval in which a number lies: a point where it is known, its whole domain where it is not. */
  number(ref: Reference): Interval;
  /** The value of a choice; undefined where it is unknown. */
  text(ref: Reference): string | undefined;
  truth(condition: Condition): Truth;
}

/**
 * The interval in which a formula's value lies. Where a condition or a choice is unknown, every branch is possible.
 * A fact that occurs twice counts as two independent ones, so the interval may be wider than need be, never narrower.
 */
export function evaluateFormula(formula: Formula, scope: FormulaScope): Interval {
  switch (formula.op) {
    case 'number':
      return formula;
    case 'ref':
      return scope.number(formula.ref);
    case 'round-up':
      return roundUp(evaluateFormula(formula.of, scope), formula.to);
    case 'if': {
      const truth = scope.truth(formula.when);
      if (truth !== undefined) return evaluateFormula(truth ? formula.then : formula.else, scope);
      return hull(evaluateFormula(formula.then, scope), evaluateFormula(formula.else, scope));
    }
    case 'choose': {
      const value = scope.text(formula.ref);
      const chosen = value === undefined ? undefined : formula.cases[value];
      return chosen ? evaluateFormula(chosen, scope) : combine(Object.values(formula.cases), hull, scope);
    }
    default:
      return combine(formula.of, operations[formula.op], scope);
  }
}

const operations = { add, subtract, multiply, divide, max: larger, min: smaller };

function combine(parts: readonly Formula[], join: (a: Interval, b: Interval) => Interval, scope: FormulaScope): Interval {
  let whole: Interval | undefined;
  for (const part of parts) {
    const value = evaluateFormula(part, scope);
    whole = whole ? join(whole, value) : value;
  }
  if (!whole) throw new Error('A formula without parts; the parser refuses it.');
  return whole;
}
