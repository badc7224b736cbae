import type { SourceFile } from '../../src/scan/project.js';
import { decode, encodeSourceFile } from '../../src/scan/source-file.js';

/** A file as a scan reads it. */
export function source(path: string, text: string): SourceFile {
  const decoded = decode(encodeSourceFile({ encoding: 'utf8', byteOrderMark: false }, text));
  if (!decoded) throw new Error('not text');
  return { path, ...decoded };
}
