import type { Condition } from '../knowledge/language.js';
import type { Backplane, Rule } from '../knowledge/types.js';
import type { Reason, Status } from './decision.js';
import type { Interval } from './interval.js';
import { noted, type Prepared } from './prepared.js';
import { said } from './said.js';
import { type Scope, seenFrom } from './scope.js';
import type { Situation } from './situation.js';
import type { Test, Truth } from './truth.js';
import { unknownOf, unsettled } from './unsettled.js';
import { type View, viewFrom } from './view.js';

/** A backplane as every decision on a rule base judges it. */
export class Contender {
  readonly self: View;
  /** A view from each variant, in order, and the condition on which it is meant. */
  readonly variants: readonly { view: View; when?: Condition; test?: Test<Situation> }[];
  /** For each exclusion and each view, whether the rule holds; prepared when it is asked for. */
  private readonly tests = new Map<View, Test<Situation>[]>();

  constructor(
    private readonly prepared: Prepared,
    readonly backplane: Backplane,
    /** Among the backplanes of the rule base. */
    readonly place: number,
  ) {
    this.self = viewFrom(prepared, backplane);
    this.variants = backplane.variants.map((variant) => ({
      view: viewFrom(prepared, backplane, variant),
      ...(variant.when ? { when: variant.when, test: this.self.test(variant.when) } : {}),
    }));
    this.alone = { views: [this.self], open: [] };
  }

  private readonly alone: Candidates;

  /** The variants that may be meant: each that is not ruled out, up to the first that is certain. The last one is certain, or there is none. */
  candidates(situation: Situation): Candidates {
    if (this.variants.length === 0) return this.alone;
    const views: View[] = [];
    const open: Condition[] = [];
    for (const { view, when, test } of this.variants) {
      const truth = test ? test(situation) : true;
      if (truth === false) continue;
      views.push(view);
      if (truth === true) break;
      if (when) open.push(when);
    }
    return views.length ? { views, open } : { views: [this.self], open };
  }

  /** Whether an exclusion holds, seen from one of the views. */
  exclusion(index: number, view: View): Test<Situation> {
    let tests = this.tests.get(view);
    if (!tests) {
      tests = [];
      this.tests.set(view, tests);
    }
    let found = tests[index];
    if (!found) {
      found = view.holds(this.prepared.exclusions[index] as Rule);
      tests[index] = found;
    }
    return found;
  }
}

/** Everything that may be meant by a backplane, and the conditions on which that hangs. */
interface Candidates {
  views: readonly View[];
  open: readonly Condition[];
}

export const contendersOf = noted((prepared) =>
  prepared.ruleBase.backplanes.map((backplane, place) => new Contender(prepared, backplane, place)),
);

/** One backplane against the answers, before ranking. */
export class Judgement {
  status: Status = 'eligible';
  /** The rules that exclude it. */
  readonly exclusions: Rule[] = [];
  /** The rules that may exclude it. */
  readonly doubts: Rule[] = [];
  private found: Candidates | undefined;

  constructor(
    readonly contender: Contender,
    readonly situation: Situation,
  ) {}

  get backplane(): Backplane {
    return this.contender.backplane;
  }

  get views(): readonly View[] {
    this.found ??= this.contender.candidates(this.situation);
    return this.found.views;
  }

  /** Seen from the variant that is meant where all is known as it stands; carries texts and details. */
  get view(): View {
    return this.views.at(-1) ?? this.contender.self;
  }

  get scope(): Scope {
    return seenFrom(this.situation, this.view);
  }

  /** Seen from everything that may be meant. */
  get scopes(): readonly Scope[] {
    return this.views.map((view) => seenFrom(this.situation, view));
  }

  /** The conditions on which it hangs what is meant. */
  get open(): readonly Condition[] {
    this.found ??= this.contender.candidates(this.situation);
    return this.found.open;
  }
}

/**
 * Which exclusions hold for a backplane, and which may hold.
 * @param thorough whether all of them are wanted: who asks for the status alone stops at the first that excludes it.
 */
export function judge(contender: Contender, situation: Situation, thorough: boolean): Judgement {
  const judgement = new Judgement(contender, situation);
  const general = generalExclusions(situation.prepared);
  for (const [index, rule] of situation.prepared.exclusions.entries()) {
    const test = general[index];
    const truth = test ? test(situation) : overAll(index, judgement);
    if (truth === false) continue;
    if (truth === true) {
      judgement.exclusions.push(rule);
      judgement.status = 'excluded';
      if (!thorough) break;
    } else {
      judgement.doubts.push(rule);
      if (judgement.status === 'eligible') judgement.status = 'undecided';
    }
  }
  return judgement;
}

/** Whether a rule holds over everything that may be meant: known only where all agree. */
function overAll(index: number, { contender, views, situation }: Judgement): Truth {
  let result: Truth;
  for (let at = 0; at < views.length; at++) {
    const truth = contender.exclusion(index, views[at] as View)(situation);
    if (truth === undefined || (at > 0 && truth !== result)) return undefined;
    result = truth;
  }
  return result;
}

/** Of the exclusions those that say the same of every backplane; undefined for the others. */
const generalExclusions = noted((prepared) => {
  const general = viewFrom(prepared);
  return prepared.exclusions.map((rule) => (rule.perBackplane ? undefined : general.holds(rule)));
});

/** The reason that a rule gives, in the user's values. */
export function reasonOf(rule: Rule, { view, views, situation }: Judgement): Reason {
  // Where the variant that is meant is not the one the rule speaks of, its own values make the sentence.
  const speaker = view.holds(rule)(situation) === false ? (views.find((one) => one.holds(rule)(situation) !== false) ?? view) : view;
  return said(rule.id, rule.because, rule, situation, speaker);
}

/** The questions whose answers would settle a doubt about a backplane. */
export function unlessOf(judgement: Judgement): string[] {
  if (judgement.status !== 'undecided') return [];
  const found = new Set<string>();
  for (const rule of judgement.doubts) for (const id of settlingQuestions(rule, judgement)) found.add(id);
  return [...found];
}

function settlingQuestions(rule: Rule, { contender, scopes, situation, open }: Judgement): Set<string> {
  const self = seenFrom(situation, contender.self);
  const found = new Set<string>();
  for (const one of scopes) for (const condition of [rule.where, rule.when]) if (condition) unsettled(condition, one, found);
  for (const condition of open) unsettled(condition, self, found);
  // Where only the sources differ (a price given as a range), the answer that is compared decides.
  if (found.size === 0) for (const condition of [rule.where, rule.when]) if (condition) compared(condition, self, found);
  return found;
}

function compared(condition: Condition, scope: Scope, found: Set<string>): void {
  if (condition.op === 'all' || condition.op === 'any') for (const part of condition.of) compared(part, scope, found);
  else if (condition.op === 'not') compared(condition.of, scope, found);
  else if (condition.op === 'compare') {
    for (const ref of [condition.ref, condition.with]) {
      if (typeof ref !== 'string') continue;
      if (scope.question(ref)) found.add(ref);
      else unknownOf(ref, scope, found);
    }
  }
}

/** The value of a measure over everything that may be meant; undefined where nothing is known. */
export function measureOf({ views, situation }: Judgement, measure: string): Interval | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const view of views) {
    const range = view.measure(measure);
    if (!range) return undefined;
    range.set(situation);
    low = Math.min(low, situation.low);
    high = Math.max(high, situation.high);
  }
  return { low, high };
}
