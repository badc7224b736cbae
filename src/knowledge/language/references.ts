import type { Definition, RuleBase } from '../types.js';
import { atHand, type Condition, type Formula, type Reference } from './language.js';

/** Every reference that a condition looks at, definitions included. */
export function collectReferences(
  condition: Condition,
  definitions: Record<string, Definition>,
  found = new Set<Reference>(),
): Set<Reference> {
  switch (condition.op) {
    case 'all':
    case 'any':
      for (const part of condition.of) collectReferences(part, definitions, found);
      break;
    case 'not':
    case 'certain':
      collectReferences(condition.of, definitions, found);
      break;
    case 'use': {
      const definition = definitions[condition.name];
      if (definition) collectReferences(definition.when, definitions, found);
      break;
    }
    case 'compare':
      found.add(condition.ref);
      if (typeof condition.with === 'string') found.add(condition.with);
      break;
    case 'in':
      found.add(condition.ref);
      if (condition.values.includes(atHand)) found.add(atHand);
      break;
    default:
      found.add(condition.ref);
  }
  return found;
}

/** Every reference of a formula, its conditions included. */
export function collectFormulaReferences(
  formula: Formula,
  definitions: Record<string, Definition>,
  found = new Set<Reference>(),
): Set<Reference> {
  switch (formula.op) {
    case 'number':
      break;
    case 'ref':
      found.add(formula.ref);
      break;
    case 'round-up':
      collectFormulaReferences(formula.of, definitions, found);
      break;
    case 'if':
      collectReferences(formula.when, definitions, found);
      collectFormulaReferences(formula.then, definitions, found);
      collectFormulaReferences(formula.else, definitions, found);
      break;
    case 'choose':
      found.add(formula.ref);
      for (const part of Object.values(formula.cases)) collectFormulaReferences(part, definitions, found);
      break;
    default:
      for (const part of formula.of) collectFormulaReferences(part, definitions, found);
  }
  return found;
}

/** Boundaries that conditions draw on a question: numbers it is compared with, and the lower ends of version ranges. */
export function collectBoundaries(condition: Condition, question: string, found = new Set<number | string>()): Set<number | string> {
  switch (condition.op) {
    case 'all':
    case 'any':
      for (const part of condition.of) collectBoundaries(part, question, found);
      break;
    case 'not':
    case 'certain':
      collectBoundaries(condition.of, question, found);
      break;
    case 'compare':
      if (condition.ref === question && typeof condition.with === 'number') found.add(condition.with);
      break;
    case 'version':
      if (condition.ref === question) for (const { parts } of condition.range.flat()) found.add(parts.join('.'));
      break;
  }
  return found;
}

/** Every condition of the rule base. */
export function conditionsOf(ruleBase: RuleBase): Condition[] {
  const parts = [...ruleBase.parts, ...ruleBase.backplanes.flatMap((backplane) => backplane.parts)];
  const places = [ruleBase.loadBalancers, ruleBase.platforms, ruleBase.proxies].flatMap((kind) => Object.values(kind));
  return [
    ...Object.values(ruleBase.definitions).map(({ when }) => when),
    ...ruleBase.rules.flatMap(({ when, where }) => [when, where]),
    ...ruleBase.outcomes.map(({ when }) => when),
    ...ruleBase.backplanes.flatMap(({ variants }) => variants.map(({ when }) => when)),
    ...places.flatMap((place) => [...place.traps, ...place.parts].map(({ when }) => when)),
    ...parts.map(({ when }) => when),
    ...ruleBase.steps.flatMap(({ when }) => when.flatMap(({ from, to }) => [from, to])),
    ...ruleBase.questions.flatMap(({ applies, assume }) => [applies, ...assume.map(({ when }) => when)]),
  ].filter((condition) => condition !== undefined);
}

/** Every formula of the rule base. */
export function formulasOf(ruleBase: RuleBase): Formula[] {
  const measures = ruleBase.backplanes.flatMap((backplane) => [
    backplane.measures,
    ...backplane.variants.map((variant) => variant.measures),
  ]);
  return [...Object.values(ruleBase.quantities), ...measures.flatMap((one) => Object.values(one))].map(({ formula }) => formula);
}
