import { didYouMean } from '../nearest.js';
import { type FormulaContext, fail, type Part, refuseOtherKeys, same } from './formula-part.js';
import type { Formula, Reference } from './language.js';
import type { Path } from './parse-condition.js';
import { divideUnits, equalUnits, formatUnit, multiplyUnits, parseUnit, type Unit, unitMismatch } from './units.js';

/** The keys that each operator consists of. */
const keysOf: Record<string, readonly string[]> = {
  value: ['value', 'unit'],
  low: ['low', 'high', 'unit'],
  add: ['add'],
  subtract: ['subtract'],
  multiply: ['multiply'],
  divide: ['divide'],
  max: ['max'],
  min: ['min'],
  'round-up': ['round-up', 'to'],
  if: ['if', 'then', 'else'],
  choose: ['choose', 'cases'],
};

/**
 * Turns a formula as written in YAML into its tree and computes its unit. Every problem is reported with its path, nothing is thrown;
 * after a problem the tree is of no use and the unit undefined. The grammar is in rules/README.md.
 */
export function parseFormula(raw: unknown, context: FormulaContext): { formula: Formula; unit: string | undefined } {
  const { formula, unit } = parse(raw, context.path, context);
  if (unit && context.expected !== undefined) {
    const expected = parseUnit(context.expected);
    if (!expected) context.report(context.path, `"${context.expected}" is not a unit; expected one such as "messages/s".`);
    else if (!equalUnits(unit, expected))
      context.report(context.path, `the units of this formula do not fit: ${unitMismatch(unit, expected)}`);
  }
  return { formula, unit: unit && formatUnit(unit) };
}

function parse(raw: unknown, path: Path, context: FormulaContext): Part {
  if (typeof raw === 'number') return parseNumber({ value: raw }, path, context);
  if (typeof raw === 'string') return parseReference(raw, path, context);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return fail(path, 'expected a formula: a number, the name of one, or an operator such as {multiply: [...]}.', context);
  const node = raw as Record<string, unknown>;
  const keys = Object.keys(node);
  const operator = keys.find((key) => Object.hasOwn(keysOf, key));
  if (operator === undefined) return unknownOperator(keys[0], path, context);
  const wrong = refuseOtherKeys(node, keysOf[operator] ?? [], path, context);
  if (wrong) return wrong;
  if (operator === 'value' || operator === 'low') return parseNumber(node, path, context);
  if (operator === 'round-up') return parseRoundUp(node, path, context);
  if (operator === 'if') return parseIf(node, path, context);
  if (operator === 'choose') return parseChoose(node, path, context);
  return parseOperation(operator as Operation, node[operator], [...path, operator], context);
}

function unknownOperator(key: string | undefined, path: Path, context: FormulaContext): Part {
  if (key === undefined) return fail(path, 'expected an operator, found an empty mapping.', context);
  const operators = Object.keys(keysOf);
  return fail(
    [...path, key],
    `"${key}" is not an operator.${didYouMean(key, operators)} Expected one of ${operators.join(', ')}.`,
    context,
  );
}

type Operation = Extract<Formula, { of: Formula[] }>['op'];

function parseOperation(op: Operation, raw: unknown, path: Path, context: FormulaContext): Part {
  const exactly = op === 'subtract' || op === 'divide';
  if (!Array.isArray(raw) || raw.length < 2 || (exactly && raw.length > 2))
    return fail(path, `"${op}" expects a list of ${exactly ? 'two' : 'two or more'} formulas.`, context);
  const parts = raw.map((one, index) => parse(one, [...path, index], context));
  const formula: Formula = { op, of: parts.map((part) => part.formula) };
  if (op === 'multiply' || op === 'divide') {
    const [first, ...rest] = parts.map(({ unit }) => unit);
    const join = op === 'multiply' ? multiplyUnits : divideUnits;
    return { formula, unit: rest.reduce<Unit | undefined>((whole, unit) => whole && unit && join(whole, unit), first) };
  }
  const located = parts.map(({ unit }, index) => ({ unit, path: [...path, index] }));
  return { formula, unit: same(located, `"${op}"`, context) };
}

