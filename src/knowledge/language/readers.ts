import { type Entry, entriesOf } from '../entries.js';
import type { RuleBase } from '../types.js';
import { mentions } from './mentions.js';
import { questionOf } from './question-of.js';
import { type Expression, isExpression, walk } from './walk.js';

/** What belongs to an entry and is an entry of its own: it speaks for itself. */
const entriesOfTheirOwn = new Set(['variants', 'measures', 'traps', 'parts']);

/** The conditions and formulas that an entry itself states. */
export const expressionsIn = ({ record }: Entry): Expression[] => [...expressionsBelow(record)];

function* expressionsBelow(value: unknown): Generator<Expression> {
  if (isExpression(value)) yield value;
  else if (typeof value === 'object' && value !== null)
    for (const [key, below] of Object.entries(value)) if (!entriesOfTheirOwn.has(key)) yield* expressionsBelow(below);
}

/** The names that an entry's own conditions and formulas mention: references, and definitions as `definition.<id>`. */
export function mentionsOf(entry: Entry): Set<string> {
  const found = mentions(expressionsIn(entry));
  if (entry.kind === 'order') found.add('priority');
  if (entry.kind === 'question') for (const { from } of entry.record.assume) if (from) found.add(from).add(`quantity.${from}`);
  return found;
}

/** The entries that look at a name. The traits of a load balancer, a platform or a proxy are read from the answer that names it. */
export function readersOf(ruleBase: RuleBase, name: string): Entry[] {
  const isMeant = (one: string): boolean => one === name || (one.includes('.') && questionOf(one) === name);
  return entriesOf(ruleBase).filter((entry) => [...mentionsOf(entry)].some(isMeant));
}

/** Whether an entry looks for one value of a question: compares with it, or has a case for it. */
export function looksFor(entry: Entry, ref: string, value: string): boolean {
  if (entry.kind === 'order') return ref === 'priority' && entry.id === value;
  return expressionsIn(entry).some((expression) =>
    [...walk(expression)].some(
      (part) => (part.op === 'in' && part.ref === ref && part.values.includes(value)) || (part.op === 'choose' && part.ref === ref),
    ),
  );
}
