import type { Condition, Formula, Reference, Scalar } from '../knowledge/language/language.js';
import { parseNumberRange, valuesIn } from '../knowledge/language/number-range.js';
import type { Backplane, Measure, Outcome, Rule, TraitValue, Variant } from '../knowledge/types.js';
import { isStatedByAll, valuesInChain, weakestInChain } from './chain.js';
import { type ConditionNames, compileCondition } from './compile-condition.js';
import { compileFormula, fixedRange, type Range, type Value } from './compile-formula.js';
import type { Interval } from './interval.js';
import type { Prepared } from './prepared.js';
import type { Situation } from './situation.js';
import { always, every, fixedTest, fixedTruth, never, type Test, type Truth, unknowable } from './truth.js';

/** The backplane at hand, and which of its variants is meant. */
export interface Subject {
  backplane: Backplane;
  variant?: Variant;
}

/**
 * What conditions and formulas say, seen from one backplane or from none: each is prepared on first use, with what is said of the backplane
 * folded in. A view knows no answers.
 */
export class View implements ConditionNames<Situation> {
  readonly atHand: string | undefined;
  private readonly tests = new Map<Condition, Test<Situation>>();
  private readonly ranges = new Map<Formula, Range<Situation>>();
  private readonly rules = new Map<Rule, Test<Situation>>();
  private readonly effects = new Map<string, readonly { rule: Rule; test: Test<Situation> }[]>();
  private readonly measures = new Map<string, Range<Situation> | null>();
  private readonly definitions = new Map<string, Test<Situation>>();
  private readonly numbers = new Map<Reference, Range<Situation>>();

  /** @param general the view from no backplane; undefined for itself. */
  constructor(
    readonly prepared: Prepared,
    readonly subject: Subject | undefined,
    private readonly general: View | undefined,
    /** What was decided, where that is another thing than the backplane at hand. */
    private readonly outcome?: Outcome,
  ) {
    this.atHand = subject?.backplane.id;
  }

  test(condition: Condition): Test<Situation> {
    let found = this.tests.get(condition);
    if (!found) {
      found = this.general && this.prepared.isGeneral(condition) ? this.general.test(condition) : compileCondition(condition, this);
      this.tests.set(condition, found);
    }
    return found;
  }

  range(formula: Formula): Range<Situation> {
    let found = this.ranges.get(formula);
    if (!found) {
      found = compileFormula(formula, this);
      this.ranges.set(formula, found);
    }
    return found;
  }

  /** Whether a rule speaks of the backplane at hand, and holds. */
  holds(rule: Rule): Test<Situation> {
    let found = this.rules.get(rule);
    if (!found) {
      const where = rule.where ? this.test(rule.where) : always;
      found = where === never ? never : every([where, rule.when ? this.remembered(rule.when) : always]);
      this.rules.set(rule, found);
    }
    return found;
  }

  /** The rules of one effect that may hold here and have something to say of an outcome; `specific`: only those that speak of some backplanes. */
  rulesFor(effect: Rule['effect'], outcome: Outcome, specific: boolean): readonly { rule: Rule; test: Test<Situation> }[] {
    const key = `${effect} ${outcome} ${specific}`;
    let found = this.effects.get(key);
    if (!found) {
      const speaking = this.prepared.ruleBase.rules.filter(
        (rule) => rule.effect === effect && rule.outcomes.includes(outcome) && (rule.where || !specific) && (this.subject || !rule.where),
      );
      found = speaking.map((rule) => ({ rule, test: this.holds(rule) })).filter(({ test }) => test !== never);
      this.effects.set(key, found);
    }
    return found;
  }

  /** A measure of the backplane at hand; undefined where it has none of this name. */
  measure(name: string): Range<Situation> | undefined {
    let found = this.measures.get(name);
    if (found === undefined) {
      const measure = this.measureNamed(name);
      found = measure ? this.range(measure.formula) : null;
      this.measures.set(name, found);
    }
    return found ?? undefined;
  }

  measureNamed(name: string): Measure | undefined {
    return this.subject?.variant?.measures[name] ?? this.subject?.backplane.measures[name];
  }

