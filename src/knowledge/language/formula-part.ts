import { didYouMean } from '../nearest.js';
import type { Condition, Formula, Reference } from './language.js';
import type { Path } from './parse-condition.js';
import { equalUnits, type Unit, unitMismatch } from './units.js';

export interface FormulaContext {
  /** Where the formula stands in its file. */
  path: Path;
  /** The unit of a number (empty: dimensionless); undefined where the name is not known or stands for no number. */
  unit(ref: Reference): string | undefined;
  /** The values of a question or trait with choices; undefined for anything else. */
  text(ref: Reference): readonly string[] | undefined;
  /** Every name that may stand where one is expected, for "did you mean". */
  names(): Iterable<string>;
  condition(raw: unknown, path: Path): Condition;
  report(path: Path, message: string): void;
  /** The unit that the result must have. */
  expected?: string;
}

/** A part of a formula while it is parsed; its unit is undefined where a problem was reported, so that one mistake is not reported twice. */
export interface Part {
  formula: Formula;
  unit: Unit | undefined;
}

const nothing: Part = { formula: { op: 'number', low: 0, high: 0, unit: '' }, unit: undefined };

/** Reports the first key that does not belong to an operator. */
export function refuseOtherKeys(
  node: Record<string, unknown>,
  keys: readonly string[],
  path: Path,
  context: FormulaContext,
): Part | undefined {
  const strange = Object.keys(node).find((key) => !keys.includes(key));
  if (strange === undefined) return undefined;
  const expected = `${didYouMean(strange, keys)} Expected only ${keys.join(', ')}.`;
  return fail([...path, strange], `"${strange}" does not belong beside "${keys[0]}".${expected}`, context);
}

export function fail(path: Path, message: string, context: FormulaContext): Part {
  context.report(path, message);
  return nothing;
}

/** The unit that all parts share; reports each that differs from the first. */
export function same(parts: { unit: Unit | undefined; path: Path }[], of: string, context: FormulaContext): Unit | undefined {
  const [first, ...rest] = parts.filter((part) => part.unit);
  if (!first?.unit) return undefined;
  let agreed = parts.length === rest.length + 1;
  for (const { unit, path } of rest) {
    if (!unit || equalUnits(unit, first.unit)) continue;
    context.report(path, `all parts of ${of} have one unit: ${unitMismatch(unit, first.unit)}`);
    agreed = false;
  }
  return agreed ? first.unit : undefined;
}
