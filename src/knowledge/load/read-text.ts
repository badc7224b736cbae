import { readFileSync, statSync } from 'node:fs';
import { UserError } from '../types.js';

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'found a folder',
  EACCES: 'it may not be read',
  EPERM: 'it may not be read',
};

/**
 * The text of a file that the user gave; it may be a pipe, such as <(command).
 * @param shown how messages name it.
 * @param what what was expected, as `an answers file`.
 * @throws UserError (exit 3) where it cannot be read, or is no text in UTF-8.
 */
export function readText(path: string, shown: string, what: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new UserError(`${shown || '""'}: ${reasons[code] ?? `it cannot be read (${code})`}; expected ${what}. Check the path.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(`${shown}:1:1: found bytes that are no text in UTF-8; expected ${what}. Save it as UTF-8 and run again.`);
  }
}

/**
 * The same for a file that nobody named and that was found in its place.
 * @throws UserError (exit 3) also for a pipe or a device: to read it may never end.
 */
export function readFoundText(path: string, shown: string, what: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found || found.isFile() || found.isDirectory()) return readText(path, shown, what);
  throw new UserError(`${shown}: found a pipe or a device; expected ${what}. Move it elsewhere and run again.`);
}
