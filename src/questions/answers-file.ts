import { type Document, isMap, isScalar, isSeq, type Node, type Pair, type Scalar, stringify } from 'yaml';
import { foundInWords } from '../knowledge/load/describe-issue.js';
import { readFoundText, readText } from '../knowledge/load/read-text.js';
import { parseYaml, resolved } from '../knowledge/load/yaml-text.js';
import { didYouMean } from '../knowledge/nearest.js';
import { type Fact, type Question, UserError, unknown } from '../knowledge/types.js';
import { expected, type Parsed, parseAnswer, parseList } from './parse-answer.js';
import { namesOf } from './question-called.js';

export const answersFileName = 'backplane.yaml';

/**
 * Reads an answers file (`shown`: its path in messages and evidence): keys are question ids. A version is read from its source text, so that 17.10 stays 17.10.
 * @throws UserError (exit 3) with file:line:column for a missing file, malformed YAML, an unknown key, or an answer that is not valid.
 */
export const readAnswersFile = (path: string, questions: readonly Question[], shown = path): Fact[] =>
  parseAnswersFile(shown, readText(path, shown, 'an answers file'), questions);

/** The same for one that nobody named, which is no pipe. */
export const readFoundAnswersFile = (path: string, questions: readonly Question[], shown: string): Fact[] =>
  parseAnswersFile(shown, readFoundText(path, shown, 'an answers file'), questions);

/** The same for text that was already read. */
export function parseAnswersFile(path: string, text: string, questions: readonly Question[]): Fact[] {
  const { document, at, lineOf } = parseYaml(path, text);
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) return [];
  if (!isMap(contents))
    throw new UserError(`${at(0)}: found ${foundInWords(document.toJS())}; expected answers such as "servers: 2", one a line.`);
  const names = new Map(questions.flatMap((question) => namesOf(question).map((name) => [name, question])));
  const givenAs = new Map<string, string>();
  const problems: string[] = [];
  const facts: Fact[] = [];
  for (const { key, value } of contents.items as Pair<Node, unknown>[]) {
    const place = key.range?.[0] ?? 0;
    const name = isScalar(key) ? String(key.value) : String(key);
    const question = names.get(name);
    if (!question) {
      const meant = questions.find((one) => one['meant-by']?.includes(name));
      const suggestion = meant ? ` Did you mean "${meant.id}"?` : didYouMean(name, names.keys());
      problems.push(`${at(place)}: "${name}" is not a question.${suggestion} "backplane advise --help" lists them all.`);
      continue;
    }
    const { id } = question;
    const before = givenAs.get(id);
    givenAs.set(id, name);
    if (before !== undefined) {
      problems.push(`${at(place)}: "${before}" and "${name}" are the same question. Keep one of them.`);
      continue;
    }
    const node = resolved(value, document);
    const parsed = parseNode(question, node, text, document);
    if ('problem' in parsed) problems.push(`${at(parsed.offset ?? rangeOf(value) ?? place)}: ${name}: ${parsed.problem}`);
    else facts.push({ id, value: parsed.value, provenance: 'file', evidence: [evidenceOf(path, lineOf(place), id, parsed.value)] });
  }
  if (problems.length) throw new UserError(problems.join('\n'));
  return facts;
}

/** `offset`: where the problem stands, if not at the node itself. */
function parseNode(question: Question, node: unknown, text: string, document: Document): Parsed & { offset?: number } {
  if (isSeq(node)) {
    if (question.type !== 'list') return { problem: `found a list; expected ${expected(question)}, or unknown.` };
    const items = node.items.map((item) => resolved(item, document));
    const texts = items.map((item) => (isScalar(item) ? String(item.value) : ''));
    const wrong = items.findIndex((item, index) => !isScalar(item) || 'problem' in parseList(question, [texts[index] ?? '']));
    const parsed = parseList(question, wrong < 0 ? texts : [texts[wrong] ?? '']);
    const offset = wrong < 0 ? undefined : rangeOf(node.items[wrong]);
    return offset === undefined ? parsed : { ...parsed, offset };
  }
  if (!isScalar(node)) return { problem: `found a mapping; expected ${expected(question)}, or unknown.` };
  if (node.value === null) return { problem: `found nothing; expected ${expected(question)}, or unknown.` };
  return parseScalar(question, node, text);
}

function parseScalar(question: Question, node: Scalar, text: string): Parsed {
  if (typeof node.value === 'string') return parseAnswer(question, node.value);
  const source = node.range ? text.slice(node.range[0], node.range[1]) : String(node.value);
  // A number in YAML loses its zeros; a version is what stands in the file.
  if (question.type === 'version') return parseAnswer(question, source);
  // YAML 1.1 habits: "yes" and "on" may have been written as true, "no" and "off" as false.
  const meant = node.value === true ? ['yes', 'on'] : node.value === false ? ['no', 'off'] : [String(node.value)];
  const parsed = meant.map((one) => parseAnswer(question, one)).find((one) => 'value' in one);
  return parsed ?? parseAnswer(question, source);
}

const rangeOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];

const evidenceOf = (file: string, line: number, id: string, value: Fact['value']) => ({
  file,
  line,
  text: `${id}: ${Array.isArray(value) ? `[${value.join(', ')}]` : value}`,
});

/** Where an answers file looks for its JSON Schema, relative to itself: what "backplane schema answers" prints, if the user put it there. */
export const answersSchemaPath = '.backplane/answers.schema.json';

/**
 * The answers file that gives the same answers again: what somebody answered. What was read from the project is read again each time, since
 * the project changes.
 * @param schema path of the JSON Schema that an editor completes it with, where there is one.
 */
export function writeAnswersFile(facts: readonly Fact[], schema?: string): string {
  const answered = facts.filter(({ provenance }) => provenance !== 'assumed' && provenance !== 'detected');
  const stated = answered.filter(({ value }) => value !== unknown);
  const unanswered = answered.filter(({ value }) => value === unknown);
  const answers = Object.fromEntries([...stated, ...unanswered].map((fact) => [fact.id, fact.value]));
  const first = schema === undefined ? '' : `# yaml-language-server: $schema=${schema}\n`;
  return `${first}# Answers for backplane (https://www.npmjs.com/package/backplane-advisor). Keys and choices: backplane advise --help\n${stringify(answers, { lineWidth: 0 })}`;
}
