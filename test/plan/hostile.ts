import fc from 'fast-check';
import { UserError } from '../../src/knowledge/types.js';

const pieces = [
  ...[
    '"',
    "'",
    '`',
    '\\',
    '\\\\',
    '\\"',
    '$',
    '${',
    '\x24{x}',
    '$${',
    '%',
    '%{',
    '%[src]',
    '{{',
    '}}',
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '<',
    '>',
    '&',
    '&amp;',
  ],
  ...[
    '*/',
    '/*',
    '//',
    '///',
    '#',
    '-->',
    '<!--',
    ']]>',
    '<![CDATA[',
    ';',
    ':',
    ': ',
    '- ',
    '? ',
    '|',
    '!',
    '@',
    '~',
    ',',
    '=',
    '+',
    ' ',
    '  ',
    '.',
  ],
  ...[
    '\n',
    '\r',
    '\r\n',
    '\t',
    '\v',
    '\f',
    '\0',
    '\x07',
    '\x1b[31m',
    '\x7f',
    '\x85',
    '\xa0',
    '\u2028',
    '\u2029',
    '\u200b',
    '\u202e',
    '\u2066',
    '\ufeff',
  ],
  ...[
    '\ud800',
    '\udc00',
    '\uffff',
    '\ufffe',
    '😀',
    '𝒜',
    'é',
    'ß',
    '日本',
    'a',
    'Z',
    '_',
    '0',
    '9',
    'null',
    'true',
    'no',
    '1e3',
    '0x1F',
    '2026-11-23',
  ],
  ...['class', 'rm -rf /', '$(id)', '`id`', '"""', '@"', '$"', '\\u0022', '\\x22', '\\n', '&#34;', '\\${', '\\$', "'\\''", '"; evil on; #'],
];

/** Names as somebody would choose them who wants to break out of where they stand. */
export const hostileName = fc
  .array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 12 })
  .map((parts) => parts.join(''));

/** Calls `check` with what is written for each of 1,000 hostile names; names that the language cannot hold must be refused with a message for the user. */
export function forHostileNames(
  write: (name: string) => string,
  check: (written: string, name: string) => void,
): { written: number; refused: number } {
  const count = { written: 0, refused: 0 };
  fc.assert(
    fc.property(hostileName, (name) => {
      let written: string;
      try {
        written = write(name);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        count.refused++;
        return;
      }
      count.written++;
      check(written, name);
    }),
    { numRuns: 1000 },
  );
  return count;
}
