import type { Answer, Conflict, Evidence, Fact, Hint, Refinement } from '../../knowledge/types.js';
import type { Finding } from './finding.js';

export interface Settled {
  facts: Fact[];
  /** Answers that the files contradict: unknown, and to be asked. */
  conflicts: Conflict[];
  /** What was seen and does not settle an answer. */
  hints: Hint[];
}

/** More places do not make a fact more certain. */
const most = 8;

/**
 * One answer for each question, from everything that shows it. Production counts before development, strong evidence before weak, and the
 * project's own before the tree's; what then still differs is a conflict. A list is all that production shows.
 */
export function settle(findings: readonly Finding[], refinements: readonly Refinement[]): Settled {
  const settled: Settled = { facts: [], conflicts: [], hints: [] };
  for (const question of new Set(findings.map((one) => one.question))) {
    const about = findings.filter((one) => one.question === question);
    const finer = refinements.filter((one) => one.question === question);
    if (about.some(({ value }) => Array.isArray(value))) settleList(question, about, finer, settled);
    else settleOne(question, about, finer, settled);
  }
  return settled;
}

function settleOne(question: string, about: readonly Finding[], finer: readonly Refinement[], settled: Settled): void {
  const production = about.filter(({ stage }) => stage === 'production');
  if (production.length === 0) {
    addHints(question, about, 'development', settled);
    return;
  }
  const counting = heaviest(production, finer);
  const values = [...new Set(counting.map(({ value }) => String(value)))];
  if (values.length > 1) {
    settled.conflicts.push({ id: question, values: values.map((value) => valueWith(value, counting)) });
    return;
  }
  const [first] = counting;
  if (first === undefined) return;
  if (!counting.some(({ settles }) => settles)) {
    addHints(question, counting, 'not-enough', settled);
    return;
  }
  settled.facts.push(factOf(question, first.value, [...counting, ...production.filter(({ value }) => agrees(value, first.value, finer))]));
}

/** What is left after everything that something heavier makes irrelevant. */
function heaviest(findings: readonly Finding[], finer: readonly Refinement[]): Finding[] {
  const refined = withoutGeneral(findings, finer);
  for (const strength of ['strong', 'plain', 'weak'] as const) {
    const some = refined.filter((one) => one.strength === strength);
    if (some.length === 0) continue;
    // What does not settle anything yields to what is weaker and does.
    if (!some.some(({ settles }) => settles) && refined.some((one) => one.settles)) continue;
    const own = some.filter((one) => one.own);
    return own.some(({ settles }) => settles) ? own : some;
  }
  return [];
}

/** Without answers of which a more exact form was found as well: SQL Server beside Azure SQL Database. */
function withoutGeneral(findings: readonly Finding[], finer: readonly Refinement[]): Finding[] {
  const values = new Set(findings.map(({ value }) => String(value)));
  const general = new Set(finer.filter(({ precise }) => precise.some((one) => values.has(one))).map((one) => one.general));
  return findings.filter(({ value }) => !general.has(String(value)));
}

const agrees = (value: Answer, settled: Answer, finer: readonly Refinement[]): boolean =>
  String(value) === String(settled) || finer.some(({ general, precise }) => general === String(value) && precise.includes(String(settled)));

function settleList(question: string, about: readonly Finding[], finer: readonly Refinement[], settled: Settled): void {
  const entries = about.flatMap((one) => [one.value].flat().map((value) => ({ ...one, value: String(value) })));
  const production = withoutGeneral(
    entries.filter(({ stage, settles }) => stage === 'production' && settles),
    finer,
  );
  const values = [...new Set(production.map(({ value }) => String(value)))];
  if (values.length > 0) settled.facts.push(factOf(question, values, production));
  const known = (value: Answer): boolean => values.some((one) => agrees(value, one, finer));
  addHints(
    question,
    entries.filter(({ value, stage }) => stage === 'development' && !known(value)),
    'development',
    settled,
  );
}

function addHints(id: string, findings: readonly Finding[], because: Hint['because'], settled: Settled): void {
  for (const value of new Set(findings.map((one) => String(one.value)))) settled.hints.push({ id, because, ...valueWith(value, findings) });
}

const valueWith = (value: string, findings: readonly Finding[]): { value: Answer; evidence: Evidence[] } => {
  const same = findings.filter((one) => String(one.value) === value);
  return { value: same[0]?.value ?? value, evidence: placesOf(same) };
};

const factOf = (id: string, value: Answer, findings: readonly Finding[]): Fact => ({
  id,
  value,
  provenance: 'detected',
  evidence: placesOf(findings),
});

/** Each place once. */
function placesOf(findings: readonly Finding[]): Evidence[] {
  const places = new Map(
    findings.map(({ evidence, condition }) => [`${evidence.file}:${evidence.line}`, condition ? { ...evidence, condition } : evidence]),
  );
  return [...places.values()].slice(0, most);
}
