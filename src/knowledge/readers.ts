import { type Entry, entriesOf } from './entries.js';
import type { Condition } from './language.js';
import { conditionMentions, formulaMentions } from './mentions.js';
import type { RuleBase } from './types.js';

/**
 * The names that an entry's own conditions and formulas mention: references, and definitions as `definition.<id>`.
 * What belongs to it and is an entry of its own (variants, measures, traps, parts) speaks for itself.
 */
export function mentionsOf(entry: Entry): Set<string> {
  const found = new Set<string>();
  for (const condition of conditionsIn(entry)) conditionMentions(condition, found);
  if (entry.kind === 'measure' || entry.kind === 'quantity') formulaMentions(entry.record.formula, found);
  if (entry.kind === 'question')
    for (const { from } of entry.record.assume) if (from) found.add(from).add(`quantity.${from}`);
  return found;
}

/** The conditions that an entry itself states. */
export function conditionsIn(entry: Entry): Condition[] {
  switch (entry.kind) {
    case 'exclusion':
    case 'prerequisite':
    case 'warning':
      return [entry.record.when, entry.record.where].filter((one) => one !== undefined);
    case 'question':
      return [entry.record.applies, ...entry.record.assume.map(({ when }) => when)].filter((one) => one !== undefined);
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

/** The entries that look at a name. The load balancer's and the platform's traits are read from the answer that names it. */
export function readersOf(ruleBase: RuleBase, name: string): Entry[] {
  const traits = name === 'load-balancer' || name === 'platform' ? `${name}.` : undefined;
  const isMeant = (one: string): boolean => one === name || (traits !== undefined && one.startsWith(traits));
  return entriesOf(ruleBase).filter((entry) => [...mentionsOf(entry)].some(isMeant));
}

/** Whether a condition compares a question or a trait with a value. */
export function comparesWith(condition: Condition, ref: string, value: string): boolean {
  switch (condition.op) {
    case 'all':
    case 'any':
      return condition.of.some((part) => comparesWith(part, ref, value));
    case 'not':
    case 'certain':
      return comparesWith(condition.of, ref, value);
    case 'in':
      return condition.ref === ref && condition.values.includes(value);
    default:
      return false;
  }
}
