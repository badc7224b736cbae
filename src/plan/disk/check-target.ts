import { dirname, join } from 'node:path';
import { UserError } from '../../knowledge/types.js';
import { encodeSourceFile } from '../../scan/source-file.js';
import type { FileChange } from '../plan.js';
import type { FileOperations, FileStatus } from './file-operations.js';
import { foldersOf, isInsideProject, mayBeWritten } from './project-path.js';

/** A place that a change writes to, looked at before anything is written. */
export interface Target {
  /** Absent for a file that is to be created. */
  status?: FileStatus;
  /** Its folders that have to be created, the outermost first; relative, with forward slashes. */
  newFolders: string[];
}

/**
 * Refuses a change that must not or cannot be written.
 * @param device the file system that new content is prepared on.
 * @throws UserError: 1 where the file is not as it was when the plan was made, 3 where the place may not be written.
 */
export function checkTarget(folder: string, change: FileChange, operations: FileOperations, device: number): Target {
  const { path } = change;
  const { parent, newFolders } = checkFolders(folder, path, operations);
  const status = operations.status(join(folder, path));
  const isExpected = change.state !== 'create';
  if (status && status.kind !== 'file') throw refused(path, status.kind === 'link' ? 'is a symbolic link' : 'is not a file');
  if (!isExpected && status) throw changed(path, 'it is there now');
  if (isExpected && !status) throw changed(path, 'it is gone');
  if (status && !operations.read(join(folder, path)).equals(encodeSourceFile(change, change.before ?? '')))
    throw changed(path, 'its content differs');
  if (status && !status.writable) throw refused(path, 'is read-only', makeWritable);
  if (!parent.writable) throw refused(dirname(path) === '.' ? 'The project folder' : dirname(path), 'is read-only', makeWritable);
  if (parent.device !== device)
    throw refused(path, 'is on another file system than the project folder, so that the files cannot be changed together');
  return { ...(status ? { status } : {}), newFolders };
}

/**
 * Follows the folders of a path from the project folder on.
 * @throws UserError (3) for a path that leads out of the project, and for symbolic links: what is behind them may be somebody else's.
 */
export function checkFolders(folder: string, path: string, operations: FileOperations): { parent: FileStatus; newFolders: string[] } {
  if (!mayBeWritten(path)) {
    if (leadsOut(path)) throw refused(path, 'is outside the project folder');
    throw refused(
      path,
      'has a name that not every system allows: with one of \\ : * ? " < > |, or a blank or a dot at the end',
      'Rename it and run again.',
    );
  }
  const newFolders: string[] = [];
  const start = isInsideProject(path) ? folder : dirname(join(folder, path));
  // The project folder itself may be behind a link: the user named it.
  let parent = operations.status(operations.realPath(start));
  if (parent?.kind !== 'folder') throw new UserError(`${start} is not a folder. Name the folder of a project.`);
  for (const below of isInsideProject(path) ? foldersOf(path) : []) {
    const status = newFolders.length > 0 ? undefined : operations.status(join(folder, below));
    if (!status) newFolders.push(below);
    else if (status.kind !== 'folder') throw refused(below, status.kind === 'link' ? 'is a symbolic link' : 'is not a folder');
    else parent = status;
  }
  return { parent, newFolders };
}

const leadsOut = (path: string): boolean => /^(?:\/|[A-Za-z]:)/.test(path) || path.split(/[\\/]/).includes('..');

const makeWritable = 'Make it writable and run again.';

const refused = (path: string, why: string, todo = 'Write to a plain file inside the project folder.'): UserError =>
  new UserError(`${path} ${why}. Nothing was changed. ${todo}`);

const changed = (path: string, how: string): UserError =>
  new UserError(`${path} was changed after the plan was made: ${how}. Nothing was changed. Run the command again to see a new plan.`, 1);
