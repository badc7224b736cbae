import type { Condition } from '../knowledge/language/language.js';
import type { Answer, Fact, Move, Outcome, RuleBase, Step } from '../knowledge/types.js';
import { type DecideOptions, decide } from './decide.js';
import type { Reason, Status } from './decision.js';
import { reasonOf } from './judge.js';
import { judgeAll } from './judge-all.js';
import { Scope, type Subject } from './scope.js';
import { every, some, type Test, type Truth } from './truth.js';
import { unsettled } from './unsettled.js';
import { viewOfDecision } from './view.js';
import { answerInWords, fill, sourceInWords } from './words.js';

/** Where a roll-out begins and where it leads. */
export interface RolloutInput {
  /** Today's answers, with assumptions. */
  today: readonly Fact[];
  /** The answers afterwards, with assumptions; the same where nothing but the backplane changes. */
  afterwards: readonly Fact[];
  /** The backplane to move to, and which variant of it; without it the recommended one. */
  target?: { backplane: string; variant?: string };
}

export interface RolloutStep {
  id: string;
  title: string;
  who: Step['who'];
  text: string;
  check: string;
  /** What users notice meanwhile. */
  notice: string;
  /** The way back. */
  back: string;
  /** The steps of this roll-out that come before it. */
  after: string[];
  source: string;
}

/** A step of which nobody knows whether it applies. */
export interface OpenStep {
  id: string;
  title: string;
  /** Ids of the questions whose answers would tell. */
  unless: string[];
}

export interface Rollout {
  outcome: Outcome;
  /** What is recommended for the answers afterwards, whatever the target. */
  recommended: string | null;
  /** Null where no backplane is moved to. */
  target: { backplane: string; variant: string | null; name: string; status: Status } | null;
  /** Why it leads there; of an excluded target what excludes it. */
  reasons: Reason[];
  /** What the code registers today; null where nobody knows. */
  registered: string[] | null;
  steps: RolloutStep[];
  open: OpenStep[];
}

/** The ordered steps from today's answers to a decision. Pure: the same input gives the same steps. */
export function rolloutOf(ruleBase: RuleBase, { today, afterwards, target }: RolloutInput, options: DecideOptions): Rollout {
  const decision = decide(ruleBase, afterwards, options);
  const id = target?.backplane ?? decision.recommended;
  const judgement = id === null ? undefined : judgeAll(ruleBase, afterwards, options).find(({ backplane }) => backplane.id === id);
  const variant = judgement?.backplane.variants.find((one) => one.id === (target?.variant ?? judgement.scope.subject?.variant?.id));
  const subject = judgement && { backplane: judgement.backplane, ...(variant ? { variant } : {}) };
  const outcome = target ? 'backplane' : decision.outcome;
  const scopeOf = (facts: readonly Fact[]): Scope => {
    const answers = new Map<string, Answer>(facts.map((fact) => [fact.id, fact.value]));
    const scope = new Scope(ruleBase, answers, options.asOf);
    return scope.from(viewOfDecision(scope.situation.prepared, subject ?? {}, outcome));
  };
  const ends: Ends = { from: scopeOf(today), to: scopeOf(afterwards) };
  const truths = new Map(ruleBase.steps.map((step) => [step.id, outcome !== 'no-eligible' && applies(step, ends)]));
  const applied = new Set(ruleBase.steps.flatMap((step) => (truths.get(step.id) === true ? [step.id] : [])));
  const registered = ends.from.answer('registered-backplane');
  return {
    outcome,
    recommended: decision.recommended,
    target: subject && judgement ? { ...namesOf(subject), status: judgement.status } : null,
    reasons: target && judgement?.status === 'excluded' ? judgement.exclusions.map((one) => reasonOf(one, judgement)) : decision.reasons,
    registered: Array.isArray(registered) ? registered : null,
    steps: ruleBase.steps.filter(({ id: one }) => applied.has(one)).map((step) => told(step, ends, ruleBase.steps, applied)),
    open: ruleBase.steps
      .filter((step) => truths.get(step.id) === undefined)
      .map((step) => ({ id: step.id, title: textIn(step.title, ends), unless: unlessOf(step, ends) })),
  };
}

const namesOf = ({ backplane, variant }: Subject): { backplane: string; variant: string | null; name: string } => ({
  backplane: backplane.id,
  variant: variant?.id ?? null,
  name: variant && variant.name !== backplane.name ? `${backplane.name} (${variant.name})` : backplane.name,
});

/** The answers at both ends of a roll-out, seen from what it leads to. */
interface Ends {
  from: Scope;
  to: Scope;
}

const applies = ({ when }: Step, ends: Ends): Truth => when.length === 0 || some(when.map((move) => holds(move, ends)))(undefined);

type Placed = [Condition, Scope];

const conditionsOf = ({ from, to }: Move, ends: Ends): Placed[] => [
  ...(from ? [[from, ends.from] satisfies Placed] : []),
  ...(to ? [[to, ends.to] satisfies Placed] : []),
];

/** A move holds where both of its ends do. */
const holds = (move: Move, ends: Ends): Test<unknown> =>
  every(
    conditionsOf(move, ends).map(
      ([condition, scope]) =>
        () =>
          scope.truth(condition),
    ),
  );

/** The questions that would tell whether a step applies. */
function unlessOf({ when }: Step, ends: Ends): string[] {
  const open = when.filter((move) => holds(move, ends)(undefined) === undefined);
  return [...new Set(open.flatMap((move) => conditionsOf(move, ends).flatMap(([condition, scope]) => [...unsettled(condition, scope)])))];
}

/** A step in the user's values: {servers} is the answer afterwards, {from.servers} today's. */
function told(step: Step, ends: Ends, all: readonly Step[], applied: ReadonlySet<string>): RolloutStep {
  const text = (one: string): string => textIn(one, ends);
  return {
    id: step.id,
    title: text(step.title),
    who: step.who,
    text: text(step.text),
    check: text(step.check),
    notice: text(step.notice),
    back: text(step.back),
    after: nearestBefore(step, all, applied),
    source: sourceInWords(ends.to.ruleBase, step),
  };
}

const textIn = (text: string, { from, to }: Ends): string => {
  const today = [...text.matchAll(/\{from\.([a-z0-9-]+)\}/g)].map(([, id = '']): [string, string] => [
    `from.${id}`,
    answerInWords(from, id, from.answer(id)),
  ]);
  return fill(text, to, Object.fromEntries(today));
};

/** The steps that apply and come before this one: those that it names, and behind one that does not apply those that that one names. */
function nearestBefore({ after }: Step, all: readonly Step[], applied: ReadonlySet<string>): string[] {
  const found = after.flatMap((id) => {
    if (applied.has(id)) return [id];
    const between = all.find((one) => one.id === id);
    return between ? nearestBefore(between, all, applied) : [];
  });
  return [...new Set(found)];
}
