import type { Answer, Fact, Question, RuleBase } from '../knowledge/types.js';
import { unknown } from '../knowledge/types.js';
import { assumedFrom } from './assume.js';
import type { DecideOptions } from './decide.js';
import { prepared } from './prepared.js';
import { type Supposition, sameRecommendation, suppose } from './recommend.js';
import { valuesToTry } from './values-to-try.js';
import { viewFrom } from './view.js';

/** How many ways of answering everything else are tried before a question counts as settled. */
const completions = 96;

/**
 * The questions whose answer can still change the outcome or the recommendation, in the order in which they are asked.
 * A question matters where some way of answering all open ones exists in which this one answer makes a difference; that is tried
 * with a fixed series of pseudo-random answers, so the same facts always give the same questions.
 * @param stated the facts so far, without assumptions. An answered question, even with `unknown`, is not open.
 */
export function* openQuestions(ruleBase: RuleBase, stated: readonly Fact[], options: DecideOptions): Generator<Question> {
  const today = suppose(ruleBase, stated, options);
  const general = viewFrom(prepared(ruleBase));
  const answered = new Set(stated.map(({ id }) => id));
  const open = ruleBase.questions.filter(
    ({ id, influences, applies }) => influences && !answered.has(id) && !(applies && general.test(applies)(today.situation) === false),
  );
  const random = generator(open.length * 7919 + stated.length);
  // Most questions show in the first few tries; the others are made when one does not.
  const tries: Supposition[] = [];
  const tryAt = (round: number): Supposition => {
    tries[round] ??= today.with(completion(open, random, round));
    return tries[round];
  };
  for (const question of open)
    for (let round = 0; round < completions; round++)
      if (matters(ruleBase, question, tryAt(round))) {
        yield question;
        break;
      }
}

/** Answers to open questions, for one try. */
function completion(open: readonly Question[], random: () => number, round: number): [question: string, value: Answer][] {
  return open.flatMap((question): [string, Answer][] => {
    const values = valuesToTry(question);
    // The first try answers nothing. Of the others, half leave every sixth question out, since it may be answered "unknown" or assumed, and half every
    // second one: where much is demanded nothing fits, and then no single answer shows what it can do.
    if (round === 0 || random() < (round % 2 ? 1 / 6 : 1 / 2) || values.length === 0) return [];
    return [[question.id, values[Math.floor(random() * values.length)] ?? unknown]];
  });
}

function matters(ruleBase: RuleBase, question: Question, tried: Supposition): boolean {
  // What the recommendation did not look at cannot change it, except where an assumption follows from it.
  if (!tried.looksAt(question.id) && !assumedFrom(ruleBase).has(question.id)) return false;
  return valuesToTry(question).some((value) => !sameRecommendation(tried.now, tried.after([question.id, value])));
}

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
