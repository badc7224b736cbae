import { type Entry, fullId, originOf } from '../knowledge/entries.js';
import type { Kind } from '../knowledge/kinds.js';
import { isStale } from '../knowledge/staleness.js';
import type { RuleBase, Source } from '../knowledge/types.js';
import { writtenForm } from '../knowledge/written-form.js';
import { sourcesOf } from './explain/explanation.js';

/** An entry as it stands in the rule base. */
export interface ShownEntry {
  kind: Kind;
  id: string;
  of?: string;
  checked: string | null;
  stale: boolean;
  /** As it is written in a file of rules/. */
  rule: Record<string, unknown>;
  sources: Source[];
}

export function shownEntry(ruleBase: RuleBase, entry: Entry, asOf: string): ShownEntry {
  const { checked, source } = originOf(entry);
  return {
    kind: entry.kind,
    id: entry.id,
    ...(entry.of === undefined ? {} : { of: entry.of }),
    checked: checked ?? null,
    stale: isStale(ruleBase, entry, asOf),
    rule: writtenForm(entry),
    sources: sourcesOf(ruleBase, source),
  };
}

const keys: Partial<Record<Kind, string>> = {
  question: 'questions',
  exclusion: 'rules',
  prerequisite: 'rules',
  warning: 'rules',
  contradiction: 'rules',
  outcome: 'outcomes',
  definition: 'definitions',
  criterion: 'criteria',
  order: 'orders',
  quantity: 'quantities',
  price: 'prices',
  part: 'parts',
  version: 'parts',
  step: 'steps',
  package: 'packages',
  evidence: 'evidence',
  symptom: 'symptoms',
  cause: 'causes',
  trait: 'traits',
  source: 'sources',
  variant: 'variants',
  trap: 'traps',
};

/** An entry under the key that it has in a file: `{rules: [...]}`, `{backplane: ...}`, `{measures: {monthly-cost: ...}}`. */
export function asInFile({ kind, id, rule }: ShownEntry): Record<string, unknown> {
  if (kind === 'measure') return { measures: { [id]: rule } };
  const key = keys[kind];
  return key === undefined ? { [kind]: rule } : { [key]: [rule] };
}

/** The line above an entry, as a comment of YAML. */
export const headOf = (entry: ShownEntry): string =>
  `# ${entry.kind} ${fullId(entry)}${entry.checked === null ? '' : `, checked ${entry.checked}${entry.stale ? ' (stale)' : ''}`}`;

export const renderRulesShowJson = (matches: readonly ShownEntry[]): string => `${JSON.stringify({ schema: 1, matches }, null, 2)}\n`;
