import type { Condition, Formula, Reference, VersionBound } from './language.js';

/** A condition as it is written in YAML; reading it again gives the same condition. */
export function writtenCondition(condition: Condition): unknown {
  switch (condition.op) {
    case 'all':
    case 'any':
      return { [condition.op]: condition.of.map(writtenCondition) };
    case 'not':
    case 'certain':
      return { [condition.op]: writtenCondition(condition.of) };
    case 'known':
      return { known: condition.ref };
    case 'use':
      return condition.name;
    case 'in':
      return { [condition.ref]: condition.values.length === 1 ? condition.values[0] : condition.values };
    case 'compare':
      return { [condition.ref]: { [condition.how]: writtenOperand(condition.ref, condition.with) } };
    case 'version':
      return { [condition.ref]: { version: writtenRange(condition.range) } };
  }
}

const writtenOperand = (ref: Reference, operand: number | Reference): number | string =>
  ref === 'today' && typeof operand === 'number' ? dayOf(operand) : operand;

/** A day that was made a number to compare with: 20261123 is 2026-11-23. */
export const dayOf = (day: number): string => String(day).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');

const signs = { 'at-least': '>=', 'more-than': '>', 'at-most': '<=', 'less-than': '<' };

const writtenRange = (range: VersionBound[][]): string =>
  range.map((bounds) => bounds.map(({ how, parts }) => signs[how] + parts.join('.')).join(' ')).join(' || ');

/** A formula as it is written in YAML; reading it again gives the same formula. */
export function writtenFormula(formula: Formula): unknown {
  switch (formula.op) {
    case 'number': {
      const unit = formula.unit === '' ? {} : { unit: formula.unit };
      if (formula.low !== formula.high) return { low: formula.low, high: formula.high, ...unit };
      return formula.unit === '' ? formula.low : { value: formula.low, ...unit };
    }
    case 'ref':
      return formula.ref;
    case 'round-up':
      return { 'round-up': writtenFormula(formula.of), ...(formula.to.length ? { to: formula.to } : {}) };
    case 'if':
      // biome-ignore lint/suspicious/noThenProperty: the language says if, then, else; nobody awaits a formula.
      return { if: writtenCondition(formula.when), then: writtenFormula(formula.then), else: writtenFormula(formula.else) };
    case 'choose':
      return {
        choose: formula.ref,
        cases: Object.fromEntries(Object.entries(formula.cases).map(([value, one]) => [value, writtenFormula(one)])),
      };
    default:
      return { [formula.op]: formula.of.map(writtenFormula) };
  }
}
