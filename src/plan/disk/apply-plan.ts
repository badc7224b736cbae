import { join } from 'node:path';
import { UserError } from '../../knowledge/types.js';
import type { Plan } from '../plan.js';
import { checkFolders, checkTarget } from './check-target.js';
import { withNamedFailures } from './describe-failure.js';
import { type FileOperations, fileOperations } from './file-operations.js';
import { discardJournal, Journal } from './journal.js';
import { lockName, withLock } from './lock.js';

/** Where the record, the lock and the journal are, relative to the project folder. */
const workFolder = '.backplane';
const journalPrefix = 'transaction-';

export interface Applied {
  /** Paths that were created or changed. */
  written: string[];
  deleted: string[];
  /** Conflicts, which were left as they are. */
  kept: string[];
}

/**
 * Writes a plan: all of it, or nothing. A process that is killed in between leaves the project as it was, or as planned once `recover` or the
 * next `applyPlan` has run. A plan without changes writes nothing at all.
 * @throws UserError with nothing written: 1 where a file is not as it was when the plan was made, 2 where another run is changing the project,
 * 3 where something may not be written.
 */
export function applyPlan(plan: Plan, { operations = fileOperations }: { operations?: FileOperations } = {}): Applied {
  const changes = plan.changes.filter(({ state }) => state === 'create' || state === 'edit' || state === 'delete');
  const paths = (isWanted: (state: string) => boolean): string[] =>
    plan.changes.filter(({ state }) => isWanted(state)).map(({ path }) => path);
  const applied = {
    written: paths((state) => state === 'create' || state === 'edit'),
    deleted: paths((state) => state === 'delete'),
    kept: paths((state) => state === 'conflict'),
  };
  if (changes.length === 0) return applied;
  const disk = withNamedFailures(operations, plan.folder);
  alone(plan.folder, disk, (work) => {
    recoverAll(plan.folder, work, disk);
    const device = disk.status(work)?.device ?? 0;
    const checked = changes.map((change) => ({ change, target: checkTarget(plan.folder, change, disk, device) }));
    const folder = join(work, `${journalPrefix}${process.pid}`);
    let journal: Journal;
    try {
      journal = Journal.prepare(plan.folder, folder, checked, plan.foldersToRemove ?? [], disk);
    } catch (error) {
      if (disk.status(folder)) discardJournal(folder, disk);
      throw error;
    }
    journal.commit();
    try {
      journal.complete();
    } catch (error) {
      takeBack(journal, error);
      discardJournal(folder, disk);
      throw error;
    }
    discardJournal(folder, disk);
  });
  return applied;
}

function takeBack(journal: Journal, because: unknown): void {
  try {
    journal.takeBack();
  } catch (error) {
    if (!(error instanceof UserError) || !(because instanceof UserError)) throw error;
    throw new UserError(
      `${because.message}\nBut some files were written already and cannot be put back now. The next run of backplane begins by putting them back.`,
    );
  }
}

/**
 * Finishes what an interrupted run left: what it had committed is carried out, anything else is removed. To be called before a project is read.
 * @throws UserError: 1 where a file was changed since, 2 where another run is at work, 3 where something may not be written.
 */
export function recover(
  folder: string,
  { operations = fileOperations }: { operations?: FileOperations } = {},
): 'nothing' | 'completed' | 'taken-back' {
  const disk = withNamedFailures(operations, folder);
  const work = join(folder, workFolder);
  if (disk.status(work)?.kind !== 'folder') return 'nothing';
  const names = disk.list(work);
  if (names.length > 0 && !names.some(isLeftOver)) return 'nothing';
  return alone(folder, disk, () => recoverAll(folder, work, disk));
}

const isLeftOver = (name: string): boolean => name.startsWith(journalPrefix) || name.startsWith(lockName);

function recoverAll(project: string, work: string, operations: FileOperations): 'nothing' | 'completed' | 'taken-back' {
  let result: 'nothing' | 'completed' | 'taken-back' = 'nothing';
  for (const name of operations.list(work).sort()) {
    const path = join(work, name);
    if (name.startsWith(`${lockName}-`)) operations.remove(path);
    if (!name.startsWith(journalPrefix)) continue;
    if (operations.status(path)?.kind !== 'folder')
      throw new UserError(`${path} is not a folder, and nothing else belongs there. Delete it and run again.`);
    result = Journal.open(project, path, operations)?.finish() ?? 'taken-back';
    discardJournal(path, operations);
  }
  return result;
}

/** Runs something as the only one that changes the project, and leaves no empty work folder behind. */
function alone<T>(project: string, operations: FileOperations, run: (work: string) => T): T {
  const work = join(project, workFolder);
  const { parent, newFolders } = checkFolders(project, `${workFolder}/${lockName}`, operations);
  if (!parent.writable)
    throw new UserError(`${newFolders.length > 0 ? project : work} is read-only. Nothing was changed. Make it writable and run again.`);
  if (newFolders.length > 0) makeFolder(work, operations);
  try {
    return withLock(work, operations, () => run(work));
  } finally {
    if (operations.list(work).length === 0) operations.removeFolder(work);
  }
}

function makeFolder(path: string, operations: FileOperations): void {
  try {
    operations.makeFolder(path);
  } catch (error) {
    // Another run was faster; who may go on is for the lock to say.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
