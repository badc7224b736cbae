import { readFile, stat } from 'node:fs/promises';
import { findFiles } from '../find-files.js';
import type { SourceFile } from '../project.js';
import { decode, relativePath } from '../source-file.js';
import { type Token, tokenize } from './csharp-tokens.js';

const limits = { depth: 12, entries: 20_000, oneProject: true };
const mostFiles = 3000;
const mostBytes = 1_000_000;

/** The C# files of projects, the nearest to their project files first. Paths are relative to the first folder. */
export async function readCode(folders: readonly string[]): Promise<SourceFile[]> {
  const [base = ''] = folders;
  const paths = [...new Set(folders.flatMap((folder) => findFiles(folder, '.cs', limits)))].slice(0, mostFiles);
  const files: SourceFile[] = [];
  // In portions: thousands of open files at once are too many for some systems.
  for (let at = 0; at < paths.length; at += 64) {
    const portion = await Promise.all(paths.slice(at, at + 64).map((path) => readCodeFile(path, base)));
    files.push(...portion.filter((file) => file !== undefined));
  }
  return files;
}

/** Code is only looked at, never written: other encodings will do, and what is too long, cannot be read or is no file is left out. */
async function readCodeFile(path: string, base: string): Promise<SourceFile | undefined> {
  try {
    const found = await stat(path);
    if (!found.isFile() || found.size > mostBytes) return undefined;
    const bytes = await readFile(path);
    const decoded = decode(bytes) ?? decode(Buffer.from(bytes.toString('latin1')));
    return decoded && { path: relativePath(base, path), ...decoded };
  } catch {
    return undefined;
  }
}

/** A C# file that is worth a closer look. */
export interface Code {
  file: SourceFile;
  tokens: Token[];
}

const telling = /SignalR|Hub\b|PersistKeysTo|SetApplicationName/;

/** Only files that hold a word we look for (`methods`: beside our own words) are split into tokens. */
export const tellingCode = (files: readonly SourceFile[], methods: readonly string[]): Code[] =>
  files
    .filter(({ text }) => telling.test(text) || methods.some((method) => text.includes(method)))
    .map((file) => ({ file, tokens: tokenize(file.text) }));
