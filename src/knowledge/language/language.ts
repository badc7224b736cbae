/**
 * The two small languages of the rule base, as they look after loading: conditions over facts, and formulas with units.
 * `rules/` holds them as YAML; parse-condition.ts and parse-formula.ts turn that into these trees and check every name.
 */

/** What a condition or a formula can look at: `servers` (a question), `backplane.needs-affinity`, `measure.monthly-cost` ... */
export type Reference = string;

export type Scalar = string | number | boolean;

/** The one reference that may stand as a value: `{registered-backplane: backplane.id}` holds where the backplane at hand is among those registered. */
export const atHand = 'backplane.id';

export type Condition =
  | { op: 'all' | 'any'; of: Condition[] }
  | { op: 'not' | 'certain'; of: Condition }
  | { op: 'known'; ref: Reference }
  | { op: 'use'; name: string }
  | { op: 'in'; ref: Reference; values: Scalar[] }
  | { op: 'compare'; ref: Reference; how: Comparison; with: number | Reference }
  | { op: 'version'; ref: Reference; range: VersionBound[][] };

export type Comparison = 'at-least' | 'more-than' | 'at-most' | 'less-than';

/** One bound of a version range, as `>=17.5`: bounds are joined by "and", lists of bounds by "or". */
export interface VersionBound {
  how: Comparison;
  parts: number[];
}

export type Formula =
  | { op: 'number'; low: number; high: number; unit: string }
  | { op: 'ref'; ref: Reference }
  | { op: 'add' | 'subtract' | 'multiply' | 'divide' | 'max' | 'min'; of: Formula[] }
  | { op: 'round-up'; of: Formula; to: number[] }
  | { op: 'if'; when: Condition; then: Formula; else: Formula }
  | { op: 'choose'; ref: Reference; cases: Record<string, Formula> };
