import { type Entry, entriesOf } from '../entries.js';
import type { RuleBase } from '../types.js';
import type { Condition, Formula, Reference } from './language.js';
import { conditionMentions, formulaMentions } from './mentions.js';
import { questionOf } from './question-of.js';

/**
 * The names that an entry's own conditions and formulas mention: references, and definitions as `definition.<id>`.
 * What belongs to it and is an entry of its own (variants, measures, traps, parts) speaks for itself.
 */
export function mentionsOf(entry: Entry): Set<string> {
  const found = new Set<string>();
  for (const condition of conditionsIn(entry)) conditionMentions(condition, found);
  if (entry.kind === 'measure' || entry.kind === 'quantity') formulaMentions(entry.record.formula, found);
  if (entry.kind === 'order') found.add('priority');
  if (entry.kind === 'question') for (const { from } of entry.record.assume) if (from) found.add(from).add(`quantity.${from}`);
  return found;
}

/** The conditions that an entry itself states. */
export function conditionsIn(entry: Entry): Condition[] {
  switch (entry.kind) {
    case 'exclusion':
    case 'prerequisite':
    case 'warning':
    case 'contradiction':
      return [entry.record.when, entry.record.where].filter((one) => one !== undefined);
    case 'question':
      return [entry.record.applies, ...entry.record.assume.map(({ when }) => when)].filter((one) => one !== undefined);
    case 'starter':
      return [entry.record.when, ...entry.record.assume.map(({ when }) => when)].filter((one) => one !== undefined);
    case 'step':
      return entry.record.when.flatMap(({ from, to }) => [from, to]).filter((one) => one !== undefined);
    case 'cause':
      return [entry.record.certain, entry.record.likely, entry.record['ruled-out']].filter((one) => one !== undefined);
    case 'outcome':
    case 'definition':
    case 'variant':
    case 'trap':
    case 'part':
    case 'version':
      return entry.record.when ? [entry.record.when] : [];
    default:
      return [];
  }
}

/** The entries that look at a name. The traits of a load balancer, a platform or a proxy are read from the answer that names it. */
export function readersOf(ruleBase: RuleBase, name: string): Entry[] {
  const isMeant = (one: string): boolean => one === name || (one.includes('.') && questionOf(one) === name);
  return entriesOf(ruleBase).filter((entry) => [...mentionsOf(entry)].some(isMeant));
}

/** Whether an entry looks for one value of a question: compares with it, or has a case for it. */
export function looksFor(entry: Entry, ref: Reference, value: string): boolean {
  if (entry.kind === 'order') return ref === 'priority' && entry.id === value;
  if (entry.kind === 'measure' || entry.kind === 'quantity') return formulaLooksFor(entry.record.formula, ref, value);
  return conditionsIn(entry).some((one) => conditionLooksFor(one, ref, value));
}

function conditionLooksFor(condition: Condition, ref: Reference, value: string): boolean {
  switch (condition.op) {
    case 'all':
    case 'any':
      return condition.of.some((part) => conditionLooksFor(part, ref, value));
    case 'not':
    case 'certain':
      return conditionLooksFor(condition.of, ref, value);
    case 'in':
      return condition.ref === ref && condition.values.includes(value);
    default:
      return false;
  }
}

function formulaLooksFor(formula: Formula, ref: Reference, value: string): boolean {
  const looks = (part: Formula): boolean => formulaLooksFor(part, ref, value);
  switch (formula.op) {
    case 'number':
    case 'ref':
      return false;
    case 'round-up':
      return looks(formula.of);
    case 'if':
      return conditionLooksFor(formula.when, ref, value) || looks(formula.then) || looks(formula.else);
    case 'choose':
      return formula.ref === ref || Object.values(formula.cases).some(looks);
    default:
      return formula.of.some(looks);
  }
}
