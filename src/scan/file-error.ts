import { posix } from 'node:path';
import { UserError } from '../knowledge/types.js';

/** A file of the project that cannot be read or understood. Its path is seen from the project folder until somebody else tells of it. */
export class FileError extends UserError {
  /** @param position `:3:7`, line and column; empty for the whole file. */
  constructor(
    private readonly path: string,
    private readonly position: string,
    private readonly problem: string,
  ) {
    super(`${path}${position}: ${problem}`);
  }

  /** The same as somebody sees it who has the project folder at this path. */
  seenFrom(projectFolder: string): FileError {
    return new FileError(posix.join(projectFolder, this.path), this.position, this.problem);
  }
}
