import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyEdits, composeEdits, lineEdits } from '../../src/plan/edit/text-edits.js';
import type { TextEdit } from '../../src/plan/plan.js';

/** Edits of a text of that length: sorted, not overlapping. */
const editsOf = (length: number): fc.Arbitrary<TextEdit[]> =>
  fc
    .array(fc.record({ at: fc.nat({ max: length }), remove: fc.nat({ max: 4 }), insert: fc.string({ maxLength: 4 }) }), { maxLength: 5 })
    .map((parts) => {
      let free = 0;
      return parts
        .sort((one, other) => one.at - other.at)
        .flatMap(({ at, remove, insert }) => {
          const offset = Math.max(at, free);
          if (offset > length) return [];
          const end = Math.min(length, offset + remove);
          free = end + 1;
          return [{ offset, remove: end - offset, insert }];
        });
    });

it('composed edits do what one list and then the other would do', () => {
  const texts = fc.string({ maxLength: 30 }).chain((text) =>
    editsOf(text.length).chain((first) => {
      const between = applyEdits(text, first);
      return editsOf(between.length).map((second) => ({ text, first, second, expected: applyEdits(between, second) }));
    }),
  );
  fc.assert(
    fc.property(texts, ({ text, first, second, expected }) => {
      const composed = composeEdits(text.length, first, second);
      expect(applyEdits(text, composed)).toBe(expected);
      expect(
        composed.every(
          (edit, index) => index === 0 || edit.offset > (composed[index - 1]?.offset ?? 0) + (composed[index - 1]?.remove ?? 0) - 1,
        ),
      ).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

it('line edits make one text of the other, in order and without touching what is the same', () => {
  const text = fc.array(fc.constantFrom('a\n', 'b\n', 'c\r\n', '\n', 'd'), { maxLength: 12 }).map((lines) => lines.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const edits = lineEdits(before, after);
      expect(applyEdits(before, edits)).toBe(after);
      for (const [index, { offset }] of edits.entries()) {
        const last = edits[index - 1];
        expect(last === undefined || offset > last.offset + last.remove).toBe(true);
      }
      if (before === after) expect(edits).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
