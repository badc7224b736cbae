import type { Condition, Formula, Reference } from '../knowledge/language/language.js';
import type { Answer, Question, RuleBase, TraitValue } from '../knowledge/types.js';
import type { Range } from './compile-formula.js';
import type { Interval } from './interval.js';
import { prepared } from './prepared.js';
import { type Situation, situationOf } from './situation.js';
import type { Truth } from './truth.js';
import { type Subject, type View, viewFrom } from './view.js';

export type { Subject } from './view.js';

export type Answers = ReadonlyMap<string, Answer>;

/** Answers, seen from the backplane at hand where there is one: for those who ask by name. (What decides runs over situations and views.) */
export class Scope {
  readonly situation: Situation;
  readonly view: View;

  constructor(
    readonly ruleBase: RuleBase,
    answers: Answers,
    /** The day to decide for, as 2026-11-23; undefined: on whichever day. */
    readonly asOf: string | undefined,
    seen?: { situation: Situation; view: View },
  ) {
    this.situation = seen?.situation ?? situationOf(prepared(ruleBase), answers, asOf);
    this.view = seen?.view ?? viewFrom(prepared(ruleBase));
  }

  get subject(): Subject | undefined {
    return this.view.subject;
  }

  /** The same answers, seen from one backplane. */
  about({ backplane, variant }: Subject): Scope {
    return this.from(viewFrom(this.situation.prepared, backplane, variant));
  }

  from(view: View): Scope {
    return view === this.view ? this : seenFrom(this.situation, view);
  }

  question(id: string): Question | undefined {
    return this.situation.prepared.questions.get(id);
  }

  /** The answer to a question, or undefined where it is unknown. */
  answer(id: string): Answer | undefined {
    const place = this.situation.prepared.places.get(id);
    return place === undefined ? undefined : this.situation.values[place];
  }

  /** The value of a trait, of an answer or of an identity; undefined where it is unknown or not a value. */
  value(ref: Reference): TraitValue | undefined {
    return this.view.value(ref).get(this.situation);
  }

  /** The number that a reference stands for, as the interval in which it lies: a point where all is known. */
  number(ref: Reference): Interval {
    return this.interval(this.view.number(ref));
  }

  /** A measure of the backplane at hand; undefined where it has none of this name. */
  measure(name: string): Interval | undefined {
    const range = this.view.measure(name);
    return range && this.interval(range);
  }

  evaluate(formula: Formula): Interval {
    return this.interval(this.view.range(formula));
  }

  truth(condition: Condition): Truth {
    return this.view.test(condition)(this.situation);
  }

  private interval(range: Range<Situation>): Interval {
    if (range.fixed) return range.fixed;
    range.set(this.situation);
    return { low: this.situation.low, high: this.situation.high };
  }
}

const none: Answers = new Map();

export const seenFrom = (situation: Situation, view: View): Scope =>
  new Scope(situation.prepared.ruleBase, none, situation.asOf, { situation, view });
