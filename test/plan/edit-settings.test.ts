import fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { describe, expect, it, test } from 'vitest';
import type { Scalar } from '../../src/knowledge/language/language.js';
import { UserError } from '../../src/knowledge/types.js';
import { lineOfSetting, newSettings, setSetting } from '../../src/plan/edit/edit-settings.js';
import { applyEdits } from '../../src/plan/edit/text-edits.js';
import { source } from './source.js';

/** The text after a setting is set; fails where it is not an edit. */
function set(text: string, key: string, value: Scalar, ours?: Scalar): string {
  const result = setSetting(source('appsettings.json', text), key, value, ours);
  if (result.kind === 'edit') return applyEdits(text, result.edits);
  expect(result).toEqual({ kind: 'unchanged' });
  return text;
}

describe('a key is added at the end of the nearest object that is there', () => {
  test.each([
    ['at the root', '{\n  "A": 1\n}\n', 'X:Y', true, '{\n  "A": 1,\n  "X": {\n    "Y": true\n  }\n}\n'],
    [
      'in the object',
      '{\n  "X": {\n    "A": 1\n  },\n  "B": 2\n}\n',
      'X:Y',
      'v',
      '{\n  "X": {\n    "A": 1,\n    "Y": "v"\n  },\n  "B": 2\n}\n',
    ],
    [
      'with tabs and carriage returns',
      '{\r\n\t"X": {\r\n\t\t"A": 1\r\n\t}\r\n}',
      'X:Y:Z',
      5,
      '{\r\n\t"X": {\r\n\t\t"A": 1,\r\n\t\t"Y": {\r\n\t\t\t"Z": 5\r\n\t\t}\r\n\t}\r\n}',
    ],
    ['after a trailing comma, with one of its own', '{\n  "A": 1,\n}\n', 'X', 1, '{\n  "A": 1,\n  "X": 1,\n}\n'],
    ['after the comment of the last value', '{\n  "A": 1 // one\n}\n', 'X', 1, '{\n  "A": 1, // one\n  "X": 1\n}\n'],
    [
      'after a comment and a trailing comma',
      '{\n  "A": 1 /* one */ , // two\n}\n',
      'X',
      1,
      '{\n  "A": 1 /* one */ , // two\n  "X": 1,\n}\n',
    ],
    ['after a comment that holds a comma', '{\n  "A": 1 // one, two\n}\n', 'X', 1, '{\n  "A": 1, // one, two\n  "X": 1\n}\n'],
    ['before a comment on a line of its own', '{\n  "A": 1\n  // end\n}\n', 'X', 1, '{\n  "A": 1,\n  "X": 1\n  // end\n}\n'],
    ['on one line', '{ "A": 1 }', 'X:Y', 1, '{ "A": 1, "X": { "Y": 1 } }'],
    ['in an empty object', '{\n  "X": {}\n}', 'X:Y', 1, '{\n  "X": {\n    "Y": 1\n  }\n}'],
    ['in an empty file', '{}', 'X', 1, '{\n  "X": 1\n}'],
    ['in an object of two lines', '{\r\n}\r\n', 'X', 1, '{\r\n  "X": 1\r\n}\r\n'],
    ['in an object that holds a comment', '{\n  // nothing yet\n}\n', 'X', 1, '{\n  // nothing yet\n  "X": 1\n}\n'],
    ['before a brace on the line of the last value', '{\n  "A": 1 }', 'X', 1, '{\n  "A": 1,\n  "X": 1 }'],
    ['below a key with a colon', '{\n  "X:Y": {\n    "A": 1\n  }\n}', 'X:Y:Z', 1, '{\n  "X:Y": {\n    "A": 1,\n    "Z": 1\n  }\n}'],
    [
      'below the longest key',
      '{\n  "X": { "B": 1 },\n  "x:y": { "A": 1 }\n}',
      'X:Y:Z',
      1,
      '{\n  "X": { "B": 1 },\n  "x:y": { "A": 1, "Z": 1 }\n}',
    ],
    ['with characters that need escaping', '{\n  "A": 1\n}', 'X', 'a"b\\\n', '{\n  "A": 1,\n  "X": "a\\"b\\\\\\n"\n}'],
  ] as const)('%s', (_, before, key, value, after) => expect(set(before, key, value)).toBe(after));
});

describe('a value that is there is found as .NET finds it', () => {
  test.each([
    ['nested', '{ "A": { "B": { "C": true } } }'],
    ['in one key', '{ "A:B:C": true }'],
    ['in two', '{ "A": { "B:C": true } }'],
    ['whatever its case', '{ "a:b": { "c": true } }'],
    ['as a text', '{ "A": { "B": { "C": "True" } } }'],
  ])('%s', (_, text) => expect(setSetting(source('a.json', text), 'A:B:C', true)).toEqual({ kind: 'unchanged' }));

  it('a number and its text are the same, another text is not', () => {
    expect(set('{ "A": "5" }', 'A', 5)).toBe('{ "A": "5" }');
    expect(setSetting(source('a.json', '{ "A": "x" }'), 'A', 'X')).toEqual({ kind: 'differs', current: '"x"', line: 1 });
  });
});

