/** The program, run as a user runs it, with a terminal that only records. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../src/cli/program.js';

// The build puts the version in.
Object.assign(globalThis, { __VERSION__: '0.0.0-test' });

export interface Recorded {
  code: number;
  out: string;
  err: string;
}

/** Runs a command line on a day, in a folder that holds nothing unless another one is given. */
export async function recordedRun(argv: readonly string[], { today = '2026-11-23', folder = folderWith({}) } = {}): Promise<Recorded> {
  const recorded = { code: -1, out: '', err: '' };
  recorded.code = await run(argv, {
    out: (text) => {
      recorded.out += text;
    },
    err: (text) => {
      recorded.err += text;
    },
    environment: {},
    interactive: false,
    plainQuestions: false,
    styleOf: () => ({ colour: false, width: 100 }),
    workingFolder: folder,
    today: () => today,
  });
  return recorded;
}

/** A new temporary folder with these files, by their path below it. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'backplane-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
