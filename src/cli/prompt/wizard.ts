import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { UserError } from '../../knowledge/types.js';
import { fileOperations } from '../../plan/disk/file-operations.js';
import { answersFileName, answersSchemaPath, writeAnswersFile } from '../../questions/answers-file.js';
import type { Advice } from '../../render/json.js';
import type { Site } from '../../site/site.js';
import { type GenerateOptions, generate } from '../commands/generate.js';
import { exitCode } from '../exit-code.js';
import type { Terminal } from '../terminal.js';
import { confirm } from './confirm.js';
import { chooseOne } from './open-prompter.js';

const offer = 'See what it would write into the project? Nothing is written before you agree.';

/**
 * What follows the recommendation when somebody has answered questions: offers to keep the answers and to put the backplane into the project,
 * and the command line that gives the same answer without questions.
 * @returns the exit code of what was done; undefined where nothing was.
 */
export async function offerNext(terminal: Terminal, session: Site, advice: Advice, options: GenerateOptions): Promise<number | undefined> {
  await offerToSave(terminal, session, options);
  const generates =
    advice.decision.outcome === 'backplane' && session.scan !== undefined && (await confirm(terminal, offer, true, options));
  const code = generates ? await generate(terminal, session, advice, { ...options, format: 'text' }) : undefined;
  terminal.err(`\nThe same answer without questions, for example in a pipeline:\n  ${advice.command}\n`);
  return code === exitCode.done ? undefined : code;
}

async function offerToSave(terminal: Terminal, { facts, folder }: Site, options: GenerateOptions): Promise<void> {
  const given = resolve(terminal.workingFolder, folder ?? '.');
  // The two places where the next run looks.
  const places = [...new Set([statSync(given).isDirectory() ? given : dirname(given), terminal.workingFolder])];
  const nameOf = (place: string): string => relative(terminal.workingFolder, join(place, answersFileName));
  const saveAs = [...places.map((place) => ({ value: place, name: `Yes, as ${nameOf(place)}` })), { value: '', name: 'No' }];
  const place = await chooseOne(
    terminal,
    { message: 'Save the answers, so that nothing has to be asked next time?', options: saveAs },
    options,
  );
  if (place === '') return;
  const text = writeAnswersFile(facts, existsSync(join(place, answersSchemaPath)) ? answersSchemaPath : undefined);
  const path = join(place, answersFileName);
  const name = nameOf(place);
  const differs = existsSync(path) && readFileSync(path, 'utf8') !== text;
  if (differs && !(await confirm(terminal, `${name} is there already. Replace it?`, false, options))) {
    terminal.err(`${name} was left as it is.\n`);
    return;
  }
  save(path, text, name);
  terminal.err(`Saved ${name}. From now on these answers are read from there.\n`);
}

/** Puts a file in place in one step, so that it is never there in part. A link to it stays, and so do its permissions. */
function save(path: string, text: string, name: string): void {
  const target = fileOperations.realPath(path);
  const draft = `${target}.${process.pid}.new`;
  try {
    fileOperations.write(draft, Buffer.from(text), fileOperations.status(target));
    fileOperations.move(draft, target);
  } catch (error) {
    if (existsSync(draft)) fileOperations.remove(draft);
    throw new UserError(
      `${name} could not be written (${(error as NodeJS.ErrnoException).code}). Check that the folder may be written to.`,
    );
  }
}
