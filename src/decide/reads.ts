import type { RuleBase } from '../knowledge/types.js';

/** A set of questions: a bit for each. Sets of names would cost more than what they save. */
export type Questions = bigint;

/** Something that was worked out, and the questions whose answers it looked at. */
export interface Seen<T> {
  value: T;
  reads: Questions;
}

/** Notes which answers are looked at while something is worked out. */
export class Reads {
  private readonly bits: ReadonlyMap<string, Questions>;
  private current: Questions = 0n;

  constructor(ruleBase: RuleBase) {
    this.bits = bitsOf(ruleBase);
  }

  note(question: string): void {
    this.current |= this.bits.get(question) ?? 0n;
  }

  /** Works something out and says what it looked at. What encloses it looked at the same. */
  during<T>(workOut: () => T): Seen<T> {
    const outer = this.current;
    this.current = 0n;
    const value = workOut();
    const reads = this.current;
    this.current = outer | reads;
    return { value, reads };
  }

  /** What was worked out before is used: what it looked at is looked at again. */
  again<T>({ value, reads }: Seen<T>): T {
    this.current |= reads;
    return value;
  }
}

/** The questions of these ids. */
export const questionsWith = (ruleBase: RuleBase, ids: Iterable<string>): Questions => {
  const bits = bitsOf(ruleBase);
  let found = 0n;
  for (const id of ids) found |= bits.get(id) ?? 0n;
  return found;
};

const known = new WeakMap<RuleBase, ReadonlyMap<string, Questions>>();

function bitsOf(ruleBase: RuleBase): ReadonlyMap<string, Questions> {
  const bits = known.get(ruleBase) ?? new Map(ruleBase.questions.map(({ id }, index) => [id, 1n << BigInt(index)]));
  known.set(ruleBase, bits);
  return bits;
}
