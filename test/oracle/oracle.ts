/**
 * What the facts say about each backplane's status, written from ../shared/facts, names.md and design.md alone: it shares nothing with rules/ and
 * src/, so that it can prove them wrong. Each sentence is two-valued; unknown facts are tried in every way that they could turn out.
 */
import type { Certainty, Sentence } from './certainty.js';
import { certainty, holdsOn } from './certainty.js';
import type { Model } from './cost.js';
import { azureIsTooDear, azureIsTooSmall, redisIsTooDear } from './cost.js';
import type { Backplane } from './exclusions.js';
import { backplanes, exclusions } from './exclusions.js';
import { earlyOutcome } from './outcomes.js';
import type { Answers } from './site.js';
import { stated } from './site.js';

export type Status = 'eligible' | 'undecided' | 'excluded';
export type Outcome = 'backplane' | 'none-needed' | 'platform-provides' | 'no-eligible';

export interface Judgement {
  outcome: Outcome;
  /** Empty for `none-needed` and `platform-provides`. */
  status: Partial<Record<Backplane, Status>>;
  /** The sentences that are certain or possible, by backplane; for an early outcome the sentence that took it. */
  because: Record<string, string>;
}

type Judge = (sentence: Sentence) => Certainty;

function judgeWith(facts: Answers, model: Model, judge: Judge): Judgement {
  const early = earlyOutcome(facts, judge);
  if (early) return { outcome: early.outcome, status: {}, because: { outcome: early.sentence } };
  const status: Judgement['status'] = {};
  const because: Judgement['because'] = {};
  for (const backplane of backplanes) {
    const all: [string, Certainty][] = Object.entries(exclusions[backplane]).map(([name, sentence]) => [name, judge(sentence)]);
    if (backplane === 'azure-signalr')
      all.push(['azureIsTooDear', azureIsTooDear(facts, model)], ['azureIsTooSmall', azureIsTooSmall(facts, model)]);
    if (backplane === 'redis') all.push(['redisIsTooDear', redisIsTooDear(facts, model)]);
    const worst = all.some(([, how]) => how === 'certain')
      ? 'certain'
      : all.some(([, how]) => how === 'possible')
        ? 'possible'
        : 'impossible';
    status[backplane] = worst === 'certain' ? 'excluded' : worst === 'possible' ? 'undecided' : 'eligible';
    because[backplane] = all
      .filter(([, how]) => how === worst && how !== 'impossible')
      .map(([name, how]) => `${name} is ${how}`)
      .join(', ');
  }
  return { outcome: Object.values(status).every((one) => one === 'excluded') ? 'no-eligible' : 'backplane', status, because };
}

/** Judges any answers: absent or `unknown` means that nobody knows, apart from the defaults of names.md. */
export function judge(answers: Answers, model: Model = 'stated'): Judgement {
  const facts = stated(answers);
  // Most sentences are shared by several backplanes: each is judged once.
  const judged = new Map<Sentence, Certainty>();
  return judgeWith(facts, model, (sentence) => {
    const how = judged.get(sentence) ?? certainty(facts, sentence);
    judged.set(sentence, how);
    return how;
  });
}

/** Judges a site of which everything is known that a sentence asks; throws where something is not, so no status is `undecided`. */
export function judgeKnown(answers: Answers): Judgement {
  const facts = stated(answers);
  const judgement = judgeWith(facts, 'stated', (sentence) => (holdsOn(facts, sentence) ? 'certain' : 'impossible'));
  const open = Object.entries(judgement.status).filter(([, status]) => status === 'undecided');
  if (open.length > 0) throw new Error(`Not known enough to judge: ${open.map(([backplane]) => judgement.because[backplane]).join('; ')}.`);
  return judgement;
}

/** Whether the budget lies within a quarter of a price, or price or capacity within what the product's finer count of units may make of it. */
export function nearBudget(answers: Answers): boolean {
  const facts = stated(answers);
  return [azureIsTooDear, azureIsTooSmall, redisIsTooDear].some((tooDear) => tooDear(facts, 'cheap') !== tooDear(facts, 'dear'));
}
