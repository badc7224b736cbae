import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { join, relative, resolve as resolvePath } from 'node:path';
import { assume } from '../decide/assume.js';
import { openQuestions } from '../decide/relevance.js';
import { isDay } from '../knowledge/day.js';
import { type Answer, type Fact, type RuleBase, UserError, unknown } from '../knowledge/types.js';
import { inOrderOfWeight } from '../questions/in-order-of-weight.js';
import { missingAnswers } from '../questions/missing-answers.js';
import { resolve } from '../questions/resolve.js';
import { complete, type Site } from '../site/site.js';
import { warnOfStale } from './stale-warning.js';
import { colourOf, type Terminal } from './terminal.js';

/** The options that every deciding command has. */
export interface SessionOptions {
  answers?: string;
  missing?: 'fail' | 'unknown';
  input?: boolean;
  project?: string;
  rules?: string;
  asOf?: string;
  strict?: boolean;
  prices?: string;
  color?: boolean;
  /** The command that runs, for messages. */
  command?: string;
  /** Whether the command makes no sense without a project. */
  needsProject?: boolean;
}

/**
 * Resolves every question from flags, environment, answers file, the project, prompts and safe assumptions.
 * @throws UserError where an answer is missing and nobody can be asked (exit 2), or where something given cannot be understood.
 */
export async function openSession(
  terminal: Terminal,
  listed: RuleBase,
  folder: string | undefined,
  flags: readonly Fact[],
  options: SessionOptions,
): Promise<Site> {
  const ruleBase = options.prices === undefined ? listed : await withOwnPrices(terminal, listed, options.prices);
  const asOf = checkedDay(options.asOf) ?? terminal.today();
  warnOfStale(terminal, ruleBase, asOf, options);
  const root = projectPath(terminal, folder);
  const ask = terminal.interactive && options.input !== false;
  const { findProject } = await import('./find-project.js');
  const { scan, project } = await findProject(terminal, ruleBase, {
    root,
    ask,
    canDoWithout: !options.needsProject,
    ...(options.project === undefined ? {} : { project: options.project }),
    ...(options.color === undefined ? {} : { color: options.color }),
  });
  const file = await readAnswers(terminal, root, options.answers, ruleBase, scan?.project.folder);
  const { facts: resolved, notes } = resolve(ruleBase, { flags, environment: terminal.environment, file, detected: scan?.facts ?? [] });
  for (const note of [...differences(resolved, scan?.facts ?? []), ...notes]) terminal.err(`${note}\n`);
  const stated = await answerOpen(terminal, ruleBase, resolved, ask, options, asOf, folder);
  return {
    ruleBase,
    folder,
    scan,
    ...(project === undefined ? {} : { project }),
    ...(options.rules === undefined ? {} : { rules: options.rules }),
    stated,
    saved: file,
    facts: complete(ruleBase, stated, { asOf }),
    asOf,
    extra: [
      ...(options.missing === 'unknown' ? ['--missing', 'unknown'] : []),
      ...(project === undefined ? [] : ['--project', project]),
      ...(options.rules === undefined ? [] : ['--rules', options.rules]),
      ...(options.asOf === undefined ? [] : ['--as-of', options.asOf]),
      ...(options.prices === undefined ? [] : ['--prices', options.prices]),
      // Every answer is stated, but without the file that took its place the standard one would add others.
      ...(options.answers !== undefined && standardAnswersFile(terminal, root, scan?.project.folder) ? ['--answers', options.answers] : []),
    ],
  };
}

/** Where the answers file and the project say different things: the file counts, and is likely older than the project. */
function differences(resolved: readonly Fact[], detected: readonly Fact[]): string[] {
  return resolved.flatMap((fact) => {
    if (fact.provenance !== 'file') return [];
    const read = detected.find(({ id }) => id === fact.id);
    if (!read || fact.value === unknown || isSame(fact.value, read.value)) return [];
    return [
      `Warning: ${fact.id} is ${inWords(fact.value)} in ${placeOf(fact, 'the answers file')}, and ${inWords(read.value)} in ${placeOf(read, 'the project')}. The answers file counts: take the line out of it, if the project is right.`,
    ];
  });
}

const inWords = (value: Answer): string => (Array.isArray(value) ? value.join(', ') || 'none' : String(value));

