import type { Condition, Formula, Reference } from '../knowledge/language/language.js';
import { questionOf } from '../knowledge/language/question-of.js';
import type { Scope } from './scope.js';

/** The questions whose answers would settle a condition that is unknown now: those that its undecided parts look at and nobody answered, or not in full. */
export function unsettled(condition: Condition, scope: Scope, found = new Set<string>()): Set<string> {
  if (scope.truth(condition) !== undefined) return found;
  switch (condition.op) {
    case 'all':
    case 'any':
      for (const part of condition.of) unsettled(part, scope, found);
      break;
    case 'not':
      unsettled(condition.of, scope, found);
      break;
    case 'use': {
      const definition = scope.ruleBase.definitions[condition.name];
      if (definition) unsettled(definition.when, scope, found);
      break;
    }
    case 'version':
      // A partial version (17) was answered, and yet the rest of it would settle this.
      if (scope.question(condition.ref)) found.add(condition.ref);
      else unknownOf(condition.ref, scope, found);
      break;
    case 'in':
      unknownOf(condition.ref, scope, found);
      break;
    case 'compare':
      unknownOf(condition.ref, scope, found);
      if (typeof condition.with === 'string') unknownOf(condition.with, scope, found);
      break;
  }
  return found;
}

/** The unanswered questions that a reference leads to. */
export function unknownOf(ref: Reference, scope: Scope, found: Set<string>): void {
  const [of, name] = ref.includes('.') ? [ref.slice(0, ref.indexOf('.')), ref.slice(ref.indexOf('.') + 1)] : ['', ref];
  if (of === '') {
    const question = scope.question(name);
    const answer = scope.answer(name);
    // A range was answered, and yet a narrower one would settle this.
    const isRange = typeof answer === 'string' && (question?.type === 'integer' || question?.type === 'number');
    if (question && (answer === undefined || isRange)) found.add(name);
  } else if (of === 'load-balancer' || of === 'platform' || of === 'proxy') {
    const question = questionOf(ref);
    if (scope.answer(question) === undefined) found.add(question);
  } else if (of === 'quantity') {
    const quantity = scope.ruleBase.quantities[name];
    if (quantity) unknownOfFormula(quantity.formula, scope, found);
  } else if (of === 'measure') {
    const measure = scope.subject?.variant?.measures[name] ?? scope.subject?.backplane.measures[name];
    if (measure) unknownOfFormula(measure.formula, scope, found);
  }
}

function unknownOfFormula(formula: Formula, scope: Scope, found: Set<string>): void {
  const { low, high } = scope.evaluate(formula);
  if (low === high) return;
  switch (formula.op) {
    case 'number':
      break;
    case 'ref':
      unknownOf(formula.ref, scope, found);
      break;
    case 'round-up':
      unknownOfFormula(formula.of, scope, found);
      break;
    case 'if': {
      const truth = scope.truth(formula.when);
      if (truth === undefined) unsettled(formula.when, scope, found);
      if (truth !== false) unknownOfFormula(formula.then, scope, found);
      if (truth !== true) unknownOfFormula(formula.else, scope, found);
      break;
    }
    case 'choose': {
      const value = scope.value(formula.ref);
      if (value === undefined) unknownOf(formula.ref, scope, found);
      for (const [key, part] of Object.entries(formula.cases))
        if (value === undefined || value === key) unknownOfFormula(part, scope, found);
      break;
    }
    default:
      for (const part of formula.of) unknownOfFormula(part, scope, found);
  }
}
