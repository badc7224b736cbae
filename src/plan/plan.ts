/** A plan: the file changes and the steps that put a decision into a project. One object feeds the preview, the diff, the JSON and the writing. */

/** Replace `remove` characters at `offset` of the file as it was by `insert`. Edits of one file are sorted and do not overlap. */
export interface TextEdit {
  offset: number;
  remove: number;
  insert: string;
}

export type ChangeState =
  /** Will be written. */
  | 'create'
  | 'edit'
  /** Was written by an earlier run, is as that run left it, and is needed no more. */
  | 'delete'
  /** Is already as planned. */
  | 'unchanged'
  /** Differs from what would be written, for the reason in `conflict`: kept, unless the user consents. */
  | 'conflict';

/** `not-ours`: the file was there before us. `edited`: the user edited what an earlier run wrote. `merge`: and our own changes touch the same lines. */
export type ConflictReason = 'not-ours' | 'edited' | 'merge';

export interface FileChange {
  /** Relative to the project folder, with forward slashes. */
  path: string;
  state: ChangeState;
  /** What it is for, as the title of a part. */
  title: string;
  parts: string[];
  /** Text as it is now, without byte order mark; absent for a new file. */
  before?: string;
  /** Text as planned; empty for a file that is deleted. */
  after: string;
  encoding: 'utf8' | 'utf16le';
  byteOrderMark: boolean;
  /** How to get from `before` to `after`, for files that belong to the user (project file, settings). */
  edits?: TextEdit[];
  /** `before` is what an earlier run generated: no line of it is the user's, so none of it can be a secret. */
  generated?: boolean;
  /** What an earlier run generated here, and what this one would: none of these lines is the user's, whatever else is in the file. */
  ours?: string[];
  /** Why it is a conflict. */
  conflict?: ConflictReason;
}

/** Something the user has to do, or has to add by hand because no safe edit exists. */
export interface Step {
  code: string;
  text: string;
  /** Exact lines to add, with the file they belong to. */
  lines?: { file: string; text: string };
  source?: string;
}

export interface Plan {
  /** Absolute folder of the project. */
  folder: string;
  changes: FileChange[];
  steps: Step[];
  /** Folders that an earlier run created and that go if nothing is left in them; relative, with forward slashes. */
  foldersToRemove?: string[];
}
