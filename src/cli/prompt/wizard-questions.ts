import type { DecideOptions } from '../../decide/decide.js';
import { Scope } from '../../decide/scope.js';
import { answerInWords } from '../../decide/words.js';
import { type Answer, type Fact, type Question, type RuleBase, unknown } from '../../knowledge/types.js';
import { environmentNameOf, flagOf } from '../../questions/names.js';
import { expected, parseAnswer } from '../../questions/parse-answer.js';
import { askQuestions, type NextQuestion } from '../../questions/wizard.js';
import { paint, type Style, wrap } from '../../render/style.js';
import type { Terminal } from '../terminal.js';
import { openPrompter } from './open-prompter.js';
import type { Prompter } from './prompter.js';

/**
 * The wizard: shows what is known already, then asks what can still change the result, on standard error.
 * @returns the stated facts and the answers; rejects with an error that means exit code 130 where the user leaves.
 */
export async function askOnTerminal(
  terminal: Terminal,
  ruleBase: RuleBase,
  stated: readonly Fact[],
  options: DecideOptions,
  style: Style,
): Promise<Fact[]> {
  let prompter: Prompter | undefined;
  let title: string | undefined;
  try {
    const facts = await askQuestions(ruleBase, stated, options, async (next) => {
      if (!prompter) terminal.err(introduction(ruleBase, stated, style));
      prompter ??= await openPrompter(terminal, style);
      if (title !== titleOf(ruleBase, next)) {
        title = titleOf(ruleBase, next);
        terminal.err(`\n${paint(style, 'bold', title)}\n`);
      }
      if (next.contradiction) terminal.err(`${paint(style, 'yellow', wrap(style, next.contradiction))}\n`);
      return askQuestion(prompter, next, style);
    });
    if (prompter) terminal.err('\n');
    return facts;
  } catch (error) {
    if (prompter) terminal.err('\nStopped. Nothing was written.\n');
    throw error;
  } finally {
    prompter?.close();
  }
}

function introduction(ruleBase: RuleBase, stated: readonly Fact[], style: Style): string {
  const scope = new Scope(ruleBase, new Map(), undefined);
  const known = stated.map((fact) =>
    wrap(style, `${fact.id}: ${answerInWords(scope, fact.id, fact.value)} (${originOf(fact)})`, '    ', '  - '),
  );
  return `${[
    ...(known.length ? [paint(style, 'bold', 'What is known already'), ...known] : ['No project is read, so nothing is known yet.']),
    '',
    wrap(
      style,
      'Only what can change the result is asked. Type ? to see why something is asked. Ctrl+C leaves; nothing is written without asking.',
    ),
  ].join('\n')}\n`;
}

function originOf({ id, provenance, evidence }: Fact): string {
  const [place] = evidence ?? [];
  if (place) return `${place.file}:${place.line}`;
  return {
    flag: flagOf(id),
    env: environmentNameOf(id),
    file: 'answers file',
    detected: 'detected',
    prompt: 'answered',
    assumed: 'assumed',
  }[provenance];
}

const titleOf = ({ sections }: RuleBase, { question, assumed, contradiction }: NextQuestion): string =>
  contradiction
    ? 'Two answers contradict each other'
    : assumed
      ? 'Assumptions that matter here'
      : (sections.find(({ id }) => id === question.section)?.title ?? question.section);

/** Up to so many answers are on the screen at once, the last one included. */
const shortMenu = 5;

async function askQuestion(prompter: Prompter, { question, assumed }: NextQuestion, style: Style): Promise<Answer> {
  const entry = { message: question.prompt, explanation: explain(question, assumed, style) };
  const initial = assumed?.value;
  if (question.type === 'choice') {
    const options = optionsOf(question);
    // Pressing Enter through must never state a constraint. A long menu starts at its top, or its choices would not be seen.
    const start = initial ?? (options.length <= shortMenu ? unknown : undefined);
    return prompter.choose({ ...entry, options, ...(start === undefined ? {} : { initial: String(start) }) });
  }
  if (question.type === 'list') {
    const values = await prompter.tick({
      ...entry,
      options: optionsOf(question),
      initial: Array.isArray(initial) ? initial : [],
      problemWith: contradiction,
    });
    return values.includes(unknown) ? unknown : values;
  }
  const text = await prompter.type({
    ...entry,
    hint: `${capitalized(expected(question))}; or unknown.`,
    ...(initial === undefined ? {} : { initial: String(initial) }),
    problemWith(given) {
      const parsed = parseAnswer(question, given);
      return 'problem' in parsed ? capitalized(parsed.problem) : undefined;
    },
  });
  const parsed = parseAnswer(question, text);
  return 'value' in parsed ? parsed.value : unknown;
}

const optionsOf = ({ choices }: Question) => [
  ...choices.map(({ value, label, help }) => ({ value, name: label ?? value, ...(help ? { help } : {}) })),
  { value: unknown, name: "I don't know" },
];

const contradiction = (values: readonly string[]): string | undefined =>
  values.includes(unknown) && values.length > 1 ? 'Found "I don\'t know" together with others; expected one or the other.' : undefined;

function explain({ why, help }: Question, assumed: Fact | undefined, style: Style): string {
  const parts = [
    `Why: ${why}`,
    ...(help ? [`How to tell: ${help}`] : []),
    ...(assumed?.because ? [`Until you say otherwise: ${assumed.because}`] : []),
  ];
  return parts.map((part) => wrap(style, part, '  ')).join('\n');
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
