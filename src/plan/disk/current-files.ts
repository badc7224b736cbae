import { join } from 'node:path';
import { UserError } from '../../knowledge/types.js';
import type { SourceFile } from '../../scan/project.js';
import { decode } from '../../scan/source-file.js';
import { checkFolders } from './check-target.js';
import { type FileOperations, fileOperations } from './file-operations.js';

/** What a plan is compared with: the project folder as it is now. */
export interface CurrentFiles {
  /** Undefined where there is no such file. */
  readCurrent(path: string): SourceFile | undefined;
  folderExists(path: string): boolean;
}

/**
 * The files of a project folder, read when they are asked for.
 * Reading throws UserError (3) for symbolic links, for what is not a file and for what is not text in UTF-8 or UTF-16.
 */
export function currentFiles(folder: string, { operations = fileOperations }: { operations?: FileOperations } = {}): CurrentFiles {
  return {
    folderExists: (path) => operations.status(join(folder, path))?.kind === 'folder',
    readCurrent(path) {
      const { newFolders } = checkFolders(folder, path, operations);
      const status = newFolders.length > 0 ? undefined : operations.status(join(folder, path));
      if (!status) return undefined;
      if (status.kind !== 'file')
        throw new UserError(
          `${path} is ${status.kind === 'link' ? 'a symbolic link' : 'not a file'}. Expected a plain file. Replace it and run again.`,
        );
      const decoded = decode(operations.read(join(folder, path)));
      if (!decoded)
        throw new UserError(`${path}:1:1: found bytes that are no text in UTF-8 or UTF-16. Save the file as UTF-8 and run again.`);
      return { path, ...decoded };
    },
  };
}
