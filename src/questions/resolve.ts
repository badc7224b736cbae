import { nearest } from '../knowledge/nearest.js';
import { type Answer, type Fact, type Question, type RuleBase, UserError, unknown } from '../knowledge/types.js';
import { environmentNameOf, environmentPrefix, flagOf } from './names.js';
import { inCatalogueOrder, parseAnswer } from './parse-answer.js';
import { namesOf } from './question-called.js';

/** What there is to resolve from, strongest first. A later source answers only what no earlier one did. */
export interface Sources {
  /** Facts from flags, already parsed. */
  flags: readonly Fact[];
  environment: Readonly<Record<string, string | undefined>>;
  file: readonly Fact[];
  detected: readonly Fact[];
}

export interface Resolved {
  /** At most one fact per question, in the order of the catalogue; without prompts and assumptions. */
  facts: Fact[];
  /** Warnings and notes to tell the user, each as a line. */
  notes: string[];
}

/**
 * One answer per question: flag, environment, answers file, detection.
 * @throws UserError (exit 2) for a value in the environment that is not valid.
 */
export function resolve(ruleBase: RuleBase, sources: Sources): Resolved {
  const { facts: fromEnvironment, notes, problems } = readEnvironment(ruleBase.questions, sources.environment);
  if (problems.length) throw new UserError(problems.join('\n'), 2);
  const layers = [sources.flags, fromEnvironment, sources.file, sources.detected];
  const facts = ruleBase.questions.flatMap((question) => {
    const fact = layers.map((layer) => layer.find(({ id }) => id === question.id)).find((found) => found !== undefined);
    if (fact && fact.provenance !== 'detected' && !question.influences)
      notes.push(`Note: ${question.id} has no influence on the decision: no rule reads it.`);
    return fact ? [withSortedList(question, fact)] : [];
  });
  return { facts, notes };
}

function withSortedList(question: Question, fact: Fact): Fact {
  const { value } = fact;
  return Array.isArray(value) ? { ...fact, value: inCatalogueOrder(question, value) } : fact;
}

/** The answers in the environment, with what is wrong with them and what is to be told. */
export function readEnvironment(
  questions: readonly Question[],
  environment: Sources['environment'],
): { facts: Fact[]; notes: string[]; problems: string[] } {
  const notes: string[] = [];
  const byName = new Map(questions.flatMap((question) => namesOf(question).map((name) => [environmentNameOf(name), question])));
  const givenAs = new Map<string, string>();
  const problems: string[] = [];
  const facts: Fact[] = [];
  for (const [name, text] of Object.entries(environment)) {
    // An empty variable counts as unset: pipelines set variables to nothing for an input that nobody gave.
    if (!name.startsWith(environmentPrefix) || text === undefined || text.trim() === '') continue;
    const question = byName.get(name);
    if (!question) {
      notes.push(notAQuestion(name, questions));
      continue;
    }
    const before = givenAs.get(question.id);
    givenAs.set(question.id, name);
    if (before !== undefined) {
      problems.push(`${before} and ${name} are the same question. Set one of them.`);
      continue;
    }
    const parsed = parseAnswer(question, text);
    if ('problem' in parsed) problems.push(`${name}: ${parsed.problem}`);
    else facts.push({ id: question.id, value: parsed.value, provenance: 'env' });
  }
  return { facts, notes, problems };
}

function notAQuestion(name: string, questions: readonly Question[]): string {
  const id = name.slice(environmentPrefix.length).toLowerCase().replaceAll('_', '-');
  const meant = nearest(
    id,
    questions.map((question) => question.id),
  );
  return `Warning: the environment variable ${name} is not a question and is not used.${meant ? ` Did you mean "${environmentNameOf(meant)}"?` : ''}`;
}

/** Facts for questions that are answered `unknown` because nobody can be asked. */
export const asUnknown = (questions: readonly Question[]): Fact[] =>
  questions.map(({ id }) => ({ id, value: unknown, provenance: 'assumed', because: 'Not stated.' }));

/** The line that runs a command, such as `advise`, on the same answers: every one that was not assumed. */
export function commandLine(command: string, facts: readonly Fact[], extra: readonly string[] = [], project?: string): string {
  const flags = facts.filter(({ provenance }) => provenance !== 'assumed').flatMap(({ id, value }) => [flagOf(id), inShell(asText(value))]);
  // A name that starts like an option is still a folder.
  const folder = project?.startsWith('-') ? `./${project}` : project;
  return ['backplane', command, ...(folder === undefined ? [] : [inShell(folder)]), ...flags, ...extra.map(inShell)].join(' ');
}

const asText = (value: Answer): string => (Array.isArray(value) ? value.join(',') || 'none' : String(value));

/** A word as a POSIX shell reads it. */
export const inShell = (text: string): string => (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
