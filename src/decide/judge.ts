import type { Condition } from '../knowledge/language/language.js';
import type { Backplane, Rule } from '../knowledge/types.js';
import type { Reason, Status } from './decision.js';
import type { Interval } from './interval.js';
import { noted, type Prepared } from './prepared.js';
import { said } from './said.js';
import { type Scope, seenFrom } from './scope.js';
import type { Situation } from './situation.js';
import { never, type Test, type Truth } from './truth.js';
import { unknownOf, unsettled } from './unsettled.js';
import { type View, viewFrom } from './view.js';

/** A backplane as every decision on a rule base judges it. */
export class Contender {
  readonly self: View;
  /** A view from each variant, in order, and the condition on which it is meant. */
  readonly variants: readonly { view: View; when?: Condition; test?: Test<Situation> }[];
  /** The exclusions that can hold here, by what is meant: seen from one view, and from several. */
  private readonly from = new Map<View, readonly Exclusion[]>();
  private readonly rules: readonly Rule[];
  private fromAll: readonly Exclusion[] | undefined;

  constructor(
    private readonly prepared: Prepared,
    readonly backplane: Backplane,
    /** Among the backplanes of the rule base. */
    readonly place: number,
  ) {
    this.rules = prepared.exclusions.slice(leading(prepared));
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

  /** The exclusions that may hold over everything that is meant. */
  exclusions(views: readonly View[]): readonly Exclusion[] {
    const [only] = views;
    if (views.length !== 1 || !only) return this.overAll();
    let found = this.from.get(only);
    if (!found) {
      const general = viewFrom(this.prepared);
      const all = this.rules.map((rule) => ({ rule, test: (rule.perBackplane ? only : general).holds(rule) }));
      found = all.filter(({ test }) => test !== never);
      this.from.set(only, found);
    }
    return found;
  }

  private overAll(): readonly Exclusion[] {
    const general = viewFrom(this.prepared);
    const views = [this.self, ...this.variants.map(({ view }) => view)];
    this.fromAll ??= this.rules
      .filter((rule) => (rule.perBackplane ? views : [general]).some((view) => view.holds(rule) !== never))
      .map((rule) => (rule.perBackplane ? { rule } : { rule, test: general.holds(rule) }));
    return this.fromAll;
  }
}

/** A rule that excludes, and whether it holds; without a test it depends on the view. */
interface Exclusion {
  rule: Rule;
  test?: Test<Situation>;
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
  // What is meant is looked at only where it matters.
  if (!weigh(leadingExclusions(situation.prepared), judgement, thorough)) weigh(contender.exclusions(judgement.views), judgement, thorough);
  return judgement;
}

/** Whether that was the end of it. */
function weigh(exclusions: readonly Exclusion[], judgement: Judgement, thorough: boolean): boolean {
  const { situation } = judgement;
  for (let index = 0; index < exclusions.length; index++) {
    const { rule, test } = exclusions[index] as Exclusion;
    const truth = test ? test(situation) : overAll(rule, judgement);
    if (truth === false) continue;
    if (truth === true) {
      judgement.exclusions.push(rule);
      judgement.status = 'excluded';
      if (!thorough) return true;
    } else {
      judgement.doubts.push(rule);
      if (judgement.status === 'eligible') judgement.status = 'undecided';
    }
  }
  return false;
}

/** The exclusions that stand before the first that looks at the backplane at hand. */
const leadingExclusions = noted((prepared): readonly Exclusion[] => {
  const general = viewFrom(prepared);
  return prepared.exclusions.slice(0, leading(prepared)).map((rule) => ({ rule, test: general.holds(rule) }));
});

function leading({ exclusions }: Prepared): number {
  const first = exclusions.findIndex(({ perBackplane }) => perBackplane);
  return first < 0 ? exclusions.length : first;
}

/** Whether a rule holds over everything that may be meant: known only where all agree. */
function overAll(rule: Rule, { views, situation }: Judgement): Truth {
  let result: Truth;
  for (let at = 0; at < views.length; at++) {
    const truth = (views[at] as View).holds(rule)(situation);
    if (truth === undefined || (at > 0 && truth !== result)) return undefined;
    result = truth;
  }
  return result;
}

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
