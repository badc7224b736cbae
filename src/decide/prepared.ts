import type { Condition } from '../knowledge/language/language.js';
import { references } from '../knowledge/language/mentions.js';
import type { Backplane, Part, Question, Rule, RuleBase, Variant } from '../knowledge/types.js';

/** What is the same in every decision on a rule base: names become places in arrays. Made once, on first use. */
export class Prepared {
  /** Of each question: no answer, and that something is not so. */
  readonly noValues: readonly undefined[];
  readonly noneSo: readonly boolean[];
  /** The place of a question in the arrays of a situation. */
  readonly places = new Map<string, number>();
  readonly questions = new Map<string, Question>();
  readonly quantities = new Map<string, number>();
  /** The parts that are written by default and belong to no backplane, load balancer or platform, by id. */
  readonly parts = new Map<string, Part>();
  readonly exclusions: readonly Rule[];
  readonly contradictions: readonly Rule[];
  /** The views that were made, by backplane and variant. (Of a type that only view.ts knows.) */
  readonly views = new Map<Backplane | undefined, Map<Variant | undefined, unknown>>();
  /** Texts, cut at their braces. */
  readonly texts = new Map<string, readonly string[]>();
  /** Lists of sources in words. */
  readonly citations = new WeakMap<readonly string[], string>();
  /** The figures in a text, by kind and id. */
  readonly figures = new Map<string, readonly [of: string, id: string][]>();
  /** How many truths a situation remembers. */
  memos = 0;
  private untested: number[] = [];
  /** Low and high of each quantity, none of which was worked out. */
  readonly nothingMeasured: readonly number[];
  private readonly general = new Map<Condition, boolean>();

  constructor(readonly ruleBase: RuleBase) {
    for (const [place, question] of ruleBase.questions.entries()) {
      this.places.set(question.id, place);
      this.questions.set(question.id, question);
    }
    this.noValues = ruleBase.questions.map(() => undefined);
    this.noneSo = ruleBase.questions.map(() => false);
    for (const id of Object.keys(ruleBase.quantities)) this.quantities.set(id, this.quantities.size);
    this.nothingMeasured = new Array(2 * this.quantities.size).fill(Number.NaN);
    for (const part of ruleBase.parts) if (!part.optional) this.parts.set(part.id, part);
    this.exclusions = ruleBase.rules.filter(({ effect }) => effect === 'exclude');
    this.contradictions = ruleBase.rules.filter(({ effect }) => effect === 'contradict');
  }

  /** A fresh array of truths, none of which was worked out. */
  nothingTested(): number[] {
    if (this.untested.length !== this.memos) this.untested = new Array(this.memos).fill(0);
    return this.untested.slice();
  }

  /** Whether a condition says the same of every backplane. */
  isGeneral(condition: Condition): boolean {
    const known = this.general.get(condition);
    if (known !== undefined) return known;
    const found = [...references([condition], this.ruleBase.definitions)].every((ref) => !ofTheBackplaneAtHand.test(ref));
    this.general.set(condition, found);
    return found;
  }
}

const ofTheBackplaneAtHand = /^(backplane|variant|measure|decision)\./;

const known = new WeakMap<RuleBase, Prepared>();

export function prepared(ruleBase: RuleBase): Prepared {
  let found = known.get(ruleBase);
  if (!found) {
    found = new Prepared(ruleBase);
    known.set(ruleBase, found);
  }
  return found;
}

/** What somebody works out of a rule base once: kept with it. */
export function noted<T>(workOut: (prepared: Prepared) => T): (prepared: Prepared) => T {
  const notes = new WeakMap<Prepared, { value: T }>();
  return (one) => {
    let note = notes.get(one);
    if (!note) {
      note = { value: workOut(one) };
      notes.set(one, note);
    }
    return note.value;
  };
}
