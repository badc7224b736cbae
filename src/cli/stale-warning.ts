import { type Entry, entriesOf, originOf } from '../knowledge/entries.js';
import { isStale } from '../knowledge/staleness.js';
import { type RuleBase, UserError } from '../knowledge/types.js';
import { inShell } from '../questions/resolve.js';
import type { Terminal } from './terminal.js';

export interface StalenessOptions {
  strict?: boolean;
  rules?: string;
  asOf?: string;
}

/**
 * Says once how much of the rule base was checked too long ago, seen from a day, and how to list it. Silent where nothing was.
 * @throws UserError (exit 3) with --strict.
 */
export function warnOfStale(terminal: Terminal, ruleBase: RuleBase, asOf: string, options: StalenessOptions): void {
  // What has no date, such as a question, cannot be stale.
  const entries = entriesOf(ruleBase).filter((entry) => originOf(entry).checked !== undefined);
  const stale = entries.filter((entry) => isStale(ruleBase, entry, asOf));
  if (stale.length === 0) return;
  const message = `${staleInWords(stale, entries.length)} List them:  ${listCommand(options)}`;
  if (options.strict)
    throw new UserError(`${message}\nWith --strict nothing is decided on them. Check them again, or leave out --strict.`, 3);
  terminal.err(`Warning: ${message}\n`);
}

/** How many entries are stale, and since when: `2 of 640 rules and figures ... (the oldest on 2024-01-05).` */
export function staleInWords(stale: readonly Entry[], all: number): string {
  const [oldest = ''] = stale.map((entry) => originOf(entry).checked ?? '').sort();
  const were = stale.length === 1 ? 'was' : 'were';
  return `${stale.length} of ${all} rules and figures ${were} last checked too long ago to be relied on (the oldest on ${oldest}).`;
}

function listCommand({ rules, asOf }: StalenessOptions): string {
  return [
    'backplane rules list --stale',
    ...(rules === undefined ? [] : [`--rules ${inShell(rules)}`]),
    ...(asOf === undefined ? [] : [`--as-of ${asOf}`]),
  ].join(' ');
}
