import { createInterface } from 'node:readline';
import { type Style, wrap } from '../../render/style.js';
import type { Terminal } from '../terminal.js';
import { onSignal, type Prompter, type PromptOption } from './prompter.js';

/** What was read from a line, or what is wrong with it. */
type Parsed<T> = { value: T } | { problem: string };

/** Questions as lines of text with numbered answers: for screen readers, and for terminals that cannot move the cursor. */
export function plainPrompter(terminal: Terminal, style: Style): Prompter {
  const reader = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  const lines = reader[Symbol.asyncIterator]();
  let leave = (): void => undefined;
  const interrupted = new Promise<never>((_, reject) => {
    leave = () => reject(new ExitPromptError());
  });
  // Whoever waits for an answer is told; if nobody does, the next one who asks is.
  interrupted.catch(() => undefined);
  const stopListening = onSignal(leave);

  async function nextLine(): Promise<string> {
    const line = await Promise.race([lines.next(), interrupted]);
    // Ctrl+D ends the input; Esc can only be seen in the line.
    if (line.done || line.value.includes('\u001b')) throw new ExitPromptError();
    return line.value.trim();
  }

  const say = (text: string, indent = ''): void => terminal.err(`${wrap(style, text, indent)}\n`);
  const ask = (message: string): void => terminal.err(`\n${wrap(style, message)}\n`);

  async function read<T>(
    explanation: string | undefined,
    request: string,
    initial: string | undefined,
    parse: (text: string) => Parsed<T>,
  ): Promise<T> {
    const why = explanation === undefined ? '' : ', ? to see why this is asked';
    const taken = initial === undefined ? '' : `, Enter for ${initial}`;
    for (;;) {
      terminal.err(`${wrap(style, `${request}${taken}${why}:`)} `);
      const text = await nextLine();
      if (text === '?' && explanation !== undefined) {
        terminal.err(`${explanation}\n`);
        continue;
      }
      const parsed = parse(text);
      if ('value' in parsed) return parsed.value;
      say(parsed.problem);
    }
  }

  const list = (message: string, options: readonly PromptOption[]): void => {
    ask(message);
    for (const [index, { name, help }] of options.entries())
      terminal.err(`${wrap(style, `${name}${help ? `: ${help}` : ''}`, '      ', `${index + 1}. `.padStart(6))}\n`);
  };

  return {
    async choose({ message, explanation, options, initial }) {
      list(message, options);
      return read(explanation, 'Type its number', nameOf(options, initial), (text): Parsed<string> => {
        const value = text === '' ? initial : valueFor(options, text);
        return value === undefined ? { problem: `Found ${found(text)}; expected a number from 1 to ${options.length}.` } : { value };
      });
    },
    async tick({ message, explanation, options, initial, problemWith }) {
      list(message, options);
      const taken = initial.length ? initial.map((value) => nameOf(options, value)).join(', ') : 'none';
      return read(explanation, 'Type the numbers of all that apply, separated by commas', taken, (text): Parsed<string[]> => {
        const parts = text === 'none' ? [] : text.split(',').map((part) => part.trim());
        const values = text === '' ? [...initial] : parts.map((part) => valueFor(options, part));
        const known = values.filter((value) => value !== undefined);
        const wrong = parts[values.indexOf(undefined)];
        if (wrong !== undefined)
          return { problem: `Found ${found(wrong)}; expected numbers from 1 to ${options.length}, separated by commas.` };
        const problem = problemWith(known);
        return problem === undefined ? { value: known } : { problem };
      });
    },
    async type({ message, explanation, hint, initial, problemWith }) {
      ask(message);
      say(hint, '  ');
      return read(explanation, 'Type the answer', initial, (text): Parsed<string> => {
        const value = text === '' ? (initial ?? '') : text;
        const problem = problemWith(value);
        return problem === undefined ? { value } : { problem };
      });
    },
    close() {
      stopListening();
      reader.close();
    },
  };
}

/** The user left. The name is that of inquirer's error, so that both are known by it. */
class ExitPromptError extends Error {
  override name = 'ExitPromptError';
}

const found = (text: string): string => (text === '' ? 'nothing' : `"${text}"`);

const nameOf = (options: readonly PromptOption[], wanted: string | undefined): string | undefined =>
  options.find(({ value }) => value === wanted)?.name;

/** By its number, or by its value as a flag gives it. */
const valueFor = (options: readonly PromptOption[], text: string): string | undefined =>
  (/^\d+$/.test(text) ? options[Number(text) - 1] : options.find(({ value }) => value === text.toLowerCase()))?.value;
