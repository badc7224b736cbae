import { stringify } from 'yaml';
import { asInFile, headOf, type ShownEntry } from '../render/rules-show.js';

/** Entries as they are written in files of the rule base, each with a comment above that says what it is. */
export const entriesAsYaml = (shown: readonly ShownEntry[]): string =>
  shown.map((entry) => `${headOf(entry)}\n${stringify(asInFile(entry), { lineWidth: 120, flowCollectionPadding: false })}`).join('\n');
