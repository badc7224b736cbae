import { atHand, type Condition, type Formula, type Reference, type Scalar } from '../knowledge/language.js';
import { questionOf } from '../knowledge/question-of.js';
import type { Answer, Backplane, Outcome, Place, Question, RuleBase, TraitValue, Variant } from '../knowledge/types.js';
import { unknown } from '../knowledge/types.js';
import { dayNumber, parseVersion } from '../knowledge/version.js';
import { inRange } from './compare-version.js';
import { evaluateFormula } from './evaluate-formula.js';
import type { Interval } from './interval.js';
import type { Reads, Seen } from './reads.js';
import { every, negate, some, type Truth } from './truth.js';

export type Answers = ReadonlyMap<string, Answer>;

/** The backplane at hand, and which of its variants is meant. */
export interface Subject {
  backplane: Backplane;
  variant?: Variant;
}

const everything: Interval = { low: 0, high: Number.POSITIVE_INFINITY };

/** What conditions and formulas are evaluated against: the answers, and the backplane at hand where there is one. */
export class Scope {
  private readonly definitions: Known<Truth>;
  private readonly quantities: Known<Interval>;
  /** The backplanes as they may be meant, by id. */
  private readonly variants: Known<unknown>;
  private readonly questions: Map<string, Question>;

  constructor(
    readonly ruleBase: RuleBase,
    readonly answers: Answers,
    readonly subject?: Subject,
    /** Notes every answer that is looked at. */
    private readonly reads?: Reads,
    parent?: Scope,
    /** The day to decide for, as 2026-11-23. */
    readonly asOf: string = parent?.asOf ?? '',
    /** What was decided, where that is another thing than the backplane at hand. */
    private readonly outcome: Outcome | undefined = parent?.outcome,
  ) {
    this.definitions = parent?.definitions ?? new Map();
    this.quantities = parent?.quantities ?? new Map();
    this.variants = parent?.variants ?? new Map();
    this.questions = parent?.questions ?? questionsOf(ruleBase);
  }

  /** The same answers, seen from one backplane. */
  about(subject: Subject): Scope {
    return new Scope(this.ruleBase, this.answers, subject, this.reads, this);
  }

  question(id: string): Question | undefined {
    return this.questions.get(id);
  }

  /** The answer to a question, or undefined where it is unknown. */
  answer(id: string): Answer | undefined {
    this.reads?.note(id);
    const value = this.answers.get(id);
    return value === unknown ? undefined : value;
  }

  /** The value of a trait, of an answer or of an identity; undefined where it is unknown or not a value. */
  value(ref: Reference): TraitValue | undefined {
    const dot = ref.indexOf('.');
    if (dot < 0) return this.answer(ref);
    const of = ref.slice(0, dot);
    const name = ref.slice(dot + 1);
    if (of === 'backplane')
      return name === 'id' ? this.subject?.backplane.id : (this.subject?.variant?.traits[name] ?? this.subject?.backplane.traits[name]);
    if (of === 'decision')
      return name === 'backplane'
        ? this.subject?.backplane.id
        : name === 'variant'
          ? this.subject?.variant?.id
          : (this.outcome ?? 'backplane');
    if (of === 'variant') return this.subject?.variant?.id;
    if (of === 'proxy') return this.chain()?.flatMap(({ traits }) => traits[name] ?? []);
    if (of === 'load-balancer' || of === 'platform') {
      const id = this.answer(of);
      if (typeof id !== 'string') return undefined;
      return (of === 'platform' ? this.ruleBase.platforms : this.ruleBase.loadBalancers)[id]?.traits[name];
    }
    return undefined;
  }

  /** The number that a reference stands for, of a list the number of its entries, as the interval in which it lies: a point where all is known. */
  number(ref: Reference): Interval {
    const dot = ref.indexOf('.');
    const of = dot < 0 ? '' : ref.slice(0, dot);
    const name = ref.slice(dot + 1);
    if (of === 'quantity') return this.quantity(name);
    if (of === 'measure') return this.measure(name) ?? everything;
    if (of === 'price') return this.price(name);
    if (ref === 'today') return point(dayNumber(this.asOf));
    if (of === 'proxy') return this.weakest(name);
    const value = this.value(ref);
    if (typeof value === 'number') return point(value);
    if (Array.isArray(value)) return point(value.length);
    const question = of === '' ? this.questions.get(name) : undefined;
    return question ? { low: question.minimum ?? 0, high: question.maximum ?? Number.POSITIVE_INFINITY } : everything;
  }

  /** What stands before the load balancer; undefined where nobody knows. */
  chain(): Place[] | undefined {
    const ids = this.answer(questionOf('proxy'));
    return Array.isArray(ids) ? ids.flatMap((id) => this.ruleBase.proxies[id] ?? []) : undefined;
  }

  private statedByAll = (trait: string): boolean => (this.chain() ?? []).every(({ traits }) => traits[trait] !== undefined);

