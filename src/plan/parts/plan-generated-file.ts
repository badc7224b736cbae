import type { SourceFile } from '../../scan/project.js';
import { sameLines, withNewline } from '../edit/newline.js';
import type { FileChange } from '../plan.js';
import { mergeText } from './merge-text.js';

/** A file that a template makes. */
export interface GeneratedFile {
  path: string;
  title: string;
  parts: string[];
  text: string;
  /** For a new file. */
  byteOrderMark: boolean;
}

export interface PlannedFile {
  change: FileChange;
  /** What the record says was generated, from now on; undefined: nothing, as the file is not ours. */
  recorded: string | undefined;
}

/**
 * Compares what would be written with what is there and with what an earlier run wrote.
 * @param base the text that the record says was generated.
 * @param overwrite whether the user agreed to lose what is there.
 */
export function planGeneratedFile(
  file: GeneratedFile,
  current: SourceFile | undefined,
  base: string | undefined,
  overwrite: boolean,
): PlannedFile {
  const { path, title, parts } = file;
  const wanted = withNewline(file.text, '\n');
  if (!current) {
    const change = {
      path,
      state: 'create' as const,
      title,
      parts,
      after: file.text,
      encoding: 'utf8' as const,
      byteOrderMark: file.byteOrderMark,
    };
    return { change, recorded: wanted };
  }
  // A file keeps the way in which it is written: line ends may have changed on their way through version control.
  const after = withNewline(file.text, current.newline);
  const { text: before, encoding, byteOrderMark } = current;
  const generated = base !== undefined && sameLines(before, base);
  const ours = [...(base === undefined ? [] : [base]), wanted];
  const change = { path, title, parts, before, encoding, byteOrderMark, ours, ...(generated ? { generated } : {}) };
  if (sameLines(before, wanted)) return { change: { ...change, state: 'unchanged', after: before }, recorded: wanted };
  if (overwrite || (base !== undefined && sameLines(before, base)))
    return { change: { ...change, state: 'edit', after }, recorded: wanted };
  if (base === undefined) return { change: { ...change, state: 'conflict', after, conflict: 'not-ours' }, recorded: undefined };
  if (sameLines(base, wanted)) return { change: { ...change, state: 'conflict', after, conflict: 'edited' }, recorded: wanted };
  const merged = mergeText(before, base, wanted, current.newline);
  // The old base stays, so that the next run can still tell whose change is whose.
  if (merged === undefined) return { change: { ...change, state: 'conflict', after, conflict: 'merge' }, recorded: base };
  if (merged === before) return { change: { ...change, state: 'conflict', after, conflict: 'edited' }, recorded: wanted };
  return { change: { ...change, state: 'edit', after: merged }, recorded: wanted };
}
