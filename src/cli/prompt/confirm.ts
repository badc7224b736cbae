import type { Terminal } from '../terminal.js';
import { chooseOne } from './open-prompter.js';

const answers = [
  { value: 'yes', name: 'Yes' },
  { value: 'no', name: 'No' },
];

/** Asks a yes/no question on standard error; `preset` is what Enter takes. Only where the terminal is interactive. */
export async function confirm(terminal: Terminal, message: string, preset: boolean, options: { color?: boolean } = {}): Promise<boolean> {
  return (await chooseOne(terminal, { message, options: answers, initial: preset ? 'yes' : 'no' }, options)) === 'yes';
}
