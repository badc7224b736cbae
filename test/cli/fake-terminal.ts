import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { run } from '../../src/cli/program.js';
import type { Terminal } from '../../src/cli/terminal.js';

// The build puts the version in.
vi.stubGlobal('__VERSION__', '0.0.0');

export interface Result {
  code: number;
  out: string;
  err: string;
}

/** A folder without a project and without an answers file. */
const nowhere = fileURLToPath(new URL('../knowledge/', import.meta.url));

/** Runs the program as a pipeline does: no terminal, no colours, a fixed day. */
export async function backplane(
  argv: readonly string[],
  options: { folder?: string; width?: number; today?: string; environment?: Record<string, string> } = {},
): Promise<Result> {
  const result = { code: 0, out: '', err: '' };
  const terminal: Terminal = {
    out: (text) => {
      result.out += text;
    },
    err: (text) => {
      result.err += text;
    },
    environment: options.environment ?? {},
    interactive: false,
    plainQuestions: false,
    styleOf: () => ({ colour: false, width: options.width ?? 80 }),
    workingFolder: options.folder ?? nowhere,
    program: 'backplane',
    today: () => options.today ?? '2026-11-23',
  };
  result.code = await run(argv, terminal);
  return result;
}

/** Answers as flags. */
export const flags = (answers: Record<string, string | number>): string[] =>
  Object.entries(answers).flatMap(([id, value]) => [`--${id}`, String(value)]);
