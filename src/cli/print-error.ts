import type { Terminal } from './terminal.js';

/** What stops a run, as it is printed for a program that asked for JSON. */
export interface StoppingError {
  text: string;
  exitCode: number;
  /** What a program can act on, such as the questions that are missing. */
  details?: Readonly<Record<string, unknown>>;
}

/** Says what stops a run: on standard error for people, and where JSON was asked for on standard output too, so that there is always JSON to read. */
export function printError(terminal: Terminal, { text, exitCode, details }: StoppingError, json: boolean): number {
  if (text !== '') terminal.err(`${text}\n`);
  if (json) terminal.out(`${JSON.stringify({ schema: 1, error: { exitCode, text, ...details } }, undefined, 2)}\n`);
  return exitCode;
}
