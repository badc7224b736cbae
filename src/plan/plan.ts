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
  /** Is already as planned. */
  | 'unchanged'
  /** The user edited what an earlier run wrote: kept, unless the user consents. */
  | 'conflict';

export interface FileChange {
  /** Relative to the project folder, with forward slashes. */
  path: string;
  state: ChangeState;
  /** What it is for, as the title of a part. */
  title: string;
  parts: string[];
  /** Text as it is now, without byte order mark; absent for a new file. */
  before?: string;
  /** Text as planned. */
  after: string;
  encoding: 'utf8' | 'utf16le';
  byteOrderMark: boolean;
  /** How to get from `before` to `after`, for files that belong to the user (project file, settings). */
  edits?: TextEdit[];
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
}
