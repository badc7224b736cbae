import { didYouMean } from '../knowledge/nearest.js';
import { type Answer, type Fact, type Question, type RuleBase, UserError, unknown } from '../knowledge/types.js';
import { environmentNameOf, environmentPrefix, flagOf } from './names.js';
import { expected, parseAnswer } from './parse-answer.js';

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
  /** Things to tell the user that are no errors. */
  notes: string[];
}

/**
 * One answer per question: flag, environment, answers file, detection.
 * @throws UserError (exit 2) for a value in the environment that is not valid.
 */
export function resolve(ruleBase: RuleBase, sources: Sources): Resolved {
  const notes: string[] = [];
  const layers = [sources.flags, fromEnvironment(ruleBase.questions, sources.environment, notes), sources.file, sources.detected];
  const facts = ruleBase.questions.flatMap((question) => {
    const fact = layers.map((layer) => layer.find(({ id }) => id === question.id)).find((found) => found !== undefined);
    if (fact && fact.provenance !== 'detected' && !question.influences)
      notes.push(`${question.id} has no influence on the decision: no rule reads it.`);
    return fact ? [inCatalogueOrder(question, fact)] : [];
  });
  return { facts, notes };
}

/** The order of a list means nothing: the catalogue's is kept, so that the same answer is the same bytes wherever it came from. */
function inCatalogueOrder(question: Question, fact: Fact): Fact {
  const { value } = fact;
  if (!Array.isArray(value)) return fact;
  return { ...fact, value: question.choices.map((choice) => choice.value).filter((choice) => value.includes(choice)) };
}

function fromEnvironment(questions: readonly Question[], environment: Sources['environment'], notes: string[]): Fact[] {
  const byName = new Map(questions.map((question) => [environmentNameOf(question.id), question]));
  const facts: Fact[] = [];
  for (const [name, text] of Object.entries(environment)) {
    if (!name.startsWith(environmentPrefix)) continue;
    const question = byName.get(name);
    if (!question) notes.push(`The environment variable ${name} is not a question and is not used.${didYouMean(name, byName.keys())}`);
    else if (text !== undefined && text.trim() !== '') {
      const parsed = parseAnswer(question, text);
      if ('problem' in parsed) throw new UserError(`${name}: ${parsed.problem}`, 2);
      facts.push({ id: question.id, value: parsed.value, provenance: 'env' });
    }
  }
  return facts;
}

/** The message for answers that are missing and cannot be asked for: each question with its flag and its choices. */
export function missingAnswers(questions: readonly Question[]): string {
  const lines = questions.map(
    (question) => `  ${flagOf(question.id)}  ${question.prompt}\n      expected ${expected(question)}; or unknown`,
  );
  const count = questions.length === 1 ? 'One answer is missing' : `${questions.length} answers are missing`;
  return `${count}, and there is no terminal to ask on:\n${lines.join('\n')}\nAdd the flags, or --missing unknown to decide without them.`;
}

/** Facts for questions that are answered `unknown` because nobody can be asked. */
export const asUnknown = (questions: readonly Question[]): Fact[] =>
  questions.map(({ id }) => ({ id, value: unknown, provenance: 'assumed', because: 'Not stated.' }));

/** The command line that gives the same decision: every answer that was not assumed. */
export function commandLine(facts: readonly Fact[], extra: readonly string[] = [], project?: string): string {
  const flags = facts.filter(({ provenance }) => provenance !== 'assumed').flatMap(({ id, value }) => [flagOf(id), inShell(asText(value))]);
  return ['backplane', 'advise', ...(project === undefined ? [] : [inShell(project)]), ...flags, ...extra.map(inShell)].join(' ');
}

const asText = (value: Answer): string => (Array.isArray(value) ? value.join(',') || 'none' : String(value));

const inShell = (text: string): string => (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
