import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Condition } from '../../src/knowledge/language/language.js';
import type { Path } from '../../src/knowledge/language/parse-condition.js';
import { parseFormula } from '../../src/knowledge/language/parse-formula.js';

const units: Record<string, string> = {
  servers: 'servers',
  'concurrent-connections': 'connections',
  'messages-per-second': 'messages/s',
  'message-bytes': 'bytes/message',
  'monthly-budget': 'USD a month',
};
const texts: Record<string, string[]> = { audience: ['broadcast', 'groups', 'single'] };
const condition: Condition = { op: 'use', name: 'farm' };

/** Parses the YAML of a formula that stands at quantities[0].formula. */
function parsed(yaml: string, expected?: string) {
  const problems: [string, string][] = [];
  const conditions: [unknown, string][] = [];
  const result = parseFormula(parse(yaml), {
    path: ['quantities', 0, 'formula'],
    unit: (ref) => units[ref],
    text: (ref) => texts[ref],
    names: () => [...Object.keys(units), ...Object.keys(texts)],
    condition: (one: unknown, path: Path) => {
      conditions.push([one, path.join('.')]);
      return condition;
    },
    report: (path, message) => problems.push([path.join('.'), message]),
    ...(expected === undefined ? {} : { expected }),
  });
  return { ...result, problems, conditions };
}

test.each([
  ['5', ''],
  ['{value: 5, unit: connections/server/hub}', 'connections/hub/server'],
  ['{low: 0, high: 3000, unit: ms}', 'ms'],
  ['messages-per-second', 'messages/s'],
  ['{add: [servers, {value: 2, unit: servers}, servers]}', 'servers'],
  ['{subtract: [servers, {value: 1, unit: server}]}', 'servers'],
  ['{max: [servers, {value: 2, unit: servers}]}', 'servers'],
  ['{min: [servers, {value: 2, unit: servers}]}', 'servers'],
  ['{multiply: [messages-per-second, message-bytes, {value: 3600, unit: s/h}]}', 'bytes/h'],
  ['{divide: [concurrent-connections, {value: 1000, unit: connections/unit}]}', 'units'],
  ['{divide: [servers, {value: 2, unit: servers}]}', ''],
  ['{round-up: servers}', 'servers'],
  ['{round-up: servers, to: [1, 2, 5]}', 'servers'],
  ['{if: farm, then: servers, else: {value: 1, unit: server}}', 'servers'],
  ['{choose: audience, cases: {broadcast: servers, groups: servers, single: {value: 1, unit: server}}}', 'servers'],
])('%s is in "%s"', (yaml, unit) => {
  expect(parsed(yaml)).toMatchObject({ unit, problems: [] });
});

test('the tree says what the YAML says', () => {
  const { formula, conditions } = parsed(`
    if: farm
    then: {round-up: {multiply: [servers, {low: 1, high: 2}]}, to: [1, 5]}
    else: {choose: audience, cases: {broadcast: {value: 1, unit: server}, groups: servers, single: servers}}
  `);
  expect(formula).toEqual({
    op: 'if',
    when: condition,
    // biome-ignore lint/suspicious/noThenProperty: the language says if, then, else.
    then: {
      op: 'round-up',
      of: {
        op: 'multiply',
        of: [
          { op: 'ref', ref: 'servers' },
          { op: 'number', low: 1, high: 2, unit: '' },
        ],
      },
      to: [1, 5],
    },
    else: {
      op: 'choose',
      ref: 'audience',
      cases: {
        broadcast: { op: 'number', low: 1, high: 1, unit: 'servers' },
        groups: { op: 'ref', ref: 'servers' },
        single: { op: 'ref', ref: 'servers' },
      },
    },
  });
  expect(conditions).toEqual([['farm', 'quantities.0.formula.if']]);
});

