import { exitCode } from './exit-code.js';

/** A reader or a terminal that goes away: nobody is left to tell, and what the command found stays true. */
const gone = ['EPIPE', 'EIO'];

/**
 * Sees to output that cannot be written. A reader that goes away (| head) ends nothing and leaves the exit code as it is;
 * anything else, such as a full disk, ends the program, because a pipeline must not take half a result for a whole one.
 */
export function guardStreams({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>): void {
  for (const stream of [stdout, stderr])
    stream.on('error', ({ code = '' }: NodeJS.ErrnoException) => {
      if (gone.includes(code)) return;
      if (stream === stdout) stderr.write(`Standard output cannot be written (${code}).\n`);
      process.exit(exitCode.internal);
    });
}
