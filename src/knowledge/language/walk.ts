import { atHand, type Condition, type Formula, type Reference } from './language.js';

/** What a rule base states in either of its two languages. */
export type Expression = Condition | Formula;

/** Whether a value is an expression: everything that has an operator is. */
export const isExpression = (value: unknown): value is Expression =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Expression>).op === 'string';

/** The expressions that one is made of. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.op) {
    case 'known':
    case 'use':
    case 'in':
    case 'compare':
    case 'version':
    case 'number':
    case 'ref':
      return [];
    case 'not':
    case 'certain':
    case 'round-up':
      return [expression.of];
    case 'if':
      return [expression.when, expression.then, expression.else];
    case 'choose':
      return Object.values(expression.cases);
    default:
      return expression.of;
  }
}

/** The names that an expression states itself, without its parts: references, and definitions as `definition.<id>`. */
export function namesIn(expression: Expression): readonly Reference[] {
  switch (expression.op) {
    case 'use':
      return [`definition.${expression.name}`];
    case 'compare':
      return typeof expression.with === 'string' ? [expression.with, expression.ref] : [expression.ref];
    case 'in':
      return expression.values.includes(atHand) ? [atHand, expression.ref] : [expression.ref];
    case 'known':
    case 'version':
    case 'ref':
    case 'choose':
      return [expression.ref];
    default:
      return [];
  }
}

/** An expression and everything in it, from the outside in. */
export function* walk(expression: Expression): Generator<Expression> {
  yield expression;
  for (const part of partsOf(expression)) yield* walk(part);
}