describe('the value of the user is never overwritten', () => {
  it('the result says what it is and where', () => {
    expect(setSetting(source('a.json', '{\n  "A": {\n    "B": false\n  }\n}'), 'A:B', true)).toEqual({
      kind: 'differs',
      current: 'false',
      line: 3,
    });
    expect(setSetting(source('a.json', '{ "A": null }'), 'A', true)).toEqual({ kind: 'differs', current: 'null', line: 1 });
  });

  it('ours is, as long as it is as we wrote it', () => {
    expect(set('{\n  "A": "old" // why\n}', 'A', 'new', 'old')).toBe('{\n  "A": "new" // why\n}');
    expect(setSetting(source('a.json', '{ "A": "other" }'), 'A', 'new', 'old')).toMatchObject({ kind: 'differs' });
  });

  test.each([
    ['a value where an object belongs', '{ "A": "x" }', 'A:B'],
    ['null where an object belongs', '{ "A": null }', 'A:B'],
    ['an object where a value belongs', '{ "A": { "B": {} } }', 'A:B'],
    ['a list where a value belongs', '{ "A:B": [1] }', 'A:B'],
    ['the key twice', '{ "A": { "B": 1 }, "a:b": 2 }', 'A:B'],
  ])('%s blocks it', (_, text, key) => expect(setSetting(source('a.json', text), key, 1)).toMatchObject({ kind: 'blocked', line: 1 }));
});

test.each(['{ "A": }', '{ "A": 1', '', '[1]', '{ "A" 1 }'])('malformed: %j is an error with its place', (text) => {
  expect(() => setSetting(source('appsettings.json', text), 'A', 1)).toThrow(UserError);
  expect(() => setSetting(source('appsettings.json', text), 'A', 1)).toThrow(/appsettings\.json:\d+:\d+/);
});

test('a new file holds the key, nested', () => expect(newSettings('A:B', true)).toBe('{\n  "A": {\n    "B": true\n  }\n}\n'));

test('the line of a value', () => {
  const file = source('a.json', '{\n  "A": {\n    "b": "True"\n  }\n}');
  expect([lineOfSetting(file, 'A:B', true), lineOfSetting(file, 'A:B', false), lineOfSetting(file, 'A:C', true)]).toEqual([
    3,
    undefined,
    undefined,
  ]);
});

describe('whatever the file looks like', () => {
  const trivia = fc.constantFrom('', ' ', '\n', '\r\n', '\n  ', '\r\n\t', ' // c, "A": {,\n', '/* } , */', '\n\n    ', ' /* a\r\n b */ ');
  const name = fc.constantFrom('"A"', '"b"', '"A:B"', '"Ä"', '"\\u0041x"', '"C"', '"d:e:F"');
  const leaf = fc.constantFrom('1', '"text, } //"', 'true', 'null', '-1.5e3', '[]', '[1, {"A": 2}]', '{}');
  const around = (of: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.tuple(trivia, of, trivia).map((parts) => parts.join(''));
  const object = (value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc
      .tuple(fc.array(fc.tuple(around(name), around(value)), { maxLength: 4 }), fc.boolean(), trivia)
      .map(
        ([properties, comma, inner]) =>
          `{${properties.length === 0 ? inner : properties.map((pair) => pair.join(':')).join(',') + (comma ? `,${inner}` : '')}}`,
      );
  const files = around(object(fc.oneof(leaf, object(fc.oneof(leaf, object(leaf))))));
  const keys = fc.constantFrom('A', 'A:B', 'A:B:C', 'New', 'New:Key:Deep', 'd:E', 'd:e:f:g', 'b:A:b');

  it('an edit only inserts (or fills an empty object), the value is there afterwards, everything else is as before, and again changes nothing', () => {
    let edited = 0;
    fc.assert(
      fc.property(files, keys, (text, key) => {
        const result = setSetting(source('a.json', text), key, 'value');
        if (result.kind !== 'edit') return;
        edited++;
        for (const { offset, remove } of result.edits) expect(text.slice(offset, offset + remove)).toMatch(/^[ \t]*$/);
        const after = applyEdits(text, result.edits);
        expect(setSetting(source('a.json', after), key, 'value')).toEqual({ kind: 'unchanged' });
        // The other leaves, duplicates included, are what they were.
        const leaves = (json: string): string[] => flatten(parse(json, [], { allowTrailingComma: true }));
        const added = leaves(after).filter((one) => one !== `${key.toLowerCase()}="value"`);
        expect(added.filter((one) => !one.endsWith('={}')).sort()).toEqual(
          leaves(text)
            .filter((one) => !one.endsWith('={}'))
            .sort(),
        );
      }),
      { numRuns: 1000 },
    );
    expect(edited).toBeGreaterThan(300);
  });

  function flatten(value: unknown, path = ''): string[] {
    if (typeof value !== 'object' || value === null || Object.keys(value).length === 0)
      return [`${path.toLowerCase()}=${JSON.stringify(value)}`];
    return Object.entries(value).flatMap(([name, inner]) => flatten(inner, path === '' ? name : `${path}:${name}`));
  }
});
