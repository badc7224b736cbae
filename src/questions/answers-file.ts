import { existsSync, readFileSync } from 'node:fs';
import { isMap, isScalar, isSeq, LineCounter, type Pair, parseDocument, type Scalar, stringify } from 'yaml';
import { nearest } from '../knowledge/nearest.js';
import { type Fact, type Question, UserError, unknown } from '../knowledge/types.js';
import { expected, type Parsed, parseAnswer, parseList } from './parse-answer.js';

export const answersFileName = 'backplane.yaml';

/**
 * Reads an answers file (`shown`: its path in messages and evidence): keys are question ids. A version is read from its source text, so that 17.10 stays 17.10.
 * @throws UserError (exit 3) with file:line:column for a missing file, malformed YAML, an unknown key, or an answer that is not valid.
 */
export function readAnswersFile(path: string, questions: readonly Question[], shown = path): Fact[] {
  if (!existsSync(path)) throw new UserError(`${shown}: there is no such answers file. Check the path given to --answers.`);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(
      `${shown}: this answers file cannot be read (${(error as NodeJS.ErrnoException).code}). Check the path given to --answers.`,
    );
  }
  return parseAnswersFile(shown, text, questions);
}

/** The same for text that was already read. */
export function parseAnswersFile(path: string, text: string, questions: readonly Question[]): Fact[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  const [error] = document.errors;
  if (error) throw new UserError(`${at(error.pos[0])}: this is not YAML: ${error.message.replace(/\s+/g, ' ')}. Correct it and run again.`);
  if (document.contents === null) return [];
  if (!isMap(document.contents)) throw new UserError(`${at(0)}: expected answers such as "servers: 2", one a line.`);
  const byId = new Map(questions.map((question) => [question.id, question]));
  const problems: string[] = [];
  const facts: Fact[] = [];
  for (const pair of document.contents.items as Pair<Scalar, unknown>[]) {
    const id = String(pair.key.value);
    const question = byId.get(id);
    if (!question) {
      const candidate = nearest(id, byId.keys());
      problems.push(
        `${at(pair.key.range?.[0] ?? 0)}: "${id}" is not a question.${candidate ? ` Did you mean "${candidate}"?` : ''} Run "backplane --help" for all of them.`,
      );
      continue;
    }
    const parsed = parseNode(question, pair.value, text);
    const range = (pair.value as { range?: [number, number, number] } | null)?.range ?? pair.key.range;
    if ('problem' in parsed) problems.push(`${at(range?.[0] ?? 0)}: ${id}: ${parsed.problem}`);
    else {
      const { line } = lines.linePos(pair.key.range?.[0] ?? 0);
      facts.push({ id, value: parsed.value, provenance: 'file', evidence: [{ file: path, line, text: `${id}: ${shown(parsed.value)}` }] });
    }
  }
  if (problems.length) throw new UserError(problems.join('\n'));
  return facts;
}

function parseNode(question: Question, node: unknown, text: string): Parsed {
  if (isSeq(node)) {
    if (question.type !== 'list') return { problem: `found a list; expected ${expected(question)}, or unknown.` };
    return parseList(
      question,
      node.items.map((item) => (isScalar(item) ? String(item.value) : '')),
    );
  }
  if (!isScalar(node) || node.value === null) return { problem: `found nothing to read; expected ${expected(question)}, or unknown.` };
  const source = node.range ? text.slice(node.range[0], node.range[1]) : String(node.value);
  // A number in YAML loses its zeros; a version is what stands in the file.
  const written = typeof node.value === 'number' && question.type === 'version' ? source : String(node.value);
  // YAML 1.1 habits: "yes" and "no" may have been written as true and false.
  if (typeof node.value === 'boolean' && question.type === 'choice') return parseAnswer(question, node.value ? 'yes' : 'no');
  return parseAnswer(question, written);
}

const shown = (value: Fact['value']): string => (Array.isArray(value) ? `[${value.join(', ')}]` : String(value));

/** The answers file that gives the same answers again: every fact that was not assumed. */
export function writeAnswersFile(facts: readonly Fact[]): string {
  const stated = facts.filter((fact) => fact.provenance !== 'assumed' && fact.value !== unknown);
  const unanswered = facts.filter((fact) => fact.provenance !== 'assumed' && fact.value === unknown);
  const answers = Object.fromEntries([...stated, ...unanswered].map((fact) => [fact.id, fact.value]));
  return `# Answers for backplane (https://www.npmjs.com/package/backplane-advisor). Keys and choices: backplane advise --help\n${stringify(answers, { lineWidth: 0 })}`;
}
