import type { Style } from '../render/style.js';
import { colourOf, type Terminal } from './terminal.js';

/** Something to choose. */
export interface PromptOption {
  value: string;
  name: string;
  help?: string;
}

interface Entry {
  message: string;
  /** Said when the user types `?`; then the same is asked again. */
  explanation?: string;
}

export interface ChoiceEntry extends Entry {
  options: readonly PromptOption[];
  /** What Enter takes. */
  initial?: string;
}

export interface ListEntry extends Entry {
  options: readonly PromptOption[];
  initial: readonly string[];
  /** What is wrong with these values, if anything. */
  problemWith(values: readonly string[]): string | undefined;
}

export interface TextEntry extends Entry {
  /** What may be entered. */
  hint: string;
  initial?: string;
  problemWith(text: string): string | undefined;
}

/** Puts questions on standard error and reads the answers from standard input. Every method rejects with an error that means exit code 130 where the user leaves. */
export interface Prompter {
  choose(entry: ChoiceEntry): Promise<string>;
  tick(entry: ListEntry): Promise<string[]>;
  type(entry: TextEntry): Promise<string>;
  /** Gives the terminal back. */
  close(): void;
}

/** Menus where the terminal can show them, else plain numbered questions. The libraries of either are loaded only now. */
export async function openPrompter(terminal: Terminal, style: Style): Promise<Prompter> {
  if (terminal.plainQuestions) return (await import('./plain-prompter.js')).plainPrompter(terminal, style);
  return (await import('./menu-prompter.js')).menuPrompter(terminal, style);
}

/** Puts one question with choices, outside a series of questions. Only where the terminal is interactive. */
export async function chooseOne(terminal: Terminal, entry: ChoiceEntry, options: { color?: boolean }): Promise<string> {
  const prompter = await openPrompter(terminal, terminal.styleOf('stderr', colourOf(options)));
  try {
    return await prompter.choose(entry);
  } finally {
    prompter.close();
  }
}
