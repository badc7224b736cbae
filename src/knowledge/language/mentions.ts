import { atHand, type Condition, type Formula } from './language.js';

/**
 * What a condition itself mentions: references, and definitions as `definition.<id>`. Unlike collectReferences it does not look
 * into the definitions.
 */
export function conditionMentions(condition: Condition, found = new Set<string>()): Set<string> {
  switch (condition.op) {
    case 'all':
    case 'any':
      for (const part of condition.of) conditionMentions(part, found);
      return found;
    case 'not':
    case 'certain':
      return conditionMentions(condition.of, found);
    case 'use':
      return found.add(`definition.${condition.name}`);
    case 'compare':
      if (typeof condition.with === 'string') found.add(condition.with);
      return found.add(condition.ref);
    case 'in':
      if (condition.values.includes(atHand)) found.add(atHand);
      return found.add(condition.ref);
    default:
      return found.add(condition.ref);
  }
}

/** What a formula itself mentions, its conditions included. */
export function formulaMentions(formula: Formula, found = new Set<string>()): Set<string> {
  switch (formula.op) {
    case 'number':
      return found;
    case 'ref':
      return found.add(formula.ref);
    case 'round-up':
      return formulaMentions(formula.of, found);
    case 'if':
      conditionMentions(formula.when, found);
      formulaMentions(formula.then, found);
      return formulaMentions(formula.else, found);
    case 'choose':
      for (const part of Object.values(formula.cases)) formulaMentions(part, found);
      return found.add(formula.ref);
    default:
      for (const part of formula.of) formulaMentions(part, found);
      return found;
  }
}
