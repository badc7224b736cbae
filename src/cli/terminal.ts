import type { Style } from '../render/style.js';

/** The outside world as a command sees it: streams, environment, what the terminal can do. Tests pass their own. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  environment: Readonly<Record<string, string | undefined>>;
  /** Whether there is somebody to ask: a terminal on standard input and standard error, and no CI. */
  interactive: boolean;
  /** Plain numbered questions, for screen readers and terminals that cannot move the cursor. */
  plainQuestions: boolean;
  /** Whether what is printed is read on a screen, and not by a program or from a file. */
  onScreen?: boolean;
  styleOf(stream: 'stdout' | 'stderr', colour: boolean | undefined): Style;
  workingFolder: string;
  /** Today as 2026-11-23. */
  today(): string;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { env, stdin, stdout, stderr } = process;
  const dumb = env.TERM === 'dumb';
  return {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    environment: env,
    interactive: Boolean(stdin.isTTY && stderr.isTTY) && !isSet(env.CI),
    onScreen: Boolean(stdout.isTTY),
    plainQuestions: dumb || isSet(env.ACCESSIBLE),
    styleOf(name, colour) {
      const stream = name === 'stdout' ? stdout : stderr;
      const wanted = colour ?? (isSet(env.FORCE_COLOR) ? env.FORCE_COLOR !== '0' : env.NO_COLOR ? false : Boolean(stream.isTTY) && !dumb);
      return { colour: wanted, width: stream.isTTY ? Math.max(30, Math.min(stream.columns || 80, 110)) : 100 };
    },
    workingFolder: process.cwd(),
    today: () => new Date().toISOString().slice(0, 10),
  };
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '' && value !== 'false';

/** False with --no-color, else undefined: the terminal and the environment decide. (Commander gives --no-color as `color: false`, and true without.) */
export const colourOf = ({ color }: { color?: boolean }): false | undefined => (color === false ? false : undefined);
