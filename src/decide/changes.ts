import type { Answer, Fact, Question, RuleBase } from '../knowledge/types.js';
import { unknown } from '../knowledge/types.js';
import { parseVersion } from '../knowledge/version.js';
import { assume, assumedFrom } from './assume.js';
import type { DecideOptions } from './decide.js';
import type { Change, Decision } from './decision.js';
import { type Recommendation, recommend, sameRecommendation } from './recommend.js';
import { Scope } from './scope.js';
import { valuesToTry } from './values-to-try.js';
import { answerInWords, fill, number } from './words.js';

/** At most this many changes are named: a person reads them. */
const limit = 8;

interface Step {
  question: Question;
  value: Answer;
  /** How far it is from today's answer: the question's effort, more for a larger jump. */
  cost: number;
}

/**
 * The smallest changes of answers that lead to another outcome or recommendation: one answer each where that is enough, two where
 * nothing less makes a backplane eligible. Each was verified by deciding again. For each place it leads to, the easiest ones.
 * @param stated the facts without assumptions, since those follow from the answers
 */
export function findChanges(ruleBase: RuleBase, stated: readonly Fact[], decision: Decision, options: DecideOptions): Change[] {
  const today = recommend(ruleBase, assume(ruleBase, stated), options);
  const steps = stepsFrom(ruleBase, stated, today);
  const attempt = (...chosen: Step[]): Change | undefined => tryChange(ruleBase, stated, chosen, today);
  const singles = steps.flatMap((step) => {
    const change = attempt(step);
    return change ? [{ step, change }] : [];
  });
  const refined = singles.map(({ step, change }) => ({
    cost: step.cost,
    change: refine(ruleBase, stated, step, change, attempt) ?? change,
  }));
  const found = refined.length > 0 || decision.outcome !== 'no-eligible' ? refined : pairs(steps, attempt);
  return easiest(found);
}

function stepsFrom(ruleBase: RuleBase, stated: readonly Fact[], today: Recommendation): Step[] {
  const current = new Map(assume(ruleBase, stated).map(({ id, value }) => [id, value]));
  const scope = new Scope(ruleBase, current);
  // What the recommendation did not look at cannot change it, except where an assumption follows from it.
  const isRead = (id: string): boolean => today.looksAt(id) || assumedFrom(ruleBase).has(id);
  return ruleBase.questions.flatMap((question) => {
    const { effort } = question;
    if (effort === undefined || !isRead(question.id) || (question.applies && scope.truth(question.applies) === false)) return [];
    const now = current.get(question.id);
    const values = valuesToTry(question, now);
    // Of a number the ends are enough: what changes in between shows at one of them, and is then traced back to the nearest value.
    const ends = typeof values[0] === 'number' ? values.filter((_, index) => index === 0 || index === values.length - 1) : values;
    return ends
      .filter((value) => value !== now && JSON.stringify(value) !== JSON.stringify(now) && isForward(question, now, value))
      .map((value) => ({ question, value, cost: effort + distance(now, value) }));
  });
}

/** A version is only ever raised. */
function isForward(question: Question, now: Answer | undefined, value: Answer): boolean {
  if (question.type !== 'version' || typeof now !== 'string' || now === unknown || typeof value !== 'string') return true;
  const [from = [], to = []] = [parseVersion(now), parseVersion(value)];
  for (let index = 0; index < Math.max(from.length, to.length); index++) {
    const step = (to[index] ?? 0) - (from[index] ?? 0);
    if (step !== 0) return step > 0;
  }
  return false;
}

const distance = (now: Answer | undefined, value: Answer): number =>
  typeof now === 'number' && typeof value === 'number' ? Math.min(0.9, Math.abs(Math.log10((value + 1) / (now + 1))) / 10) : 0;

function tryChange(ruleBase: RuleBase, stated: readonly Fact[], steps: readonly Step[], today: Recommendation): Change | undefined {
  const changed = new Map(stated.map((fact) => [fact.id, fact]));
  for (const { question, value } of steps) changed.set(question.id, { id: question.id, value, provenance: 'prompt' });
  const then = today.after(assume(ruleBase, [...changed.values()]));
  if (sameRecommendation(today, then)) return undefined;
  return {
    set: Object.fromEntries(steps.map(({ question, value }) => [question.id, value])),
    ...then,
    text: steps.map((step) => inWords(ruleBase, stated, step)).join(' and '),
  };
}

/**
 * For a number: the nearest value that leads elsewhere, wherever that is, to four digits. Where nobody knows today's value, the nearest to the other
 * end of what was tried: the first with which the decision turns.
 */
function refine(
  ruleBase: RuleBase,
  stated: readonly Fact[],
  step: Step,
  change: Change,
  attempt: (step: Step) => Change | undefined,
): Change | undefined {
  const today = assume(ruleBase, stated).find(({ id }) => id === step.question.id)?.value;
  const now = typeof today === 'number' ? today : valuesToTry(step.question).find((value) => !attempt({ ...step, value }));
  if (typeof now !== 'number' || typeof step.value !== 'number') return undefined;
  let [near, far, best] = [now, step.value, change];
  const whole = step.question.type === 'integer';
  for (let round = 0; round < 24; round++) {
    const exact = (near + far) / 2;
    const middle = whole ? Math.round(exact) : Number(exact.toPrecision(4));
    if (middle === near || middle === far) break;
    const found = attempt({ ...step, value: middle });
    if (found) [far, best] = [middle, found];
    else near = middle;
  }
  return best;
}

function pairs(steps: readonly Step[], attempt: (...steps: Step[]) => Change | undefined): { cost: number; change: Change }[] {
  const found: { cost: number; change: Change }[] = [];
  const ordered = steps.filter(({ question }) => question.type !== 'number' && question.type !== 'integer').sort((a, b) => a.cost - b.cost);
  for (const [index, first] of ordered.entries())
    for (const second of ordered.slice(index + 1)) {
      if (second.question === first.question) continue;
      const change = attempt(first, second);
      if (change) found.push({ cost: first.cost + second.cost + 10, change });
      if (found.length >= limit) return found;
    }
  return found;
}

/** For each place that changes lead to, the easiest of each question; the easiest overall first. */
function easiest(found: { cost: number; change: Change }[]): Change[] {
  const seen = new Set<string>();
  return [...found]
    .sort((a, b) => a.cost - b.cost)
    .filter(({ change }) => {
      const key = `${Object.keys(change.set).join()} ${change.outcome} ${change.recommended}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, limit)
    .map(({ change }) => change);
}

function inWords(ruleBase: RuleBase, stated: readonly Fact[], { question, value }: Step): string {
  const scope = new Scope(ruleBase, new Map(stated.map((fact) => [fact.id, fact.value])));
  const now = scope.answer(question.id);
  const before = Array.isArray(now) ? now : [];
  const added = Array.isArray(value) ? value.filter((one) => !before.includes(one)) : [];
  const shown = Array.isArray(value) && added.length ? answerInWords(scope, question.id, added) : answerInWords(scope, question.id, value);
  const plain = typeof value === 'number' ? number(value) : shown;
  return question.change && !(Array.isArray(value) && added.length === 0)
    ? fill(question.change, scope, { value: plain })
    : `answer ${question.id} with ${plain}`;
}
