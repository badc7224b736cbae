import type { Fact, RuleBase } from '../knowledge/types.js';
import { unknown } from '../knowledge/types.js';
import { type DecideOptions, decide } from './decide.js';
import type { Decision, Reason, Status, Verdict } from './decision.js';
import type { Scope } from './scope.js';
import { answerInWords } from './words.js';

/** A decision in texts, for documents that people keep. */
export interface Report {
  /** The backplane and what is meant of it: `Redis (a new ElastiCache for Valkey)`. */
  recommended: string;
  /** The backplane alone: `Redis`. */
  backplane: string;
  reason: string;
  /** Ids of the questions whose answers would settle an undecided recommendation. */
  unless: string[];
  /** In rank order, the recommended one first. */
  options: { name: string; status: string; reason: string }[];
  prerequisites: Pick<Reason, 'text' | 'source'>[];
  /** What to know about it: the warnings. */
  consequences: Pick<Reason, 'text' | 'source'>[];
  facts: { id: string; answer: string; origin: string }[];
  /** Ids of the questions that nobody answered. */
  unknown: string[];
}

/** The section of questions that say how the project stands today: what is generated changes their answers. */
const changing = 'current-state';

/** The facts that generating does not change, so that a document that tells them stays as it is when it is generated again. */
export function lastingFacts(ruleBase: RuleBase, facts: readonly Fact[]): Fact[] {
  const left = new Set(ruleBase.questions.filter(({ section }) => section === changing).map(({ id }) => id));
  return facts.filter(({ id }) => !left.has(id));
}

/**
 * A decision retold. What follows from today's state of the project is left out, since a document outlives it.
 * @param scope with the recommended backplane at hand.
 */
export function reportOf(ruleBase: RuleBase, facts: readonly Fact[], decision: Decision, scope: Scope, options: DecideOptions): Report {
  const lasting = lastingFacts(ruleBase, facts);
  const { prerequisites, warnings } = decide(ruleBase, lasting, options);
  const [winner] = decision.verdicts;
  return {
    recommended: winner ? fullName(ruleBase, winner) : '',
    backplane: ruleBase.backplanes.find(({ id }) => id === winner?.backplane)?.name ?? '',
    reason: (winner?.reasons[0] ?? decision.reasons[0])?.text ?? '',
    unless: winner?.unless ?? [],
    options: decision.verdicts.map((verdict, index) => ({
      name: fullName(ruleBase, verdict),
      status: index === 0 ? 'Recommended' : statusWords[verdict.status],
      reason: verdict.reasons[0]?.text ?? '',
    })),
    prerequisites: prerequisites.map(({ text, source }) => ({ text, source })),
    consequences: warnings.map(({ text, source }) => ({ text, source })),
    facts: lasting
      .filter(({ value }) => value !== unknown)
      .map((fact) => ({ id: fact.id, answer: answerInWords(scope, fact.id, fact.value), origin: originOf(fact) })),
    unknown: lasting.filter(({ value }) => value === unknown).map(({ id }) => id),
  };
}

const statusWords: Record<Status, string> = {
  eligible: 'Usable',
  undecided: 'Usable, depending on what is not known',
  excluded: 'Excluded',
};

/** Without lines: those move with every edit of the file. Flag, environment and answers file are one: they state the same answer. */
function originOf({ provenance, evidence, because }: Fact): string {
  if (provenance === 'assumed') return because ? `assumed: ${because}` : 'assumed';
  if (provenance !== 'detected') return 'stated';
  const files = [...new Set((evidence ?? []).map(({ file }) => file))];
  return files.length > 0 ? `read from ${files.join(', ')}` : 'read from the project';
}

function fullName(ruleBase: RuleBase, { backplane, variant }: Verdict): string {
  const found = ruleBase.backplanes.find(({ id }) => id === backplane);
  const name = found?.variants.find(({ id }) => id === variant)?.name;
  return name && name !== found?.name ? `${found?.name} (${name})` : (found?.name ?? backplane);
}
