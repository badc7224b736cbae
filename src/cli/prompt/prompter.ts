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

/** Signals on which the questions end as if the user had left: the terminal must not stay as a menu needs it. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Has `leave` called when a signal comes. @returns what takes that back. */
export function onSignal(leave: () => void): () => void {
  for (const signal of signals) process.on(signal, leave);
  return () => {
    for (const signal of signals) process.off(signal, leave);
  };
}

/** Puts questions on standard error and reads the answers from standard input. Every method rejects with an error that means exit code 130 where the user leaves. */
export interface Prompter {
  choose(entry: ChoiceEntry): Promise<string>;
  tick(entry: ListEntry): Promise<string[]>;
  type(entry: TextEntry): Promise<string>;
  /** Gives the terminal back. */
  close(): void;
}
