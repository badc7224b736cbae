import { type Question, UserError, unknown } from '../knowledge/types.js';
import { flagOf } from './names.js';
import { expected } from './parse-answer.js';
import { inShell } from './resolve.js';

/** How many questions are named: who is told twenty at once reads none. */
const named = 3;
/** How many choices are named of each. */
const shown = 6;

/**
 * The error for answers that are missing and that nobody can be asked for: the questions that decide first, how many may follow, and the ways on.
 * @param questions from the one that decides most to the one that decides least.
 * @param command as it was called, such as `advise`.
 * @param folder of the site, as it was given.
 */
export function missingAnswers(questions: readonly Question[], command: string, folder?: string): UserError {
  const place = folder === undefined ? '' : ` ${inShell(folder)}`;
  const first = questions.slice(0, named);
  const more = questions.length - first.length;
  const text = [
    `${questions.length === 1 ? 'One answer is missing' : 'Answers are missing'}, and there is no terminal to ask on.${more > 0 ? ' These decide first:' : ''}`,
    ...first.flatMap((question) => [`  ${flagOf(question.id)}  ${question.prompt}`, `      ${inShort(question)}`]),
    ...(more > 0 ? [`Up to ${more} more may follow, fewer as answers settle them.`] : []),
    'Three ways on:',
    `  backplane ${command}${place} ${flagOf(first[0]?.id ?? 'servers')} ...  add the flags; each also takes "unknown"`,
    `  ${`backplane init${place}`.padEnd(27)}  write a backplane.yaml with what can be read and the open questions, and fill it in`,
    '  --missing unknown            decide without them',
  ].join('\n');
  const missing = questions.map(({ id, prompt, type, unit, choices }) => ({
    id,
    flag: flagOf(id),
    prompt,
    type,
    ...(unit === undefined ? {} : { unit }),
    ...(choices.length === 0 ? {} : { choices: [...choices.map(({ value }) => value), unknown] }),
  }));
  return new UserError(text, 2, { missing });
}

/** What may be answered; of a long list of choices the first ones, and where the others are. */
function inShort(question: Question): string {
  const { id, type, choices } = question;
  if (choices.length <= shown + 1) return `expected ${expected(question)}`;
  const some = choices.slice(0, shown).map(({ value }) => value);
  const one = type === 'list' ? 'some of' : 'one of';
  return `expected ${one} ${some.join(', ')} or ${choices.length - shown} others: backplane explain ${id}`;
}
