import { dayNumber } from '../knowledge/language/version.js';
import type { Answer, Fact } from '../knowledge/types.js';
import { unknown } from '../knowledge/types.js';
import type { Prepared } from './prepared.js';
import type { Truth } from './truth.js';

/**
 * The answers and the day that something is decided for, and what was worked out of them so far: each definition and each quantity once.
 * Prepared conditions and formulas run over it; a formula leaves its result in `low` and `high`.
 */
export class Situation {
  low = 0.5;
  high = 0.5;
  /** By place of the question; undefined where the answer is unknown. */
  readonly values: (Answer | undefined)[];
  /** Whether a question has an answer, and be it `unknown`. */
  readonly answered: boolean[];
  /** Whether the answer to a question was looked at. */
  readonly read: boolean[];
  readonly today: number;
  private truths: number[];
  /** Low and high of each, once one was worked out. */
  private quantities: number[] | undefined;

  /** @param asOf the day as 2026-11-23; undefined: on whichever day. */
  constructor(
    readonly prepared: Prepared,
    readonly asOf: string | undefined,
    like?: Situation,
  ) {
    this.values = (like ? like.values : prepared.noValues).slice();
    this.answered = (like ? like.answered : prepared.noneSo).slice();
    this.read = prepared.noneSo.slice();
    this.today = like ? like.today : asOf === undefined ? Number.NaN : dayNumber(asOf);
    this.truths = prepared.nothingTested();
  }

  /** What was worked out before no longer counts. */
  answer(place: number, value: Answer): void {
    this.values[place] = value === unknown ? undefined : value;
    this.answered[place] = true;
    this.truths = this.prepared.nothingTested();
    this.quantities = undefined;
  }

  /** The answer to a question; undefined where it is unknown. */
  look(id: string): Answer | undefined {
    const place = this.prepared.places.get(id);
    if (place === undefined) return undefined;
    this.read[place] = true;
    return this.values[place];
  }

  /** What was remembered: null where it was not worked out. */
  recall(memo: number): Truth | null {
    const code = this.truths[memo];
    return code === isTrue ? true : code === isFalse ? false : code === isUnknown ? undefined : null;
  }

  remember(memo: number, truth: Truth): void {
    this.truths[memo] = truth === undefined ? isUnknown : truth ? isTrue : isFalse;
  }

  /** Brings a quantity that was worked out into `low` and `high`. */
  recallQuantity(place: number): boolean {
    const { quantities } = this;
    const low = quantities?.[2 * place] as number;
    if (!quantities || Number.isNaN(low)) return false;
    this.low = low;
    this.high = quantities[2 * place + 1] as number;
    return true;
  }

  rememberQuantity(place: number): void {
    this.quantities ??= this.prepared.nothingMeasured.slice();
    this.quantities[2 * place] = this.low;
    this.quantities[2 * place + 1] = this.high;
  }
}

const isTrue = 1;
const isFalse = 2;
const isUnknown = 3;

/** The situation of these answers. What answers no question of the rule base is left out. */
export function situationOf(prepared: Prepared, answers: Iterable<readonly [string, Answer]>, asOf: string | undefined): Situation {
  const situation = new Situation(prepared, asOf);
  for (const [id, value] of answers) state(situation, id, value);
  return situation;
}

export function situationFrom(prepared: Prepared, facts: readonly Fact[], asOf: string | undefined): Situation {
  const situation = new Situation(prepared, asOf);
  for (const { id, value } of facts) state(situation, id, value);
  return situation;
}

/** Before anything is worked out. */
function state(situation: Situation, id: string, value: Answer): void {
  const place = situation.prepared.places.get(id);
  if (place === undefined) return;
  situation.values[place] = value === unknown ? undefined : value;
  situation.answered[place] = true;
}
