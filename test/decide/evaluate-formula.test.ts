import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFormula, type FormulaNames } from '../../src/decide/compile-formula.js';
import type { Bounds, Interval } from '../../src/decide/interval.js';
import type { Truth } from '../../src/decide/truth.js';
import type { Condition, Formula } from '../../src/knowledge/language/language.js';

const infinity = Number.POSITIVE_INFINITY;
const number = (low: number, high = low): Formula => ({ op: 'number', low, high, unit: '' });
const ref = (name: string): Formula => ({ op: 'ref', ref: name });
const holds: Condition = { op: 'use', name: 'holds' };

interface Known {
  numbers?: Record<string, Interval>;
  texts?: Record<string, string>;
  truth?: Truth;
}

const namesOf = ({ numbers = {}, texts = {}, truth }: Known): FormulaNames<Bounds> => ({
  number: (name) => ({ set: (out) => Object.assign(out, numbers[name] ?? { low: 0, high: infinity }) }),
  value: (name) => ({ get: () => texts[name], fixed: false }),
  test: () => () => truth,
});

const value = (formula: Formula, known: Known = {}): [number, number] => {
  const out = { low: 0, high: 0 };
  compileFormula(formula, namesOf(known)).set(out);
  return [out.low, out.high];
};

describe('known numbers give a point', () => {
  const operations: [Exclude<Formula['op'], 'number' | 'ref' | 'round-up' | 'if' | 'choose'>, number][] = [
    ['add', 9],
    ['subtract', 3],
    ['multiply', 18],
    ['divide', 2],
    ['max', 6],
    ['min', 3],
  ];
  test.each(operations)('%s of 6 and 3 is %d', (op, result) => {
    expect(value({ op, of: [ref('six'), number(3)] }, { numbers: { six: { low: 6, high: 6 } } })).toEqual([result, result]);
  });
});

describe('bounds', () => {
  test.each<[string, Formula, [number, number]]>([
    ['a difference subtracts the far end', { op: 'subtract', of: [number(5, 6), number(1, 3)] }, [2, 5]],
    ['nothing times any number is nothing', { op: 'multiply', of: [number(0), ref('unknown')] }, [0, 0]],
    ['any number times something has no upper bound', { op: 'multiply', of: [number(2, 3), ref('unknown')] }, [0, infinity]],
    ['signs are kept apart', { op: 'multiply', of: [number(-2, 3), number(-5, 7)] }, [-15, 21]],
    ['headroom over an unknown load is at least nothing', { op: 'divide', of: [number(20000), ref('unknown')] }, [0, infinity]],
    ['headroom over a load that may be none is unlimited', { op: 'divide', of: [number(20000), number(0, 5)] }, [4000, infinity]],
    ['headroom over no load is unlimited', { op: 'divide', of: [number(20000), number(0)] }, [infinity, infinity]],
    ['division by either sign may be anything', { op: 'divide', of: [number(1), number(-1, 1)] }, [-infinity, infinity]],
    ['infinite minus infinite may be anything', { op: 'subtract', of: [ref('unknown'), ref('unknown')] }, [-infinity, infinity]],
    ['the larger of two ranges', { op: 'max', of: [number(1, 10), number(4, 5)] }, [4, 10]],
    ['the smaller of two ranges', { op: 'min', of: [number(1, 10), number(4, 5)] }, [1, 5]],
  ])('%s', (_, formula, bounds) => {
    expect(value(formula)).toEqual(bounds);
  });
});

describe('rounding up', () => {
  const steps = [1, 2, 5, 10];
  test.each<[number, number[], number]>([
    [2.1, [], 3],
    [3, [], 3],
    [0, [], 0],
    [(0.1 + 0.2) * 10, [], 3],
    [(0.1 + 0.2) * (50 / 3), steps, 5],
    [0, steps, 1],
    [1, steps, 1],
    [1.0001, steps, 2],
    [5.5, steps, 10],
    [10, steps, 10],
    [10.5, steps, infinity],
    [infinity, steps, infinity],
    [infinity, [], infinity],
  ])('%d among %j is %d', (from, to, result) => {
    expect(value({ op: 'round-up', of: ref('x'), to }, { numbers: { x: { low: from, high: from } } })).toEqual([result, result]);
  });
});

describe('what is unknown leaves every branch possible', () => {
  // biome-ignore lint/suspicious/noThenProperty: the language says if, then, else.
  const either: Formula = { op: 'if', when: holds, then: number(1, 2), else: number(10) };
  const choice: Formula = { op: 'choose', ref: 'audience', cases: { broadcast: number(7), groups: number(3, 4), single: number(1) } };
  test.each<[string, Formula, Known, [number, number]]>([
    ['a condition that holds', either, { truth: true }, [1, 2]],
    ['a condition that does not hold', either, { truth: false }, [10, 10]],
    ['a condition that is unknown', either, {}, [1, 10]],
    ['a choice that is known', choice, { texts: { audience: 'groups' } }, [3, 4]],
    ['a choice that is unknown', choice, {}, [1, 7]],
  ])('%s', (_, formula, known, bounds) => {
    expect(value(formula, known)).toEqual(bounds);
  });
});

