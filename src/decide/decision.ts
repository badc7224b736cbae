/** What a decision says. The names are those of the JSON that users filter on. */
import type { Fact, Outcome } from '../knowledge/types.js';

export interface Reason {
  /** Kebab-case, unique in the rule base, stable. */
  code: string;
  text: string;
  source: string;
  /** Of a warning: it can break the recommendation for these facts. */
  severity?: 'breaking';
}

/** Answers that cannot all be true. */
export interface Contradiction extends Reason {
  /** Ids of the questions. */
  facts: string[];
  /** The one whose answer is more likely wrong. */
  doubt: string;
}

export type Status = 'eligible' | 'undecided' | 'excluded';

export interface CriterionValue {
  id: string;
  /** Null where it is unknown; then `range` says what is known. */
  value: number | null;
  /** From, to; null: without an upper limit, or, on both sides, more than can be had. */
  range?: [number | null, number | null];
  unit: string;
  band: string;
  source: string;
}

export interface Verdict {
  backplane: string;
  /** Which product or tier is meant, as `azure-managed-redis`. */
  variant: string | null;
  status: Status;
  /** Excluded: what excludes it. Otherwise why it stands where it stands, what is not certain, and what must be so for it to work. */
  reasons: Reason[];
  criteria: CriterionValue[];
  /** Ids of the questions whose answers would settle an undecided verdict. */
  unless: string[];
}

export interface Recommended {
  outcome: Outcome;
  /** Id of a backplane; null unless the outcome is one. */
  recommended: string | null;
}

export interface Decision {
  outcome: Outcome;
  recommended: string | null;
  /** Why this outcome, and for a recommendation what decided it. */
  reasons: Reason[];
  /** Answers that cannot all be true: said before anything else. */
  contradictions: Contradiction[];
  verdicts: Verdict[];
  prerequisites: Reason[];
  warnings: Reason[];
}

/** A change of answers that leaves the recommendation and makes it ask for less; found by deciding again. */
export interface LighterChange {
  set: Record<string, Fact['value']>;
  /** Codes of what no longer has to be so. */
  lifts: string[];
  /** In words, for people. */
  text: string;
}

/** A change of answers that leads elsewhere; found by deciding again. */
export interface Change {
  set: Record<string, Fact['value']>;
  outcome: Outcome;
  recommended: string | null;
  /** In words, for people. */
  text: string;
}
