import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/knowledge/types.js';
import { encodeSourceFile, readSourceFile } from '../../src/scan/source-file.js';
import { folderWith } from './site.js';

const text = 'a\r\nbjörk 😀\r\n\r\nlast';
const mark = Buffer.from([0xef, 0xbb, 0xbf]);

describe('a file comes out as it went in, byte for byte', () => {
  test.each([
    ['UTF-8', Buffer.from(text), { encoding: 'utf8', byteOrderMark: false, newline: '\r\n' }],
    ['UTF-8 with byte order mark', Buffer.concat([mark, Buffer.from(text)]), { encoding: 'utf8', byteOrderMark: true, newline: '\r\n' }],
    ['UTF-16 with byte order mark', Buffer.from(`\ufeff${text}`, 'utf16le'), { encoding: 'utf16le', byteOrderMark: true, newline: '\r\n' }],
  ] as const)('%s', async (_, bytes, expected) => {
    const path = join(folderWith({ 'a.txt': bytes }), 'a.txt');
    const file = await readSourceFile(path);
    expect(file).toEqual({ path, text, ...expected });
    expect(encodeSourceFile(file, file.text).equals(readFileSync(path))).toBe(true);
  });

  test.each([
    ['a line feed where there is no line end', 'one line', '\n'],
    ['what most lines end with', 'a\r\nb\r\nc\n', '\r\n'],
    ['a line feed where it is the rule', 'a\nb\nc\r\n', '\n'],
    ['an empty file', '', '\n'],
  ])('the line end is %s', async (_, content, newline) => {
    const file = await readSourceFile(join(folderWith({ 'a.txt': content }), 'a.txt'));
    expect([file.newline, file.text]).toEqual([newline, content]);
  });
});

test('the path is relative to the folder that is named, with forward slashes', async () => {
  const folder = folderWith({ 'Directory.Build.props': '<Project />', 'src/Site/a.txt': 'a' });
  expect((await readSourceFile(join(folder, 'src', 'Site', 'a.txt'), folder)).path).toBe('src/Site/a.txt');
  expect((await readSourceFile(join(folder, 'Directory.Build.props'), join(folder, 'src', 'Site'))).path).toBe(
    '../../Directory.Build.props',
  );
});

describe('what cannot be written back exactly is refused, not damaged', () => {
  test.each([
    ['Latin-1', Buffer.from('bj\u00f6rk', 'latin1')],
    ['UTF-16 big endian', Buffer.from([0xfe, 0xff, 0, 0x61])],
    ['half a character of UTF-16', Buffer.from([0xff, 0xfe, 0x61])],
  ])('%s', async (_, bytes) => {
    const folder = folderWith({ 'a.csproj': bytes });
    const error = await readSourceFile(join(folder, 'a.csproj'), folder).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ exitCode: 3, message: expect.stringMatching(/^a\.csproj:1:1: .*UTF-8/) });
  });
});

test('a missing file is told from one that is wrong', async () => {
  await expect(readSourceFile(join(folderWith({}), 'a.txt'))).rejects.toMatchObject({ code: 'ENOENT' });
});