const isSame = (one: Answer, other: Answer): boolean =>
  Array.isArray(one) && Array.isArray(other) ? [...one].sort().join() === [...other].sort().join() : String(one) === String(other);

const placeOf = ({ evidence }: Fact, otherwise: string): string => (evidence?.[0] ? `${evidence[0].file}:${evidence[0].line}` : otherwise);

/** The project folder as an absolute path; it is there and may be read. */
function projectPath({ workingFolder }: Terminal, folder: string | undefined): string {
  const path = resolvePath(workingFolder, folder ?? '.');
  if (!existsSync(path))
    throw new UserError(`There is no folder "${folder}". Give the folder of the project, or leave it out to decide without one.`, 3);
  try {
    accessSync(path, constants.R_OK | (statSync(path).isDirectory() ? constants.X_OK : 0));
  } catch {
    throw new UserError(
      `"${folder ?? path}" may not be read. Check its permissions, or leave the folder out to decide without a project.`,
      3,
    );
  }
  return path;
}

async function answerOpen(
  terminal: Terminal,
  ruleBase: RuleBase,
  stated: Fact[],
  ask: boolean,
  options: SessionOptions,
  asOf: string,
  folder: string | undefined,
): Promise<Fact[]> {
  // Who says what missing answers mean is not asked for them: the command that a run prints gives the same in a terminal.
  if (options.missing === 'unknown') return stated;
  if (!ask) {
    // Nobody is asked, so what can safely be assumed is settled.
    const missing = [...openQuestions(ruleBase, assume(ruleBase, stated, { asOf }), { asOf })];
    if (missing.length) throw missingAnswers(inOrderOfWeight(ruleBase, stated, missing, { asOf }), options.command ?? 'advise', folder);
    return stated;
  }
  const { askOnTerminal } = await import('./prompt/wizard-questions.js');
  return askOnTerminal(terminal, ruleBase, stated, { asOf }, terminal.styleOf('stderr', colourOf(options)));
}

/** The rule base with the user's prices, which is said on stderr. */
async function withOwnPrices(terminal: Terminal, ruleBase: RuleBase, file: string): Promise<RuleBase> {
  const [{ readPricesFile }, { withPrices }] = await Promise.all([
    import('../knowledge/prices/prices-file.js'),
    import('../knowledge/prices/with-prices.js'),
  ]);
  const priced = withPrices(ruleBase, readPricesFile(resolvePath(terminal.workingFolder, file), ruleBase, file));
  const own = Object.values(priced.prices).filter((price) => price.own);
  terminal.err(`Note: ${file} replaces ${own.length} of ${Object.keys(priced.prices).length} list prices.\n`);
  return priced;
}

/** The `backplane.yaml` that is read where no answers file is given: that of the project, of the folder, or of the working folder. */
function standardAnswersFile(terminal: Terminal, root: string, project?: string): string | undefined {
  const folder = statSync(root).isDirectory() ? root : join(root, '..');
  const folders = [...(project === undefined ? [] : [project]), folder, terminal.workingFolder];
  return folders.map((place) => join(place, 'backplane.yaml')).find((place) => existsSync(place));
}

/** The answers in the file that is given, or in the standard one; nothing where there is none. */
export async function readAnswers(
  terminal: Terminal,
  root: string,
  given: string | undefined,
  ruleBase: RuleBase,
  project?: string,
): Promise<Fact[]> {
  const path = given === undefined ? standardAnswersFile(terminal, root, project) : resolvePath(terminal.workingFolder, given);
  if (path === undefined) return [];
  const { readAnswersFile, readFoundAnswersFile } = await import('../questions/answers-file.js');
  if (given !== undefined) return readAnswersFile(path, ruleBase.questions, given);
  return readFoundAnswersFile(path, ruleBase.questions, relative(terminal.workingFolder, path));
}

/**
 * The day that --as-of gives, or undefined without one.
 * @throws UserError (exit 2) where it is no day of the calendar.
 */
export function checkedDay(text: string | undefined): string | undefined {
  if (text !== undefined && !isDay(text)) throw new UserError(`--as-of: found "${text}"; expected a day such as 2026-11-23.`, 2);
  return text;
}
