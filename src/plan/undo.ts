import { UserError } from '../knowledge/types.js';
import type { SourceFile } from '../scan/project.js';
import { hashOfText } from './disk/content-hash.js';
import { sameLines } from './edit/newline.js';
import { applyEdits, composeEdits } from './edit/text-edits.js';
import type { FileChange, Plan, TextEdit } from './plan.js';
import { type GenerationRecord, type RecordedEdit, recordPath } from './record.js';

export interface UndoInput {
  /** Absolute folder of the project. */
  folder: string;
  record: GenerationRecord;
  readCurrent(path: string): SourceFile | undefined;
}

/**
 * The plan that takes back everything that was generated: files that were created go, the user's files become what they were, byte for byte,
 * and the record goes. `applyPlan` carries it out.
 * @throws UserError (1) that names the files that were changed since; nothing is taken back then.
 */
export function planUndo({ folder, record, readCurrent }: UndoInput): Plan {
  const problems: string[] = [];
  const deletions = record.files.flatMap(({ path, parts, text }): FileChange[] => {
    const current = readCurrent(path);
    if (!current) return [];
    if (!sameLines(current.text, text))
      problems.push(`${path}: was edited after it was generated. Delete it, or move your edits elsewhere.`);
    return [deletion(current, parts)];
  });
  const restored = record.edits.flatMap(({ path, changes }): FileChange[] => {
    const current = readCurrent(path);
    const result = current && takeBack(current, changes);
    if (result) return [result];
    if (current && isTakenOut(current, changes)) return [];
    problems.push(`${path}: ${current ? 'was changed after we edited it' : 'is gone'}. ${inserted(changes)}`);
    return [];
  });
  if (problems.length > 0) {
    const list = problems.map((problem) => `  ${problem}`).join('\n');
    throw new UserError(
      `Nothing was taken back, because it would lose what changed since:\n${list}\nWith version control you can restore the files as they were generated, and run again.`,
      1,
    );
  }
  const recordFile = readCurrent(recordPath);
  const changes = [...deletions, ...restored, ...(recordFile ? [deletion(recordFile, [])] : [])];
  return { folder, changes, steps: [], ...(record.folders.length > 0 ? { foldersToRemove: record.folders } : {}) };
}

function deletion({ path, text: before, encoding, byteOrderMark }: SourceFile, parts: string[]): FileChange {
  return { path, state: 'delete', title: 'Taken back', parts, before, after: '', encoding, byteOrderMark, generated: true };
}

/** The user's file as it was before the first of the changes; undefined where it is not as the last one left it. */
function takeBack(current: SourceFile, changes: readonly RecordedEdit[]): FileChange | undefined {
  const { path, text: before, encoding, byteOrderMark } = current;
  let after = before;
  let edits: TextEdit[] = [];
  for (const change of changes.toReversed()) {
    if (hashOfText(current, after) !== change.after) return undefined;
    const back = inverse(change);
    edits = composeEdits(before.length, edits, back);
    after = applyEdits(after, back);
    if (hashOfText(current, after) !== change.before) return undefined;
  }
  return { path, state: 'edit', title: 'Taken back', parts: [], before, after, encoding, byteOrderMark, edits };
}

/** Whether the user has taken out everything that we inserted, and we replaced nothing of theirs: then the file is theirs as it is. */
function isTakenOut({ text }: SourceFile, changes: readonly RecordedEdit[]): boolean {
  const edits = changes.flatMap((change) => change.edits);
  const ours = edits.map(({ inserted }) => inserted);
  const lines = ours.flatMap((part) => part.split('\n')).map((line) => line.trim());
  const telling = lines.filter((line) => /\w/.test(line));
  return edits.every(({ removed }) => removed === '' || ours.includes(removed)) && !telling.some((line) => text.includes(line));
}

function inverse({ edits }: RecordedEdit): TextEdit[] {
  let shift = 0;
  return edits.map(({ offset, removed, inserted: text }) => {
    const back = { offset: offset + shift, remove: text.length, insert: removed };
    shift += text.length - removed.length;
    return back;
  });
}

/** What to take out by hand. */
function inserted(changes: readonly RecordedEdit[]): string {
  const texts = changes.flatMap(({ edits }) => edits.map((edit) => edit.inserted.trim())).filter((text) => text.length > 1);
  return texts.length > 0 ? `Take out by hand: ${texts.map((text) => text.replace(/\s+/g, ' ')).join(' ; ')}` : '';
}
