import { didYouMean } from '../nearest.js';
import { atHand, type Comparison, type Condition, type Reference, type Scalar } from './language.js';
import { dayNumber, parseVersionRange } from './version.js';

export type Path = (string | number)[];

/** What a reference stands for: its type, and the values it can have where they are known. */
export interface ReferenceKind {
  type: 'choice' | 'list' | 'number' | 'version' | 'trait' | 'date';
  values?: readonly Scalar[];
}

export interface ConditionContext {
  /** Undefined where the name is not known. */
  reference(ref: Reference): ReferenceKind | undefined;
  definition(name: string): boolean;
  /** Every name that may stand where one is expected, for "did you mean". */
  names(): Iterable<string>;
  report(path: Path, message: string): void;
}

const comparisons: readonly Comparison[] = ['at-least', 'more-than', 'at-most', 'less-than'];
const never: Condition = { op: 'any', of: [] };

/**
 * Turns a condition as written in YAML into its tree. Every problem is reported with its path; the tree is then of no use.
 * The grammar is in rules/README.md.
 */
export function parseCondition(raw: unknown, path: Path, context: ConditionContext): Condition {
  const fail = (message: string, at: Path = path): Condition => {
    context.report(at, message);
    return never;
  };
  if (typeof raw === 'string') {
    if (!context.definition(raw)) return fail(`"${raw}" is not a definition.${didYouMean(raw, context.names())}`);
    return { op: 'use', name: raw };
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return fail('expected a condition: the name of a definition, or one of all, any, not, certain, known, or a fact with its test.');
  const entries = Object.entries(raw);
  const [entry] = entries;
  if (entry === undefined || entries.length > 1)
    return fail(
      `expected one key, found ${entries.map(([key]) => `"${key}"`).join(', ') || 'none'}. Join several conditions with all or any.`,
    );
  const [key, value] = entry;
  const below = [...path, key];
  if (key === 'all' || key === 'any') {
    if (!Array.isArray(value) || value.length === 0) return fail(`"${key}" expects a list of conditions.`, below);
    return { op: key, of: value.map((part, index) => parseCondition(part, [...below, index], context)) };
  }
  if (key === 'not' || key === 'certain') return { op: key, of: parseCondition(value, below, context) };
  if (key === 'known') {
    if (typeof value !== 'string' || !context.reference(value))
      return fail(`"known" expects the name of a fact.${didYouMean(String(value), context.names())}`, below);
    return { op: 'known', ref: value };
  }
  const kind = context.reference(key);
  if (!kind) return fail(`"${key}" is neither a fact nor an operator.${didYouMean(key, context.names())}`);
  return parseTest(key, kind, value, below, context);
}

function parseTest(ref: Reference, kind: ReferenceKind, value: unknown, path: Path, context: ConditionContext): Condition {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return parseOperator(ref, kind, value, path, context);
  const values = (Array.isArray(value) ? value : [value]) as unknown[];
  for (const [index, one] of values.entries()) {
    const at = Array.isArray(value) ? [...path, index] : path;
    if (typeof one !== 'string' && typeof one !== 'number' && typeof one !== 'boolean')
      context.report(at, 'expected a value to compare with.');
    else if (kind.type === 'version') context.report(at, `compare a version with a range: {${ref}: {version: ">=17.5"}}.`);
    else if (kind.type === 'number' && typeof one !== 'number') context.report(at, `expected a number, found "${one}".`);
    else if (kind.values && !kind.values.includes(one) && !(one === atHand && namesBackplanes(kind, context)))
      context.report(
        at,
        `"${one}" is not a value of ${ref}; expected one of ${kind.values.join(', ')}.${didYouMean(String(one), kind.values.map(String))}`,
      );
  }
  return { op: 'in', ref, values: values as Scalar[] };
}

const namesBackplanes = ({ values = [] }: ReferenceKind, context: ConditionContext): boolean =>
  values.every((value) => context.reference(atHand)?.values?.includes(value));

function parseOperator(ref: Reference, kind: ReferenceKind, value: object, path: Path, context: ConditionContext): Condition {
  const entries = Object.entries(value);
  const conditions = entries.map(([operator, operand]): Condition => {
    const at = [...path, operator];
    if (operator === 'version') {
      if (kind.type !== 'version') context.report(at, `${ref} is not a version.`);
      const range = typeof operand === 'string' ? parseVersionRange(operand) : undefined;
      if (!range) context.report(at, `expected a range such as ">=17.5 <18", found ${JSON.stringify(operand)}.`);
      return { op: 'version', ref, range: range ?? [] };
    }
    const how = comparisons.find((name) => name === operator);
    if (!how) {
      context.report(
        at,
        `"${operator}" is not a test.${didYouMean(operator, [...comparisons, 'version'])} Expected ${comparisons.join(', ')} or version.`,
      );
      return never;
    }
    if (kind.type === 'date') {
      if (typeof operand === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(operand)) return { op: 'compare', ref, how, with: dayNumber(operand) };
      context.report(at, `expected a day as 2026-11-23, found ${JSON.stringify(operand)}.`);
      return never;
    }
    // A list is compared by the number of its entries.
    if (!['number', 'trait', 'list'].includes(kind.type)) context.report(at, `${ref} is not a number.`);
    if (typeof operand === 'number') return { op: 'compare', ref, how, with: operand };
    if (typeof operand === 'string' && context.reference(operand)) return { op: 'compare', ref, how, with: operand };
    context.report(
      at,
      `expected a number or the name of one, found ${JSON.stringify(operand)}.${didYouMean(String(operand), context.names())}`,
    );
    return never;
  });
  if (conditions.length === 0) context.report(path, 'expected a test.');
  return conditions.length === 1 && conditions[0] ? conditions[0] : { op: 'all', of: conditions };
}
