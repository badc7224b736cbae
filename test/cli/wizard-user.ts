import { loadBuiltIn } from '../../src/knowledge/built-in.js';
import { type Answer, type Question, unknown } from '../../src/knowledge/types.js';
import { key, type PseudoTerminal } from './pty.js';

const { questions } = loadBuiltIn();

/** What somebody answers who is asked; what is not here, they do not know. */
export type Answers = Readonly<Record<string, Answer>>;

/** What follows the questions, on the screen; for the user the questions are over then. */
export const afterwards = 'Save the answers';

/**
 * Answers the wizard's questions in a terminal, whichever it asks, until it asks no more.
 * @returns the ids of the questions, in the order in which they were asked.
 */
export async function answerAll(
  terminal: PseudoTerminal,
  answers: Answers,
  how: 'menus' | 'plain',
  end: string | RegExp = afterwards,
): Promise<string[]> {
  const asked: string[] = [];
  for (;;) {
    const open = questions.filter(({ id }) => !asked.includes(id));
    const next = await terminal.seesOneOf([end, ...open.map((question) => asksFor(question, how))]);
    const question = next === 0 ? undefined : open[next - 1];
    if (!question) return asked;
    const value = answers[question.id] ?? unknown;
    await (how === 'menus' ? answerMenu(terminal, question, value) : answerPlainly(terminal, question, value));
    asked.push(question.id);
  }
}

/** Waits for a question. In a menu that was answered, the question mark before it has become a tick. */
const asksFor = ({ prompt, type }: Question, how: 'menus' | 'plain'): RegExp => {
  const ready = how === 'menus' ? { choice: 'Enter choose', list: 'Enter done' }[type as string] : 'why this is asked:';
  return new RegExp(`${how === 'menus' ? '\\? ' : ' '}${escaped(prompt)} .*${ready ?? ''}(?!.*${escaped(prompt)})`);
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

async function answerMenu(terminal: PseudoTerminal, question: Question, value: Answer): Promise<void> {
  const values = [...question.choices.map((choice) => choice.value), unknown];
  const nameOf = (one: string): string =>
    one === unknown ? "I don't know" : (question.choices.find((choice) => choice.value === one)?.label ?? one);
  if (question.type === 'choice') {
    await moveTo(terminal, values, String(value), nameOf);
    terminal.press(key.enter);
  } else if (question.type === 'list') {
    let at = 0;
    for (const one of Array.isArray(value) ? value : [String(value)]) {
      terminal.press(key.down.repeat(values.indexOf(one) - at), key.space);
      await terminal.sees(`❯[x] ${nameOf(one)}`);
      at = values.indexOf(one);
    }
    terminal.press(key.enter);
  } else terminal.press(String(value), key.enter);
}

/** The shorter way round, since the menu is a ring. An assumption may be chosen already, so the way starts where the cursor is. */
async function moveTo(
  terminal: PseudoTerminal,
  values: readonly string[],
  wanted: string,
  nameOf: (value: string) => string,
): Promise<void> {
  const now = values.findIndex((value) =>
    terminal
      .lines()
      .findLast((line) => line.startsWith('❯'))
      ?.startsWith(`❯ ${nameOf(value)}`),
  );
  const down = (values.indexOf(wanted) - now + values.length) % values.length;
  terminal.press(down <= values.length / 2 ? key.down.repeat(down) : key.up.repeat(values.length - down));
  await terminal.sees(new RegExp(`❯ ${escaped(nameOf(wanted))}(?!.*❯)`));
}

async function answerPlainly(terminal: PseudoTerminal, { type, choices }: Question, value: Answer): Promise<void> {
  const number = (one: string): number => (one === unknown ? choices.length : choices.findIndex((choice) => choice.value === one)) + 1;
  const text = Array.isArray(value)
    ? value.map(number).join(',') || 'none'
    : type === 'choice' || type === 'list'
      ? number(String(value))
      : value;
  terminal.press(`${text}\n`);
}
