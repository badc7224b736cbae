import type { Scalar } from '../../knowledge/language/language.js';
import type { SourceFile } from '../../scan/project.js';
import { hashOfText } from '../disk/content-hash.js';
import { foldersOf } from '../disk/project-path.js';
import { sameLines, withNewline } from '../edit/newline.js';
import type { FileChange } from '../plan.js';
import { emptyRecord, formatRecord, type GenerationRecord, type RecordedEdit, recordPath } from '../record.js';

/** The record as it will be after the plan. */
export class RecordDraft {
  private readonly next: GenerationRecord;

  constructor(
    private readonly before: GenerationRecord | undefined,
    versions: { tool: string; ruleBase: string },
  ) {
    this.next = { ...structuredClone(before ?? emptyRecord), ...versions };
  }

  /** What an earlier run generated at a path. */
  generatedText(path: string): string | undefined {
    return this.before?.files.find((file) => file.path === path)?.text;
  }

  /** The value that an earlier run wrote. */
  settingValue(file: string, key: string): Scalar | undefined {
    return this.before?.settings.find((setting) => setting.file === file && setting.key.toLowerCase() === key.toLowerCase())?.value;
  }

  /** Without a text the file is not ours, and nothing is recorded. */
  recordFile(path: string, parts: string[], text: string | undefined): void {
    if (text === undefined) return;
    this.next.files = [...this.next.files.filter((file) => file.path !== path), { path, parts, text }];
  }

  forgetFile(path: string): void {
    this.next.files = this.next.files.filter((file) => file.path !== path);
  }

  recordSetting(part: string, { file, key, value }: { file: string; key: string; value: Scalar }): void {
    this.forgetSetting(file, key);
    this.next.settings.push({ part, file, key, value });
  }

  forgetSetting(file: string, key: string): void {
    this.next.settings = this.next.settings.filter((one) => one.file !== file || one.key.toLowerCase() !== key.toLowerCase());
  }

  recordPackage(part: string, id: string): void {
    this.forgetPackage(id);
    this.next.packages.push({ part, id });
  }

  forgetPackage(id: string): void {
    this.next.packages = this.next.packages.filter((one) => one.id.toLowerCase() !== id.toLowerCase());
  }

  /** @param file where the call was inserted; absent where the user is to add it. */
  recordCall(part: string, method: string, file?: string): void {
    const before = this.next.calls.find((one) => one.method === method);
    this.forgetCall(method);
    const at = file ?? before?.file;
    this.next.calls.push({ part, method, ...(at === undefined ? {} : { file: at }) });
  }

  forgetCall(method: string): void {
    this.next.calls = this.next.calls.filter((one) => one.method !== method);
  }

  /** Records the folders that are new; returns those of earlier runs that now hold nothing of ours. */
  takeFolders(changes: readonly FileChange[], folderExists: (path: string) => boolean): string[] {
    const created = changes.filter(({ state }) => state === 'create').flatMap(({ path }) => foldersOf(path));
    const mine = new Set([...this.next.folders, ...created.filter((folder) => !folderExists(folder))]);
    const held = new Set(this.next.files.map(({ path }) => path).concat(created.map((folder) => `${folder}/`)));
    const isHeld = (folder: string): boolean => [...held].some((path) => path.startsWith(`${folder}/`));
    this.next.folders = [...mine].filter(isHeld).sort();
    return [...mine].filter((folder) => !isHeld(folder)).sort();
  }

  /** Records what the plan does to files that are not generated as a whole. */
  recordUserFiles(changes: readonly FileChange[]): void {
    for (const { path, parts, after, ...change } of changes) {
      const generated = this.next.files.find((file) => file.path === path);
      if (change.before === undefined) this.recordFile(path, parts, withNewline(after, '\n'));
      else if (!generated) this.recordEdits({ path, parts, after, ...change }, change.before);
      // A settings file that we created stays ours as a whole for as long as nobody else touches it.
      else if (sameLines(change.before, generated.text))
        this.recordFile(path, [...new Set([...generated.parts, ...parts])], withNewline(after, '\n'));
    }
  }

  private recordEdits({ edits = [], ...change }: FileChange, before: string): void {
    if (edits.length === 0) return;
    const earlier = this.next.edits.find(({ path }) => path === change.path)?.changes ?? [];
    const from = hashOfText(change, before);
    // Where the user went back to an earlier state, the changes since then are gone.
    const known = earlier.findIndex((one) => one.before === from);
    const recorded: RecordedEdit = {
      before: from,
      after: hashOfText(change, change.after),
      edits: edits.map(({ offset, remove, insert }) => ({ offset, removed: before.slice(offset, offset + remove), inserted: insert })),
    };
    const changes = [...(known < 0 ? earlier : earlier.slice(0, known)), recorded];
    this.next.edits = [...this.next.edits.filter(({ path }) => path !== change.path), { path: change.path, changes }];
  }

  /** The record with everything in its order; undefined where there was none and there is nothing to record. */
  finish(): GenerationRecord | undefined {
    const byPath = (one: { path: string }, other: { path: string }): number => (one.path < other.path ? -1 : 1);
    const next = { ...this.next, files: this.next.files.toSorted(byPath), edits: this.next.edits.toSorted(byPath) };
    if (!this.before) return next.files.length + next.edits.length > 0 ? next : undefined;
    const { tool, ruleBase } = this.before;
    // A newer version alone is no reason to touch the record.
    return formatRecord({ ...next, tool, ruleBase }) === formatRecord(this.before) ? this.before : next;
  }
}

/** The change of the record itself: it is written together with what it speaks of, so that the two cannot differ. */
export function planRecord(draft: RecordDraft, current: SourceFile | undefined): FileChange[] {
  const record = draft.finish();
  if (!record) return [];
  const text = formatRecord(record);
  const change = {
    path: recordPath,
    title: 'Record of what was generated, for later runs and for undo',
    parts: [],
    encoding: 'utf8' as const,
    generated: true,
  };
  if (!current) return [{ ...change, state: 'create', after: text, byteOrderMark: false }];
  const { text: before, byteOrderMark } = current;
  if (sameLines(before, text)) return [{ ...change, state: 'unchanged', before, after: before, byteOrderMark }];
  return [{ ...change, state: 'edit', before, after: withNewline(text, current.newline), byteOrderMark }];
}