function parseNumber(node: Record<string, unknown>, path: Path, context: FormulaContext): Part {
  const low = node.value ?? node.low;
  const high = node.value ?? node.high;
  const text = node.unit ?? '';
  if (typeof low !== 'number' || typeof high !== 'number' || !Number.isFinite(low) || !Number.isFinite(high))
    return fail(path, 'expected {value: number, unit: ...} or {low: number, high: number, unit: ...}.', context);
  if (low > high) return fail(path, `the low end ${low} is above the high end ${high}.`, context);
  const unit = typeof text === 'string' ? parseUnit(text) : undefined;
  if (!unit) return fail([...path, 'unit'], `${JSON.stringify(text)} is not a unit; expected one such as "messages/s".`, context);
  return { formula: { op: 'number', low, high, unit: formatUnit(unit) }, unit };
}

function parseReference(ref: Reference, path: Path, context: FormulaContext): Part {
  const text = context.unit(ref);
  if (text === undefined) return fail(path, `"${ref}" is not the name of a number.${didYouMean(ref, context.names())}`, context);
  const unit = parseUnit(text);
  return unit
    ? { formula: { op: 'ref', ref }, unit }
    : fail(path, `the unit "${text}" of ${ref} cannot be read; expected one such as "messages/s".`, context);
}

function parseRoundUp(node: Record<string, unknown>, path: Path, context: FormulaContext): Part {
  const { formula, unit } = parse(node['round-up'], [...path, 'round-up'], context);
  const to: unknown = node.to ?? [];
  const ascending = Array.isArray(to) && to.every((value, index) => Number.isFinite(value) && (index === 0 || value > to[index - 1]));
  if (!ascending || (node.to !== undefined && to.length === 0))
    return fail([...path, 'to'], '"to" expects a list of numbers, from the smallest to the largest.', context);
  return { formula: { op: 'round-up', of: formula, to: to as number[] }, unit };
}

function parseIf(node: Record<string, unknown>, path: Path, context: FormulaContext): Part {
  const missing = ['then', 'else'].find((key) => node[key] === undefined);
  if (missing) return fail(path, `"if" expects "then" and "else"; "${missing}" is missing.`, context);
  const when = context.condition(node.if, [...path, 'if']);
  const [yes, no] = [parse(node.then, [...path, 'then'], context), parse(node.else, [...path, 'else'], context)];
  const unit = same(
    [
      { unit: yes.unit, path: [...path, 'then'] },
      { unit: no.unit, path: [...path, 'else'] },
    ],
    '"if"',
    context,
  );
  // biome-ignore lint/suspicious/noThenProperty: the language says if, then, else; nobody awaits a formula.
  return { formula: { op: 'if', when, then: yes.formula, else: no.formula }, unit };
}

function parseChoose(node: Record<string, unknown>, path: Path, context: FormulaContext): Part {
  const { choose: ref, cases } = node;
  const values = typeof ref === 'string' ? context.text(ref) : undefined;
  if (typeof ref !== 'string' || !values)
    return fail(
      [...path, 'choose'],
      `"choose" expects the name of a question with choices.${didYouMean(String(ref), context.names())}`,
      context,
    );
  if (typeof cases !== 'object' || cases === null || Array.isArray(cases))
    return fail(path, `"choose" expects "cases" with a formula for each of ${values.join(', ')}.`, context);
  const below = [...path, 'cases'];
  const missing = values.filter((value) => !Object.hasOwn(cases, value));
  if (missing.length) context.report(below, `no case for ${missing.join(', ')} of ${ref}.`);
  const parts = Object.entries(cases).map(([value, one]) => {
    if (!values.includes(value))
      context.report(
        [...below, value],
        `"${value}" is not a value of ${ref}; expected one of ${values.join(', ')}.${didYouMean(value, values)}`,
      );
    return { value, path: [...below, value], ...parse(one, [...below, value], context) };
  });
  return {
    formula: { op: 'choose', ref, cases: Object.fromEntries(parts.map(({ value, formula }) => [value, formula])) },
    unit: same(parts, '"choose"', context),
  };
}
