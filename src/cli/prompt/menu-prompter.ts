import { checkbox, input, select } from '@inquirer/prompts';
import { paint, type Style, wrap } from '../../render/style.js';
import type { Terminal } from '../terminal.js';
import { onSignal, type Prompter, type PromptOption } from './prompter.js';

interface Key {
  name?: string;
  ctrl?: boolean;
}

/** Menus that are moved through with the arrow keys. Esc, Ctrl+C and Ctrl+D leave. */
export function menuPrompter(terminal: Terminal, style: Style): Prompter {
  const { stdin, stderr } = process;
  const left = new AbortController();
  const leave = (): void => left.abort();
  // Between two prompts the terminal is not in raw mode, and Ctrl+C is a signal.
  const stopListening = onSignal(leave);
  stdin.on('end', leave);

  /**
   * Shows a prompt, and on `?` the explanation. `?` ends the prompt as Enter would, because only then it gives away what was ticked or typed so far;
   * it is then wiped from the screen and shown again with that.
   */
  async function show<T>(
    explanation: string | undefined,
    initial: T,
    prompt: (draft: T, context: object, explaining: () => boolean) => Promise<T>,
  ): Promise<T> {
    for (let draft = initial; ; ) {
      const context = { input: stdin, output: stderr, signal: left.signal, clearPromptOnDone: false };
      let [shown, explaining] = [false, false];
      const onKey = (text: string | undefined, key: Key): void => {
        if (key.name === 'escape' || (key.ctrl && key.name === 'd')) leave();
        if (text !== '?' || !shown || explanation === undefined) return;
        explaining = context.clearPromptOnDone = true;
        stdin.emit('keypress', '\r', { name: 'return', sequence: '\r' });
        // A prompt that is busy with the Enter before it has not heard this one.
        setImmediate(() => {
          explaining = context.clearPromptOnDone = false;
        });
      };
      stdin.on('keypress', onKey);
      try {
        const answer = prompt(draft, context, () => explaining);
        // The prompt ignores keys until it is on the screen, and so does `?`.
        setImmediate(() => {
          shown = true;
        });
        draft = await answer;
      } finally {
        stdin.off('keypress', onKey);
      }
      if (!explaining) return draft;
      terminal.err(`${explanation}\n\n`);
    }
  }

  const pageSize = Math.max(4, Math.min((stderr.rows || 24) - 8, 14));
  const message = (text: string): string => wrap(style, text, '  ').trimStart();
  const choices = (options: readonly PromptOption[], ticked: readonly string[] = []) =>
    options.map(({ value, name, help }) => ({ value, name, checked: ticked.includes(value), ...(help ? { description: help } : {}) }));

  return {
    choose: ({ message: text, explanation, options, initial }) => {
      const theme = themeOf(style, explanation, ['↑↓', options.length > pageSize ? 'or letters: move' : 'move'], ['Enter', 'choose']);
      return show(explanation, initial ?? options[0]?.value ?? '', (draft, context) =>
        select<string>({ message: message(text), choices: choices(options), default: draft, pageSize, theme }, context),
      );
    },
    tick: ({ message: text, explanation, options, initial, problemWith }) =>
      show(explanation, [...initial], (draft, context, explaining) =>
        checkbox<string>(
          {
            message: message(text),
            choices: choices(options, draft),
            pageSize,
            shortcuts: { all: null, invert: null },
            validate: (ticked) => explaining() || (problemWith(ticked.map(({ value }) => value)) ?? true),
            theme: themeOf(style, explanation, ['Space', 'tick'], ['Enter', 'done, with nothing ticked: none']),
          },
          context,
        ),
      ),
    type: ({ message: text, explanation, hint, initial = '', problemWith }) => {
      const theme = themeOf(style, explanation);
      const dimmed = paint(style, 'dim', wrap(style, hint, '  '));
      const asked = {
        ...theme.style,
        message: (words: string, status: string) =>
          status === 'done' ? paint(style, 'bold', words) : `${paint(style, 'bold', words)}\n${dimmed}\n `,
      };
      return show(explanation, initial, (draft, context, explaining) =>
        input(
          {
            message: message(text),
            default: draft,
            prefill: draft === initial ? 'tab' : 'editable',
            validate: (answer) => explaining() || (problemWith(answer) ?? true),
            theme: { ...theme, style: asked },
          },
          context,
        ),
      );
    },
    close() {
      stopListening();
      stdin.off('end', leave);
    },
  };
}

/** inquirer's own colours look neither at --no-color nor, on Node 20, at NO_COLOR: every one of them is ours. */
function themeOf(style: Style, explanation: string | undefined, ...keys: [key: string, action: string][]) {
  const cyan = (text: string): string => paint(style, 'cyan', text);
  const dim = (text: string): string => paint(style, 'dim', text);
  const tip = [...keys, ...(explanation === undefined ? [] : [['?', 'why this is asked']])].map(([key, action]) => `${key} ${action}`);
  return {
    prefix: { idle: cyan('?'), done: paint(style, 'green', '✔') },
    spinner: { frames: [cyan('?')] },
    icon: { cursor: '❯', checked: '[x]', unchecked: '[ ]' },
    style: {
      answer: cyan,
      renderSelectedChoices: (ticked: readonly { short: string }[]) => ticked.map(({ short }) => short).join(', ') || 'none',
      message: (text: string) => paint(style, 'bold', text),
      error: (text: string) => paint(style, 'red', wrap(style, text, '  ', '> ')),
      defaultAnswer: (text: string) => dim(`(${text})`),
      highlight: cyan,
      description: (text: string) => dim(wrap(style, text, '  ')),
      keysHelpTip: () => dim(wrap(style, tip.join(' • '), '  ')),
    },
  };
}
