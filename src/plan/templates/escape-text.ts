import { UserError } from '../../knowledge/types.js';

/** Characters that end a line in at least one of the languages that we write. */
const lineEnds = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;

/** Control, format and line separator characters, unassigned ones and halves of pairs: nothing that a reader would see. */
const invisible = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Replaces every character that is not visible by its escape; `\u` escapes take UTF-16 units, so beyond the first plane they come in pairs. */
export function escapeInvisible(text: string, write: (codePoint: number) => string): string {
  return text.replace(invisible, (character) => write(character.codePointAt(0) ?? 0));
}

export const hex = (codePoint: number, digits: number): string => codePoint.toString(16).toUpperCase().padStart(digits, '0');

/** `\u00E9`, as two escapes beyond the first plane: what C# and JSON understand. */
export function utf16Escape(codePoint: number): string {
  const text = String.fromCodePoint(codePoint);
  return Array.from({ length: text.length }, (_, index) => `\\u${hex(text.charCodeAt(index), 4)}`).join('');
}

/** `\u00E9`, or `\U0001F600` beyond the first plane: what YAML and HCL understand. */
export const utf32Escape = (codePoint: number): string => (codePoint > 0xffff ? `\\U${hex(codePoint, 8)}` : `\\u${hex(codePoint, 4)}`);

/** @throws UserError where the language has no way to write the value. */
export function refuse(text: string, pattern: RegExp, language: string, what: string): void {
  if (!pattern.test(text)) return;
  throw new UserError(
    `The value ${JSON.stringify(text)} cannot be written into ${language}: it holds ${what}. Choose a value without it and run again.`,
  );
}

/** Halves of surrogate pairs have no place in a text file. */
export const refuseHalfCharacters = (text: string, language: string): void => refuse(text, /\p{Cs}/u, language, 'half of a character');

/** Text that stays within one comment line: line ends and everything invisible become a space. */
export function commentText(text: string): string {
  return text.replace(lineEnds, ' ').replace(invisible, ' ');
}
