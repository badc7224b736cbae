import { type Command, Option } from 'commander';
import type { Fact, RuleBase } from '../knowledge/types.js';
import type { Site } from '../site/site.js';
import type { SessionOptions } from './session.js';
import type { Terminal } from './terminal.js';
import { oneOf } from './usage-error.js';

/** What a command works with. */
export interface CommandContext {
  terminal: Terminal;
  ruleBase: RuleBase;
  /** Resolves every answer for a deciding command: its project folder and its options as commander gives them. */
  open(folder: string | undefined, options: SessionOptions): Promise<Site>;
  /** What the flags of the questions say, once the command line is parsed. */
  flags: ReadonlyMap<string, Fact>;
  /** Sets the exit code; without it the command ends with 0. */
  exit(code: number): void;
}

/** One command: how it is described in the program's help, and how its options and its action are added. One file of src/cli each. */
export type Configure = (command: Command, context: CommandContext) => void;

export const formatOption = (...choices: string[]): Option =>
  new Option('--format <format>', 'how to print the result').choices(choices).argParser(oneOf('--format', choices)).default('text');
