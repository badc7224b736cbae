import { refuse } from './escape-text.js';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** What XML 1.0 cannot hold, or had better not: not even as a character reference. */
const forbidden = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Cs}/u;

/**
 * The value of an XML attribute, without its quotes; it may stand in either kind. Line ends and tabs become references, or the reader would get a space.
 * @throws UserError for control characters, which XML cannot hold.
 */
export function xmlAttribute(value: string): string {
  refuse(value, forbidden, 'XML', 'a control character');
  return value.replace(/[&<>"']/g, (character) => entities[character] ?? character).replace(/[\n\r\t]/g, reference);
}

/**
 * Text between XML tags.
 * @throws UserError for control characters, which XML cannot hold.
 */
export function xmlText(value: string): string {
  refuse(value, forbidden, 'XML', 'a control character');
  return value.replace(/[&<>]/g, (character) => entities[character] ?? character).replace(/\r/g, reference);
}

const reference = (character: string): string => `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;
