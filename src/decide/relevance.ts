import type { Answer, Fact, Question, RuleBase } from '../knowledge/types.js';
import { unknown } from '../knowledge/types.js';
import { assume, assumedFrom } from './assume.js';
import type { DecideOptions } from './decide.js';
import { type Recommendation, recommend, sameRecommendation } from './recommend.js';
import { Scope } from './scope.js';
import { valuesToTry } from './values-to-try.js';

/** How many ways of answering everything else are tried before a question counts as settled. */
const completions = 96;

/**
 * The questions whose answer can still change the outcome or the recommendation, in the order in which they are asked.
 * A question matters where some way of answering all open ones exists in which this one answer makes a difference; that is tried
 * with a fixed series of pseudo-random answers, so the same facts always give the same questions.
 * @param stated the facts so far, without assumptions. An answered question, even with `unknown`, is not open.
 */
export function* openQuestions(ruleBase: RuleBase, stated: readonly Fact[], options: DecideOptions): Generator<Question> {
  const answered = new Set(stated.map(({ id }) => id));
  const scope = new Scope(ruleBase, new Map(assume(ruleBase, stated).map(({ id, value }) => [id, value])));
  const open = ruleBase.questions.filter(
    (question) => question.influences && !answered.has(question.id) && !(question.applies && scope.truth(question.applies) === false),
  );
  if (open.length === 0) return;
  const random = generator(open.length * 7919 + stated.length);
  const tries = Array.from({ length: completions }, (_, round) => complete(ruleBase, stated, open, random, round, options));
  for (const question of open) if (tries.some((attempt) => matters(ruleBase, question, attempt))) yield question;
}

interface Attempt {
  facts: Map<string, Fact>;
  recommendation: Recommendation;
}

function complete(
  ruleBase: RuleBase,
  stated: readonly Fact[],
  open: readonly Question[],
  random: () => number,
  round: number,
  options: DecideOptions,
): Attempt {
  const facts = new Map(stated.map((fact) => [fact.id, fact]));
  for (const question of open) {
    const values = valuesToTry(question);
    // The first try answers nothing. Of the others, half leave every sixth question out, since it may be answered "unknown" or assumed, and half every
    // second one: where much is demanded nothing fits, and then no single answer shows what it can do.
    if (round === 0 || random() < (round % 2 ? 1 / 6 : 1 / 2) || values.length === 0) continue;
    facts.set(question.id, fact(question.id, values[Math.floor(random() * values.length)] ?? unknown));
  }
  return { facts, recommendation: recommend(ruleBase, assume(ruleBase, [...facts.values()]), options) };
}

function matters(ruleBase: RuleBase, question: Question, { facts, recommendation }: Attempt): boolean {
  // What the recommendation did not look at cannot change it, except where an assumption follows from it.
  if (!recommendation.looksAt(question.id) && !assumedFrom(ruleBase).has(question.id)) return false;
  return valuesToTry(question).some((value) => {
    const others = new Map(facts).set(question.id, fact(question.id, value));
    return !sameRecommendation(recommendation, recommendation.after(assume(ruleBase, [...others.values()])));
  });
}

const fact = (id: string, value: Answer): Fact => ({ id, value, provenance: 'prompt' });

/** A small deterministic generator of numbers from 0 to 1 (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