  /** The least that a trait comes to in the chain. What one of them does not state may be less. */
  private weakest(trait: string): Interval {
    const stated = (this.chain() ?? []).flatMap(({ traits }) => traits[trait] ?? []).map(Number);
    const least = Math.min(...stated);
    return { low: stated.length > 0 && this.statedByAll(trait) ? least : 0, high: least };
  }

  /** A measure of the backplane at hand; undefined where it has none of this name. */
  measure(name: string): Interval | undefined {
    const measure = this.subject?.variant?.measures[name] ?? this.subject?.backplane.measures[name];
    return measure && this.evaluate(measure.formula);
  }

  evaluate(formula: Formula): Interval {
    return evaluateFormula(formula, this);
  }

  truth(condition: Condition): Truth {
    switch (condition.op) {
      case 'all':
        return every(condition.of, (part) => this.truth(part));
      case 'any':
        return some(condition.of, (part) => this.truth(part));
      case 'not':
        return negate(this.truth(condition.of));
      case 'certain':
        return this.truth(condition.of) === true;
      case 'known':
        return this.isKnown(condition.ref);
      case 'use':
        return this.definition(condition.name);
      case 'in':
        return this.isAmong(condition.ref, condition.values);
      case 'version': {
        const value = this.value(condition.ref);
        const version = typeof value === 'string' ? parseVersion(value) : undefined;
        return version && inRange(version, condition.range);
      }
      case 'compare':
        return compare(
          this.number(condition.ref),
          condition.how,
          typeof condition.with === 'number' ? point(condition.with) : this.number(condition.with),
        );
    }
  }

  /** The text of an answer or trait, for formulas that choose by it. */
  text(ref: Reference): string | undefined {
    const value = this.value(ref);
    return typeof value === 'string' ? value : undefined;
  }

  /** Of a measure: whether the backplane at hand has it. Of anything else: whether its value is known. */
  private isKnown(ref: Reference): boolean {
    if (!ref.startsWith('measure.')) return this.value(ref) !== undefined;
    const name = ref.slice('measure.'.length);
    return (this.subject?.variant?.measures[name] ?? this.subject?.backplane.measures[name]) !== undefined;
  }

  private isAmong(ref: Reference, values: readonly Scalar[]): Truth {
    const value = this.value(ref);
    // Of a chain one is enough, and what one of them does not state may be so.
    if (Array.isArray(value) && ref.startsWith('proxy.'))
      return value.some((one) => values.includes(one)) || (this.statedByAll(ref.slice('proxy.'.length)) ? false : undefined);
    // A trait or a variant that a backplane's file does not state is not there; of a load balancer it is only not known.
    if (value === undefined && this.outcome && ref.startsWith('decision.')) return false;
    if (value === undefined) return this.subject && /^(backplane|variant)\./.test(ref) ? false : undefined;
    const meant = values.map((one) => (one === atHand ? this.subject?.backplane.id : one));
    return Array.isArray(value) ? value.some((one) => meant.includes(one)) : meant.includes(value);
  }

  private price(name: string): Interval {
    const price = this.ruleBase.prices[name];
    return price ? { low: price.low, high: price.high ?? Number.POSITIVE_INFINITY } : everything;
  }

  private quantity(name: string): Interval {
    const formula = this.ruleBase.quantities[name]?.formula;
    return formula ? this.once(this.quantities, name, () => this.evaluate(formula)) : everything;
  }

  private definition(name: string): Truth {
    const definition = this.ruleBase.definitions[name];
    if (!definition) return undefined;
    if (definition.perBackplane) return this.truth(definition.when);
    return this.once(this.definitions, name, () => this.truth(definition.when));
  }

  /** What a backplane may be meant as, found once for these answers. */
  variantsOf<T>({ id }: Backplane, find: () => T): T {
    return this.once(this.variants as Known<T>, id, find);
  }

  private once<T>(known: Known<T>, name: string, workOut: () => T): T {
    const before = known.get(name);
    if (before) return this.reads ? this.reads.again(before) : before.value;
    const seen = this.reads ? this.reads.during(workOut) : { value: workOut(), reads: 0n };
    known.set(name, seen);
    return seen.value;
  }
}

type Known<T> = Map<string, Seen<T>>;

const point = (value: number): Interval => ({ low: value, high: value });

function compare(left: Interval, how: string, right: Interval): Truth {
  switch (how) {
    case 'more-than':
      return left.low > right.high ? true : left.high <= right.low ? false : undefined;
    case 'at-least':
      return left.low >= right.high ? true : left.high < right.low ? false : undefined;
    case 'less-than':
      return left.high < right.low ? true : left.low >= right.high ? false : undefined;
    default:
      return left.high <= right.low ? true : left.low > right.high ? false : undefined;
  }
}

const cache = new WeakMap<RuleBase, Map<string, Question>>();

function questionsOf(ruleBase: RuleBase): Map<string, Question> {
  let questions = cache.get(ruleBase);
  if (!questions) {
    questions = new Map(ruleBase.questions.map((question) => [question.id, question]));
    cache.set(ruleBase, questions);
  }
  return questions;
}
