import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { FileError } from './file-error.js';
import type { SourceFile } from './project.js';

/** How a file is written: what is needed to write it again. */
export type Encoding = Pick<SourceFile, 'encoding' | 'byteOrderMark'>;

/**
 * A text file as it is on disk.
 * @param path where to read it.
 * @param folder what `path` of the result is relative to; without it, the result has the path as given.
 * @throws FileError (3) where it cannot be read, or is neither UTF-8 nor UTF-16 (little endian, with byte order mark): writing it back would
 * damage it. A file that does not exist is Node's own error, with code ENOENT or ENOTDIR.
 */
export async function readSourceFile(path: string, folder?: string): Promise<SourceFile> {
  const shown = folder === undefined ? path : relativePath(folder, path);
  const decoded = decode(await readBytes(path).catch((error: NodeJS.ErrnoException) => Promise.reject(unreadable(shown, error))));
  if (decoded) return { path: shown, ...decoded };
  throw new FileError(
    shown,
    ':1:1',
    'found bytes that are no text in UTF-8 or UTF-16 (little endian, with byte order mark). Expected one of these encodings. Save the file as UTF-8 and run again.',
  );
}

/**
 * The bytes of a file. A pipe or a device is refused with the code ENOTSUP, because to read it may never end.
 * Other errors are Node's own.
 */
export async function readBytes(path: string): Promise<Buffer> {
  const found = await stat(path);
  if (found.isFile() || found.isDirectory()) return readFile(path);
  throw Object.assign(new Error(`${path} is a pipe or a device.`), { code: 'ENOTSUP' });
}

/** The bytes of a text in the encoding of a file: what was read comes out byte for byte. */
export function encodeSourceFile(file: Encoding, text: string): Buffer {
  return Buffer.from(file.byteOrderMark ? `\ufeff${text}` : text, file.encoding);
}

/** Undefined where the bytes are in none of the encodings that can be written back exactly. */
export function decode(bytes: Buffer): Omit<SourceFile, 'path'> | undefined {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (utf16 ? bytes.length % 2 !== 0 : !isUtf8(bytes)) return undefined;
  const encoding = utf16 ? 'utf16le' : 'utf8';
  const text = bytes.toString(encoding);
  const byteOrderMark = text.startsWith('\ufeff');
  return { text: byteOrderMark ? text.slice(1) : text, encoding, byteOrderMark, newline: newlineOf(text) };
}

/** The path of a file as we show it: relative to a folder, with forward slashes. */
export const relativePath = (folder: string, path: string): string => relative(folder, path).replaceAll('\\', '/');

/** What most lines end with; a line feed where there is only one line. */
function newlineOf(text: string): '\n' | '\r\n' {
  const all = text.split('\n').length - 1;
  const windows = text.split('\r\n').length - 1;
  return windows * 2 > all ? '\r\n' : '\n';
}

const obstacles: Record<string, string> = {
  EACCES: 'a file that may not be read',
  EPERM: 'a file that may not be read',
  EISDIR: 'a folder of this name',
  ELOOP: 'a symbolic link that leads back to itself',
  ENOTSUP: 'a pipe or a device',
};

function unreadable(path: string, error: NodeJS.ErrnoException): Error {
  const { code = '' } = error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return error;
  const found = obstacles[code] ?? `a file that cannot be read (${code})`;
  return new FileError(path, '', `found ${found}. Expected a file that can be read. Check the path and its permissions.`);
}