test.each([
  // Names
  ['mesages-per-second', '', '"mesages-per-second" is not the name of a number. Did you mean "messages-per-second"?'],
  ['audience', '', '"audience" is not the name of a number.'],
  ['monthly-budget', '', 'the unit "USD a month" of monthly-budget cannot be read'],
  // Operators and keys
  ['{multipy: [1, 2]}', '.multipy', '"multipy" is not an operator. Did you mean "multiply"?'],
  ['{multiply: [1, {max: [2, {round: 3}]}]}', '.multiply.1.max.1.round', '"round" is not an operator. Did you mean "round-up"?'],
  ['{multiply: [1, 2], ad: [1, 2]}', '.ad', '"ad" does not belong beside "multiply".'],
  ['{value: 5, units: ms}', '.units', '"units" does not belong beside "value". Did you mean "unit"?'],
  ['{}', '', 'expected an operator'],
  ['[1, 2]', '', 'expected a formula'],
  ['null', '', 'expected a formula'],
  // Numbers
  ['{value: 5, unit: messages per second}', '.unit', '"messages per second" is not a unit'],
  ['{value: .inf, unit: s}', '', 'expected {value: number'],
  ['{value: five, unit: s}', '', 'expected {value: number'],
  ['{low: 1, unit: s}', '', '{low: number, high: number'],
  ['{low: 2, high: 1, unit: s}', '', 'the low end 2 is above the high end 1'],
  // Units
  ['{add: [servers, message-bytes]}', '.add.1', 'all parts of "add" have one unit: found "bytes/message", expected "servers".'],
  ['{add: [servers, 1]}', '.add.1', 'found a number without a unit, expected "servers".'],
  ['{if: farm, then: servers, else: 0}', '.else', 'all parts of "if" have one unit'],
  ['{choose: audience, cases: {broadcast: 1, groups: servers, single: 1}}', '.cases.groups', 'all parts of "choose" have one unit'],
  // Operands
  ['{subtract: [3, 2, 1]}', '.subtract', 'expects a list of two formulas'],
  ['{add: [3]}', '.add', 'expects a list of two or more formulas'],
  ['{add: 3}', '.add', 'expects a list of two or more formulas'],
  ['{round-up: servers, to: [2, 1]}', '.to', '"to" expects a list of numbers, from the smallest to the largest'],
  ['{round-up: servers, to: []}', '.to', '"to" expects a list of numbers'],
  ['{if: farm, then: servers}', '', '"else" is missing'],
  ['{choose: servers, cases: {}}', '.choose', '"choose" expects the name of a question with choices'],
  ['{choose: audience}', '', 'a formula for each of broadcast, groups, single'],
  ['{choose: audience, cases: {broadcast: 1, groups: 1}}', '.cases', 'no case for single of audience'],
  ['{choose: audience, cases: {broadcast: 1, groups: 1, single: 1, group: 1}}', '.cases.group', 'Did you mean "groups"?'],
])('%s is refused once, at formula%s: %s', (yaml, path, message) => {
  expect(parsed(yaml).problems).toEqual([[`quantities.0.formula${path}`, expect.stringContaining(message)]]);
});

test('the result must have the expected unit', () => {
  const bytes = '{multiply: [messages-per-second, message-bytes]}';
  expect(parsed(bytes, 'bytes/s').problems).toEqual([]);
  expect(parsed(bytes, 'USD/month').problems).toEqual([
    ['quantities.0.formula', 'the units of this formula do not fit: found "bytes/s", expected "USD/month".'],
  ]);
  expect(parsed(bytes, 'USD a month').problems).toEqual([
    ['quantities.0.formula', '"USD a month" is not a unit; expected one such as "messages/s".'],
  ]);
});

test('one mistake is not reported a second time as a wrong unit', () => {
  const { problems, unit } = parsed('{multiply: [servers, nonsense]}', 'USD/month');
  expect(problems).toHaveLength(1);
  expect(unit).toBeUndefined();
});
