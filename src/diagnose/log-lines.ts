import { StringDecoder } from 'node:string_decoder';
import { UserError } from '../knowledge/types.js';

/** Of a longer line only the beginning is looked at. */
const longestLine = 16_000;

/**
 * The lines of a log, read piece by piece, so that its size does not matter. UTF-8, and UTF-16 with its mark.
 * @param name how messages name it.
 * @throws UserError (exit 3) where it is no text.
 */
export async function* logLines(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<string> {
  let decode: ((chunk: Buffer) => string) | undefined;
  let rest = '';
  for await (const chunk of chunks) {
    decode ??= decoderOf(chunk);
    const text = decode(chunk);
    if (text.includes('\u0000'))
      throw new UserError(`${name}: found bytes that are no text (a binary or packed file?). Expected a log as text; unpack it first.`);
    const lines = (rest + text).split(/\r?\n/);
    rest = (lines.pop() ?? '').slice(0, longestLine);
    for (const line of lines) yield line.length > longestLine ? line.slice(0, longestLine) : line;
  }
  if (rest !== '') yield rest;
}

function decoderOf(first: Buffer): (chunk: Buffer) => string {
  const [a, b] = first;
  const decoder =
    a === 0xff && b === 0xfe ? new StringDecoder('utf16le') : a === 0xfe && b === 0xff ? undefined : new StringDecoder('utf8');
  if (decoder) return (chunk) => decoder.write(chunk).replace(/^\ufeff/, '');
  const bigEndian = new TextDecoder('utf-16be');
  return (chunk) => bigEndian.decode(chunk, { stream: true });
}
