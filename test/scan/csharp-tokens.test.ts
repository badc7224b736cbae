import { describe, expect, test } from 'vitest';
import { tokenize } from '../../src/scan/csharp/csharp-tokens.js';

/** The names that are code. */
const names = (text: string) =>
  tokenize(text)
    .filter((token) => token.kind === 'name')
    .map((token) => token.text)
    .join(' ');

describe('only code counts', () => {
  test.each([
    ['a // b\nc', 'a c'],
    ['a /* b\n c */ d', 'a d'],
    ['a /* b', 'a'],
    ['/// <see cref="b" />\na', 'a'],
    ['#region b\na\n  #endregion', 'a'],
    ['#if X\na\n#endif\nb', 'a b'],
    ['#if false\na\n#endif\nb', 'b'],
    ['a\r\n  # if false // b\r\nb\r\n#if X\nc\n#else\nd\n#endif\n#else\ne\n#endif\nf', 'a e f'],
    ['#if false\na', ''],
    ['#if falseHope\na\n#endif', 'a'],
    ['a = "b"; c', 'a c'],
    [String.raw`a = "b\"c"; d`, 'a d'],
    [String.raw`a = "b\\"; c`, 'a c'],
    ['a = "// b"; c', 'a c'],
    ['a = "b\nc', 'a c'],
    ['a = ""; b', 'a b'],
    [String.raw`a = @"b\"; c`, 'a c'],
    [String.raw`a = @"b""\"; c`, 'a c'],
    ['a = @"b\n// c\n"; d', 'a d'],
    ['a = @""; b', 'a b'],
    ['a = """b "c" d"""; e', 'a e'],
    ['a = """\n  b\n  // "" c\n  """; d', 'a d'],
    ['a = """"b """ c""""; d', 'a d'],
    [`a = '"'; b = '\\''; c = '\\\\'; d = '\\u0041'; e`, 'a b c d e'],
    ['@class a', 'class a'],
    ['a1 _b é', 'a1 _b é'],
  ])('%s: %s', (text, expected) => {
    expect(names(text)).toBe(expected);
  });
});

describe('the code in interpolated strings counts', () => {
  test.each([
    ['a = $"b {c} d {e.f("g", h)} i"; j', 'a c e f h j'],
    ['a = $"b {{c}} {d}"; e', 'a d e'],
    ['a = $"{b:yyyy-MM c}"; d', 'a b d'],
    ['a = $"{(b ? c : d)}"; e', 'a b c d e'],
    ['a = $"{global::b.c}"; d', 'a global b c d'],
    ['a = $"{b($"{c} d")} e"; f', 'a b c f'],
    ['a = $"{new { b = c }} d"; e', 'a new b c e'],
    [String.raw`a = $@"b\{c}""d"; e`, 'a c e'],
    ['a = @$"{b} c"; d', 'a b d'],
    ['a = $"""b {c} "d" """; e', 'a c e'],
    ['a = $$"""{b} {{c}} d"""; e', 'a c e'],
  ])('%s: %s', (text, expected) => {
    expect(names(text)).toBe(expected);
  });
});

test('offsets lead back to the text', () => {
  const text = 'first "x" /* y */ second';
  expect(
    tokenize(text)
      .filter((token) => token.kind === 'name')
      .every((token) => text.startsWith(token.text, token.offset)),
  ).toBe(true);
});