  definition(name: string): Test<Situation> {
    let found = this.definitions.get(name);
    if (!found) {
      const definition = this.prepared.ruleBase.definitions[name];
      if (!definition) found = unknowable;
      else if (this.general && this.prepared.isGeneral(definition.when)) found = this.general.definition(name);
      else found = once(this.prepared, this.test(definition.when));
      this.definitions.set(name, found);
    }
    return found;
  }

  /** The value of a trait, of an answer or of an identity. */
  value(ref: Reference): Value<Situation> {
    const dot = ref.indexOf('.');
    if (dot < 0) return this.answer(ref);
    const of = ref.slice(0, dot);
    const name = ref.slice(dot + 1);
    const { backplane, variant } = this.subject ?? {};
    if (of === 'backplane') return fixedValue(name === 'id' ? backplane?.id : (variant?.traits[name] ?? backplane?.traits[name]));
    if (of === 'decision')
      return fixedValue(name === 'backplane' ? backplane?.id : name === 'variant' ? variant?.id : (this.outcome ?? 'backplane'));
    if (of === 'variant') return fixedValue(variant?.id);
    if (of === 'load-balancer' || of === 'platform') return this.traitOfPlace(of, name);
    if (of === 'proxy') return { fixed: false, get: (situation) => valuesInChain(name, situation) };
    return fixedValue(undefined);
  }

  number(ref: Reference): Range<Situation> {
    let found = this.numbers.get(ref);
    if (!found) {
      found = this.numberOf(ref);
      this.numbers.set(ref, found);
    }
    return found;
  }

  /** Of a measure: whether the backplane at hand has it. Of anything else: whether its value is known. */
  isKnown(ref: Reference): Test<Situation> {
    if (ref.startsWith('measure.')) return fixedTest(this.measureNamed(ref.slice('measure.'.length)) !== undefined);
    const { get, fixed } = this.value(ref);
    return fixed ? fixedTest(get(undefined as never) !== undefined) : (situation) => get(situation) !== undefined;
  }

  /** A trait or a variant that a backplane's file does not state is not there; of a load balancer it is only not known. */
  absent(ref: Reference): Truth {
    if (this.outcome && ref.startsWith('decision.')) return false;
    return this.subject && /^(backplane|variant)\./.test(ref) ? false : undefined;
  }

  /** Of a chain one is enough, and what one of them does not state may be so. */
  amongSeveral(ref: Reference, values: readonly (Scalar | undefined)[]): Test<Situation> | undefined {
    if (!ref.startsWith('proxy.')) return undefined;
    const trait = ref.slice('proxy.'.length);
    return (situation) => {
      const stated = valuesInChain(trait, situation);
      if (!Array.isArray(stated)) return undefined;
      if (stated.some((one) => values.includes(one))) return true;
      return isStatedByAll(trait, situation) ? false : undefined;
    };
  }

  /** A condition that many rules or backplanes share is tested once. */
  private remembered(condition: Condition): Test<Situation> {
    const { general } = this;
    if (!general || !this.prepared.isGeneral(condition)) return this.test(condition);
    let found = general.shared.get(condition);
    if (!found) {
      found = once(this.prepared, general.test(condition));
      general.shared.set(condition, found);
    }
    return found;
  }

  private readonly shared = new Map<Condition, Test<Situation>>();

  private answer(id: string): Value<Situation> {
    const place = this.prepared.places.get(id);
    if (place === undefined) return fixedValue(undefined);
    return {
      fixed: false,
      get: (situation) => {
        situation.read[place] = true;
        return situation.values[place];
      },
    };
  }

  private traitOfPlace(of: 'load-balancer' | 'platform', name: string): Value<Situation> {
    const { platforms, loadBalancers } = this.prepared.ruleBase;
    const traits = new Map<unknown, TraitValue | undefined>(
      Object.entries(of === 'platform' ? platforms : loadBalancers).map(([id, place]) => [id, place.traits[name]]),
    );
    const { get, fixed } = this.answer(of);
    return fixed ? fixedValue(undefined) : { fixed, get: (situation) => traits.get(get(situation)) };
  }

