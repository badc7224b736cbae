import { type Entry, fullId } from '../../knowledge/entries.js';
import { type Kind, kinds } from '../../knowledge/kinds.js';
import type { Section } from './explanation.js';

/** Entries that look at something, one line for each kind. */
export function readersSection(title: string, readers: readonly Entry[]): Section {
  const byKind = new Map<Kind, string[]>();
  for (const entry of readers) byKind.set(entry.kind, [...(byKind.get(entry.kind) ?? []), fullId(entry)]);
  return {
    title,
    items: kinds.flatMap((kind) => (byKind.has(kind) ? [{ text: `${kind}: ${[...new Set(byKind.get(kind))].join(', ')}` }] : [])),
  };
}
