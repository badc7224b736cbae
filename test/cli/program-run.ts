import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, inject } from 'vitest';
import { cleanEnvironment } from './pty.js';

if (!inject('built')) throw new Error('The program could not be built: see above, or run "node build.mjs".');

/** How the built program is started. */
export const program = [process.execPath, fileURLToPath(new URL('../../dist/main.js', import.meta.url))];

/** How a shell says it: each word in quotes. */
export const inShell = (words: readonly string[]): string => words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a shell command without a terminal; nothing is on its standard input. */
export function runInShell(command: string, options: { folder: string; environment?: Record<string, string> }): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', command], {
      cwd: options.folder,
      env: { ...cleanEnvironment(), ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (data) => {
      stdout += data;
    });
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder, gone when the tests of the file are over. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'backplane-program-'));
  folders.push(folder);
  return folder;
}

/** A copy of a fixture that a test may write to. */
export function copyOf(fixture: string): string {
  const folder = emptyFolder();
  cpSync(fileURLToPath(new URL(`../fixtures/${fixture}`, import.meta.url)), folder, { recursive: true });
  return folder;
}

/** Every file of a folder with what is in it. */
export function filesIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'utf8')]).sort(),
  );
}