  /** The number that a reference stands for, of a list the number of its entries, as the interval in which it lies: a point where all is known. */
  private numberOf(ref: Reference): Range<Situation> {
    const dot = ref.indexOf('.');
    const of = dot < 0 ? '' : ref.slice(0, dot);
    const name = ref.slice(dot + 1);
    if (of === 'quantity') return this.general ? this.general.number(ref) : this.quantity(name);
    if (of === 'measure') return this.measure(name) ?? everything;
    if (of === 'price') {
      const price = this.prepared.ruleBase.prices[name];
      return price ? fixedRange(price.low, price.high ?? Number.POSITIVE_INFINITY) : everything;
    }
    if (ref === 'today') return today;
    if (of === 'proxy')
      return {
        set: (situation) => {
          const { low, high } = weakestInChain(name, situation);
          situation.low = low;
          situation.high = high;
        },
      };
    const question = this.prepared.questions.get(of === '' ? name : '');
    const { minimum = 0, maximum = Number.POSITIVE_INFINITY } = question ?? {};
    const whole = question?.type === 'integer';
    const { get, fixed } = this.value(ref);
    const set = (situation: Situation, value: TraitValue | undefined): void => {
      const known = typeof value === 'number' ? value : Array.isArray(value) ? value.length : undefined;
      const range = typeof value === 'string' ? rangeOf(value, whole) : undefined;
      situation.low = known ?? Math.max(minimum, range?.low ?? minimum);
      situation.high = known ?? Math.min(maximum, range?.high ?? maximum);
    };
    if (!fixed) return { set: (situation) => set(situation, get(situation)) };
    const out = { low: 0, high: 0 };
    set(out as Situation, get(undefined as never));
    return fixedRange(out.low, out.high);
  }

  private quantity(name: string): Range<Situation> {
    const quantity = this.prepared.ruleBase.quantities[name];
    const place = this.prepared.quantities.get(name);
    if (!quantity || place === undefined) return everything;
    const range = this.range(quantity.formula);
    if (range.fixed) return range;
    return {
      set: (situation) => {
        if (situation.recallQuantity(place)) return;
        range.set(situation);
        situation.rememberQuantity(place);
      },
    };
  }
}

/** The values of an answer that is a range; the same few are looked at again and again. */
function rangeOf(text: string, whole: boolean): Interval | undefined {
  const key = `${whole} ${text}`;
  if (!ranges.has(key)) {
    const range = parseNumberRange(text);
    if (ranges.size > 200) ranges.clear();
    ranges.set(key, range && valuesIn(range, whole));
  }
  return ranges.get(key);
}

const ranges = new Map<string, Interval | undefined>();

const everything: Range<Situation> = fixedRange(0, Number.POSITIVE_INFINITY);

const today: Range<Situation> = {
  set: (situation) => {
    const isAnyDay = Number.isNaN(situation.today);
    situation.low = isAnyDay ? 0 : situation.today;
    situation.high = isAnyDay ? Number.POSITIVE_INFINITY : situation.today;
  },
};

const fixedValue = (value: TraitValue | undefined): Value<Situation> => ({ fixed: true, get: () => value });

/** Tests a situation once, and then remembers what it said. */
function once(prepared: Prepared, test: Test<Situation>): Test<Situation> {
  if (fixedTruth(test) !== null) return test;
  const memo = prepared.memos++;
  return (situation) => {
    const before = situation.recall(memo);
    if (before !== null) return before;
    const truth = test(situation);
    situation.remember(memo, truth);
    return truth;
  };
}

/** The view from a backplane, and from one of its variants; without either from none. */
export function viewFrom(prepared: Prepared, backplane?: Backplane, variant?: Variant): View {
  const views = prepared.views.get(backplane) ?? new Map<Variant | undefined, unknown>();
  prepared.views.set(backplane, views);
  const known = views.get(variant) as View | undefined;
  if (known) return known;
  const subject = backplane && { backplane, ...(variant ? { variant } : {}) };
  const view = new View(prepared, subject, subject && viewFrom(prepared));
  views.set(variant, view);
  return view;
}

/** The view from what was decided, which may be another thing than a backplane. */
export const viewOfDecision = (prepared: Prepared, { backplane, variant }: Partial<Subject>, outcome: Outcome): View =>
  new View(prepared, backplane && { backplane, ...(variant ? { variant } : {}) }, viewFrom(prepared), outcome);
