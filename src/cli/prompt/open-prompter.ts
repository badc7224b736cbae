import type { Style } from '../../render/style.js';
import { colourOf, type Terminal } from '../terminal.js';
import type { ChoiceEntry, Prompter } from './prompter.js';

/** Menus where the terminal can show them, else plain numbered questions. The libraries of either are loaded only now. */
export async function openPrompter(terminal: Terminal, style: Style): Promise<Prompter> {
  if (terminal.plainQuestions) return (await import('./plain-prompter.js')).plainPrompter(terminal, style);
  return (await import('./menu-prompter.js')).menuPrompter(terminal, style);
}

/** Puts one question with choices, outside a series of questions. Only where the terminal is interactive. Says so where the user leaves it. */
export async function chooseOne(terminal: Terminal, entry: ChoiceEntry, options: { color?: boolean }): Promise<string> {
  const prompter = await openPrompter(terminal, terminal.styleOf('stderr', colourOf(options)));
  try {
    return await prompter.choose(entry);
  } catch (error) {
    terminal.err('\nStopped. Nothing was done.\n');
    throw error;
  } finally {
    prompter.close();
  }
}
