import { dirname, join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../knowledge/types.js';
import { encodeSourceFile } from '../../scan/source-file.js';
import type { FileChange } from '../plan.js';
import type { Target } from './check-target.js';
import { hashOf } from './content-hash.js';
import type { FileOperations } from './file-operations.js';
import { isInsideProject, mayBeWritten } from './project-path.js';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** The journal comes from the disk, where anybody may have put it: no path in it may lead out of the project. */
const schema = z.strictObject({
  entries: z.array(z.strictObject({ path: z.string().refine(mayBeWritten), before: hash.optional(), after: hash.optional() })),
  newFolders: z.array(z.string().refine(isInsideProject)),
  oldFolders: z.array(z.string().refine(isInsideProject)),
});

type Content = z.output<typeof schema>;
type Entry = Content['entries'][number];

/** Names within the journal. */
const contentName = 'journal.json';
const commitMark = 'commit';
const rollBackMark = 'rollback';

/**
 * One set of changes, prepared beside the project and then moved into place. Until its commit mark is there nothing has happened;
 * from then on it is carried out to the end, by this process or by the next one, or taken back as a whole.
 */
export class Journal {
  private constructor(
    private readonly project: string,
    private readonly folder: string,
    private readonly operations: FileOperations,
    private readonly content: Content,
  ) {}

  /** Prepares everything that will be moved into place, and copies of everything that it replaces. */
  static prepare(
    project: string,
    folder: string,
    changes: readonly { change: FileChange; target: Target }[],
    oldFolders: readonly string[],
    operations: FileOperations,
  ): Journal {
    operations.makeFolder(folder, 0o700);
    // It holds copies of the user's files for a moment: they must not be committed by accident.
    operations.write(join(folder, '.gitignore'), Buffer.from('*\n'));
    const entries = changes.map(({ change, target }, index) => {
      const before = change.before === undefined ? undefined : encodeSourceFile(change, change.before);
      const after = change.state === 'delete' ? undefined : encodeSourceFile(change, change.after);
      if (before) operations.write(join(folder, `${index}.old`), before, target.status);
      if (after) operations.write(join(folder, `${index}.new`), after, target.status);
      return { path: change.path, ...(before ? { before: hashOf(before) } : {}), ...(after ? { after: hashOf(after) } : {}) };
    });
    const newFolders = [...new Set(changes.flatMap(({ target }) => target.newFolders))].sort();
    const content = { entries, newFolders, oldFolders: [...oldFolders] };
    operations.write(join(folder, contentName), Buffer.from(JSON.stringify(content)));
    operations.sync(folder);
    operations.sync(dirname(folder));
    return new Journal(project, folder, operations, content);
  }

  /** A journal that an earlier run left; undefined where that run had not committed, so that there is nothing to do but to discard it. */
  static open(project: string, folder: string, operations: FileOperations): Journal | undefined {
    if (!operations.status(join(folder, commitMark))) return undefined;
    try {
      const content = schema.parse(JSON.parse(operations.read(join(folder, contentName)).toString('utf8')));
      return new Journal(project, folder, operations, content);
    } catch {
      throw new UserError(
        `${folder} is left from an interrupted run and cannot be read. Compare the project with version control, and delete that folder.`,
      );
    }
  }

  /** From here on the changes happen. */
  commit(): void {
    this.operations.write(join(this.folder, commitMark), Buffer.alloc(0));
    this.operations.sync(this.folder);
  }

  /** Moves everything into place that is not there yet, or takes everything back where that had begun. */
  finish(): 'completed' | 'taken-back' {
    if (this.operations.status(join(this.folder, rollBackMark))) {
      this.takeBack();
      return 'taken-back';
    }
    this.complete();
    return 'completed';
  }

  /** Moves everything into place. */
  complete(): void {
    const { entries, newFolders, oldFolders } = this.content;
    for (const folder of newFolders)
      if (!this.operations.status(join(this.project, folder))) this.operations.makeFolder(join(this.project, folder));
    for (const [index, entry] of entries.entries()) {
      const prepared = join(this.folder, `${index}.new`);
      const isDone = entry.after === undefined ? this.hashAt(entry) === undefined : !this.operations.status(prepared);
      if (isDone) continue;
      this.expect(entry, entry.before);
      if (entry.after === undefined) this.operations.remove(join(this.project, entry.path));
      else this.operations.move(prepared, join(this.project, entry.path));
      this.operations.sync(dirname(join(this.project, entry.path)));
    }
    for (const folder of oldFolders.toReversed()) this.removeIfEmpty(folder);
  }

  /** Puts everything back as it was. */
  takeBack(): void {
    const mark = join(this.folder, rollBackMark);
    if (!this.operations.status(mark)) this.operations.write(mark, Buffer.alloc(0));
    for (const [index, entry] of this.content.entries.entries()) {
      const found = this.hashAt(entry);
      if (found === entry.before) continue;
      this.expect(entry, entry.after);
      if (entry.before === undefined) this.operations.remove(join(this.project, entry.path));
      else this.operations.move(join(this.folder, `${index}.old`), join(this.project, entry.path));
    }
    for (const folder of this.content.newFolders.toReversed()) this.removeIfEmpty(folder);
  }

  private hashAt({ path }: Entry): string | undefined {
    const at = join(this.project, path);
    return this.operations.status(at)?.kind === 'file' ? hashOf(this.operations.read(at)) : undefined;
  }

  private expect(entry: Entry, hash: string | undefined): void {
    if (this.hashAt(entry) === hash) return;
    throw new UserError(
      `${entry.path} was changed after a run of backplane was interrupted, so that the run cannot be finished. ` +
        `Put ${entry.path} back as it was and run again; or delete the folder ${this.folder} to keep everything as it is now.`,
      1,
    );
  }

  private removeIfEmpty(folder: string): void {
    const path = join(this.project, folder);
    if (this.operations.status(path)?.kind === 'folder' && this.operations.list(path).length === 0) this.operations.removeFolder(path);
  }
}

/** Removes a journal. Its commit mark goes first: what is left without it is nothing but rubbish. */
export function discardJournal(folder: string, operations: FileOperations): void {
  const rank = (name: string): number => (name === commitMark ? 0 : 1);
  for (const name of operations.list(folder).sort((one, other) => rank(one) - rank(other))) operations.remove(join(folder, name));
  operations.removeFolder(folder);
}