/** What the same formula gives for plain numbers, written without intervals. Ranges within the formula are taken at their middle. */
function pointValue(formula: Formula, numbers: Record<string, number>, text: string, truth: boolean): number {
  const of = (part: Formula): number => pointValue(part, numbers, text, truth);
  switch (formula.op) {
    case 'number':
      return formula.low + (formula.high - formula.low) / 2;
    case 'ref':
      return numbers[formula.ref] ?? Number.NaN;
    case 'round-up': {
      const inner = of(formula.of);
      // A rounding error away from a step either side is right: nothing to compare.
      const step = formula.to.find((one) => near(one, inner)) ?? Math.round(inner);
      if (Number.isNaN(inner) || (inner !== step && near(step, inner))) return Number.NaN;
      if (formula.to.length === 0) return Math.ceil(inner);
      return formula.to.find((step) => step >= inner) ?? infinity;
    }
    case 'if':
      return of(truth ? formula.then : formula.else);
    case 'choose':
      return of(formula.cases[text] ?? number(Number.NaN));
    case 'max':
      return Math.max(...formula.of.map(of));
    case 'min':
      return Math.min(...formula.of.map(of));
    case 'add':
      return formula.of.map(of).reduce((a, b) => a + b);
    case 'subtract':
      return formula.of.map(of).reduce((a, b) => a - b);
    case 'multiply':
      return formula.of.map(of).reduce((a, b) => (a === 0 || b === 0 ? 0 : a * b));
    case 'divide':
      return formula.of.map(of).reduce((a, b) => (a === 0 ? 0 : b === 0 ? a * infinity : a / b));
  }
}

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9 * Math.max(1, Math.abs(a));

const names = ['servers', 'messages', 'bytes', 'clients'];
const reals = fc.oneof(
  fc.constant(0),
  fc.integer({ min: -20, max: 20 }),
  fc.double({ min: -1000, max: 1000, noNaN: true }),
  fc.double({ min: 0, max: 1e6, noNaN: true }),
);
const formulas: fc.Arbitrary<Formula> = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(...names).map(ref),
    fc.tuple(reals, reals).map(([a, b]) => number(Math.min(a, b), Math.max(a, b))),
    fc
      .tuple(fc.constantFrom('add', 'multiply', 'max', 'min'), fc.array(tie('formula'), { minLength: 2, maxLength: 4 }))
      .map(([op, of]) => ({ op, of }) as Formula),
    fc.tuple(fc.constantFrom('subtract', 'divide'), tie('formula'), tie('formula')).map(([op, a, b]) => ({ op, of: [a, b] }) as Formula),
    fc.tuple(tie('formula'), fc.constantFrom<number[]>([], [1, 2, 5, 100])).map(([of, to]): Formula => ({ op: 'round-up', of, to })),
    // biome-ignore lint/suspicious/noThenProperty: the language says if, then, else.
    fc.tuple(tie('formula'), tie('formula')).map(([a, b]): Formula => ({ op: 'if', when: holds, then: a, else: b })),
    fc.tuple(tie('formula'), tie('formula')).map(([a, b]): Formula => ({ op: 'choose', ref: 'audience', cases: { all: a, one: b } })),
  ),
})).formula;

/** An interval and a point in it; sometimes the interval is just the point, sometimes it has no end. */
const placed = fc.tuple(reals, reals, reals, fc.constantFrom('point', 'range', 'endless')).map(([a, b, c, kind]) => {
  const [low = 0, point = 0, high = 0] = [a, b, c].sort((x, y) => x - y);
  return { point, interval: kind === 'point' ? { low: point, high: point } : { low, high: kind === 'range' ? high : infinity } };
});

test('for any formula, the value at a point inside the inputs lies inside the interval', () => {
  const inputs = fc.record({
    formula: formulas,
    facts: fc.tuple(placed, placed, placed, placed),
    text: fc.constantFrom('all', 'one'),
    truth: fc.boolean(),
    textKnown: fc.boolean(),
    truthKnown: fc.boolean(),
  });
  let compared = 0;
  fc.assert(
    fc.property(inputs, ({ formula, facts, text, truth, textKnown, truthKnown }) => {
      const entries = names.map((name, index) => [name, facts[index as 0]] as const);
      const point = pointValue(formula, Object.fromEntries(entries.map(([name, fact]) => [name, fact.point])), text, truth);
      // Infinity minus infinity: no number at all, so nothing to compare.
      fc.pre(!Number.isNaN(point));
      const [low, high] = value(formula, {
        numbers: Object.fromEntries(entries.map(([name, fact]) => [name, fact.interval])),
        texts: textKnown ? { audience: text } : {},
        truth: truthKnown ? truth : undefined,
      });
      const slack = Number.isFinite(point) ? 1e-9 * Math.max(1, Math.abs(point)) : 0;
      expect(low).toBeLessThanOrEqual(point + slack);
      expect(high).toBeGreaterThanOrEqual(point - slack);
      compared++;
    }),
    { numRuns: 5000 },
  );
  expect(compared).toBe(5000);
});
