import { relative } from 'node:path';
import { UserError } from '../../knowledge/types.js';
import type { FileOperations } from './file-operations.js';

const reasons: Record<string, string> = {
  EACCES: 'may not be written',
  EPERM: 'may not be written, or another program has it open',
  EROFS: 'is on a disk that can only be read',
  EBUSY: 'is open in another program',
  ENOSPC: 'does not fit: the disk is full',
  EDQUOT: 'does not fit: the disk quota is used up',
  ENOTDIR: 'is below something that is not a folder',
};

/** The same operations, with what the disk refuses told as an error for the user that names the path (relative to the project folder). */
export function withNamedFailures(operations: FileOperations, folder: string): FileOperations {
  const named =
    <A extends unknown[], R>(run: (...args: A) => R, pathOf: (...args: A) => string): ((...args: A) => R) =>
    (...args) => {
      try {
        return run(...args);
      } catch (error) {
        throw describeFailure(error, relative(folder, pathOf(...args)).replaceAll('\\', '/') || 'The project folder');
      }
    };
  return {
    ...operations,
    read: named(operations.read, (path) => path),
    makeFolder: named(operations.makeFolder, (path) => path),
    write: named(operations.write, (path) => path),
    move: named(operations.move, (_, to) => to),
    remove: named(operations.remove, (path) => path),
  };
}

function describeFailure(error: unknown, path: string): unknown {
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
  return reason === undefined ? error : new UserError(`${path} ${reason}. Nothing was changed. Correct that and run again.`);
}
