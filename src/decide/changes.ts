import { parseVersion } from '../knowledge/language/version.js';
import type { Answer, Fact, Question, RuleBase } from '../knowledge/types.js';
import { unknown } from '../knowledge/types.js';
import { assumedFrom } from './assume.js';
import { changeInWords } from './change-words.js';
import type { DecideOptions } from './decide.js';
import type { Change, Decision, Recommended } from './decision.js';
import { prepared } from './prepared.js';
import { type Supposition, sameRecommendation, suppose } from './recommend.js';
import { Scope } from './scope.js';
import { valuesToTry } from './values-to-try.js';
import { viewFrom } from './view.js';

/** At most this many changes are named: a person reads them. */
const limit = 8;

interface Step {
  question: Question;
  value: Answer;
  /** How far it is from today's answer: the question's effort, more for a larger jump. */
  cost: number;
}

/** Steps that lead elsewhere together. */
interface Found {
  steps: readonly Step[];
  outcome: Recommended;
  cost: number;
}

type Attempt = (...steps: Step[]) => Recommended | undefined;

/**
 * The smallest changes of answers that lead to another outcome or recommendation: one answer each where that is enough, two where
 * nothing less makes a backplane eligible. Each was verified by deciding again. For each place it leads to, the easiest ones.
 * @param stated the facts without assumptions, since those follow from the answers
 */
export function findChanges(ruleBase: RuleBase, stated: readonly Fact[], decision: Decision, options: DecideOptions): Change[] {
  const today = suppose(ruleBase, stated, options);
  const steps = stepsFrom(ruleBase, today);
  const attempt: Attempt = (...chosen) => {
    const then = today.after(...chosen.map(({ question, value }) => [question.id, value] as const));
    return sameRecommendation(today.now, then) ? undefined : then;
  };
  const singles = steps.flatMap((step) => {
    const then = attempt(step);
    return then ? [refine(today, step, then, attempt)] : [];
  });
  const found = singles.length > 0 || decision.outcome !== 'no-eligible' ? singles : pairs(steps, attempt);
  const scope = new Scope(ruleBase, new Map(stated.map((fact) => [fact.id, fact.value])), options.asOf);
  return easiest(found).map(({ steps: chosen, outcome }) => ({
    set: Object.fromEntries(chosen.map(({ question, value }) => [question.id, value])),
    ...outcome,
    text: chosen.map(({ question, value }) => changeInWords(scope, question, value)).join(' and '),
  }));
}

function stepsFrom(ruleBase: RuleBase, today: Supposition): Step[] {
  const { situation } = today;
  const general = viewFrom(prepared(ruleBase));
  // What the recommendation did not look at cannot change it, except where an assumption follows from it.
  const isMeant = ({ id, applies }: Question): boolean =>
    (today.looksAt(id) || assumedFrom(ruleBase).has(id)) && !(applies && general.test(applies)(situation) === false);
  const meant = ruleBase.questions.filter((question) => question.effort !== undefined && isMeant(question));
  return meant.flatMap((question) => {
    const now = today.answer(question.id);
    const values = valuesToTry(question, now);
    // Of a number the ends are enough: what changes in between shows at one of them, and is then traced back to the nearest value.
    const ends = typeof values[0] === 'number' ? values.filter((_, index) => index === 0 || index === values.length - 1) : values;
    return ends
      .filter((value) => value !== now && !isSameList(value, now) && isForward(question, now, value))
      .map((value) => ({ question, value, cost: (question.effort ?? 0) + distance(now, value) }));
  });
}

const isSameList = (value: Answer, now: Answer | undefined): boolean =>
  Array.isArray(value) && Array.isArray(now) && JSON.stringify(value) === JSON.stringify(now);

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

/**
 * For a number: the nearest value that leads elsewhere, wherever that is, to four digits. Where nobody knows today's value, the nearest to the other
 * end of what was tried: the first with which the decision turns.
 */
function refine(today: Supposition, step: Step, then: Recommended, attempt: Attempt): Found {
  const found: Found = { steps: [step], outcome: then, cost: step.cost };
  const known = today.answer(step.question.id);
  const now = typeof known === 'number' ? known : valuesToTry(step.question).find((value) => !attempt({ ...step, value }));
  if (typeof now !== 'number' || typeof step.value !== 'number') return found;
  let [near, far] = [now, step.value];
  const whole = step.question.type === 'integer';
  for (let round = 0; round < 24; round++) {
    const exact = (near + far) / 2;
    const middle = whole ? Math.round(exact) : Number(exact.toPrecision(4));
    if (middle === near || middle === far) break;
    const nearer = { ...step, value: middle };
    const leads = attempt(nearer);
    if (leads) {
      far = middle;
      found.steps = [nearer];
      found.outcome = leads;
    } else near = middle;
  }
  return found;
}

function pairs(steps: readonly Step[], attempt: Attempt): Found[] {
  const found: Found[] = [];
  const ordered = steps.filter(({ question }) => question.type !== 'number' && question.type !== 'integer').sort((a, b) => a.cost - b.cost);
  for (const [index, first] of ordered.entries())
    for (const second of ordered.slice(index + 1)) {
      if (second.question === first.question) continue;
      const then = attempt(first, second);
      if (then) found.push({ steps: [first, second], outcome: then, cost: first.cost + second.cost + 10 });
      if (found.length >= limit) return found;
    }
  return found;
}

/** For each place that changes lead to, the easiest of each question; the easiest overall first. */
function easiest(found: readonly Found[]): Found[] {
  const seen = new Set<string>();
  return [...found]
    .sort((a, b) => a.cost - b.cost)
    .filter(({ steps, outcome }) => {
      const key = `${steps.map(({ question }) => question.id).join()} ${outcome.outcome} ${outcome.recommended}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, limit);
}
