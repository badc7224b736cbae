import type { SourceFile } from '../../scan/project.js';
import { applyEdits, composeEdits } from '../edit/text-edits.js';
import type { FileChange, TextEdit } from '../plan.js';

/** A file that belongs to the user, and what several parts do to it. */
interface Draft {
  /** As it is now; absent for a new file. */
  original?: SourceFile;
  edited: SourceFile;
  edits: TextEdit[];
  parts: string[];
  titles: string[];
}

/** The user's files that parts change, each seen by the next part as the one before it left it. */
export class UserFiles {
  private readonly drafts = new Map<string, Draft>();

  constructor(private readonly readCurrent: (path: string) => SourceFile | undefined) {}

  /** The file as planned so far. */
  read(path: string): SourceFile | undefined {
    return this.drafts.get(path)?.edited ?? this.readCurrent(path);
  }

  /** Adds the edits of a part; none where the file is already as the part needs it. */
  edit(file: SourceFile, edits: readonly TextEdit[], part: string, title: string): void {
    const draft = this.draft(file.path, { original: file, edited: file, edits: [], parts: [], titles: [] }, part, title);
    draft.edits = composeEdits(draft.original?.text.length ?? 0, draft.edits, edits);
    draft.edited = { ...draft.edited, text: applyEdits(draft.edited.text, edits) };
  }

  create(file: SourceFile, part: string, title: string): void {
    this.draft(file.path, { edited: file, edits: [], parts: [], titles: [] }, part, title);
  }

  private draft(path: string, fresh: Draft, part: string, title: string): Draft {
    const draft = this.drafts.get(path) ?? fresh;
    this.drafts.set(path, draft);
    if (!draft.parts.includes(part)) draft.parts.push(part);
    if (!draft.titles.includes(title)) draft.titles.push(title);
    return draft;
  }

  changes(): FileChange[] {
    return [...this.drafts.values()].map(({ original, edited, edits, parts, titles }) => {
      const { path, text: after, encoding, byteOrderMark } = edited;
      const change = { path, title: titles.join(', '), parts, after, encoding, byteOrderMark };
      if (!original) return { ...change, state: 'create' };
      return { ...change, state: after === original.text ? 'unchanged' : 'edit', before: original.text, edits };
    });
  }
}
