import { type Entry, fullId, originOf } from '../knowledge/entries.js';
import { isStale, staleAfter } from '../knowledge/staleness.js';
import type { RuleBase } from '../knowledge/types.js';
import { paint, type Style } from './style.js';

/** What is listed, and the day from which staleness is seen. */
export interface Listing {
  ruleBase: RuleBase;
  entries: readonly Entry[];
  asOf: string;
}

/** One line an entry: kind, id, the day of its check, its sources. Ends with a newline, unless nothing is listed. */
export function renderRulesList({ ruleBase, entries, asOf }: Listing, style: Style): string {
  const kindWidth = Math.max(0, ...entries.map(({ kind }) => kind.length));
  const idWidth = Math.max(0, ...entries.map((entry) => fullId(entry).length));
  return entries
    .map((entry) => {
      const { checked, source } = originOf(entry);
      const stale = isStale(ruleBase, entry, asOf);
      const day = (checked ?? '').padEnd(10);
      const columns = [
        paint(style, 'dim', entry.kind.padEnd(kindWidth)),
        fullId(entry).padEnd(idWidth),
        stale ? paint(style, 'yellow', `${day} stale`) : `${day}      `,
      ];
      return `${[...columns, entry.kind === 'source' ? '' : source.join(', ')].join('  ').trimEnd()}\n`;
    })
    .join('');
}

/** The same as JSON. Ends with a newline. */
export function renderRulesListJson({ ruleBase, entries, asOf }: Listing): string {
  const listed = entries.map((entry) => {
    const { checked, source } = originOf(entry);
    return {
      kind: entry.kind,
      id: entry.id,
      ...(entry.of === undefined ? {} : { of: entry.of }),
      checked: checked ?? null,
      stale: isStale(ruleBase, entry, asOf),
      staleAfterDays: checked === undefined ? null : staleAfter(ruleBase, entry.kind),
      source,
    };
  });
  return `${JSON.stringify({ schema: 1, asOf, entries: listed }, null, 2)}\n`;
}
