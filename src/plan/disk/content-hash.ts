import { createHash } from 'node:crypto';
import type { SourceFile } from '../../scan/project.js';
import { encodeSourceFile } from '../../scan/source-file.js';

/** How a file is written, without its text. */
export type FileFormat = Pick<SourceFile, 'encoding' | 'byteOrderMark'>;

/** SHA-256 of bytes, as 64 hexadecimal digits. */
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** SHA-256 of a file with this text, byte order mark included. */
export const hashOfText = (format: FileFormat, text: string): string => hashOf(encodeSourceFile(format, text));
