import { escapeInvisible, hex, refuse, refuseHalfCharacters, utf16Escape, utf32Escape } from './escape-text.js';

/** A JSON string with its quotes. */
export function jsonString(value: string): string {
  return `"${escapeInvisible(value.replace(/[\\"]/g, '\\$&'), utf16Escape)}"`;
}

/** A YAML scalar: always in double quotes, so that no value turns into a number, a date, a boolean or a mapping. */
export function yamlScalar(value: string): string {
  refuseHalfCharacters(value, 'YAML');
  return `"${escapeInvisible(value.replace(/[\\"]/g, '\\$&'), utf32Escape)}"`;
}

/** An HCL (Terraform) string with its quotes. A dollar or percent sign before a brace would begin a template. */
export function hclString(value: string): string {
  refuseHalfCharacters(value, 'Terraform');
  const escaped = value.replace(/[\\"]/g, '\\$&').replace(/[$%](?=\{)/g, (sign) => `\\u${hex(sign.charCodeAt(0), 4)}`);
  return `"${escapeInvisible(escaped, utf32Escape)}"`;
}

/** A Bicep string with its quotes. */
export function bicepString(value: string): string {
  refuseHalfCharacters(value, 'Bicep');
  const escaped = value.replace(/[\\']/g, '\\$&').replace(/\$(?=\{)/g, '\\$$');
  return `'${escapeInvisible(escaped, (codePoint) => `\\u{${codePoint.toString(16)}}`)}'`;
}

/**
 * An nginx string with its quotes.
 * @throws UserError for a dollar sign, which begins a variable and cannot be escaped, and for line ends and other invisible characters.
 */
export function nginxString(value: string): string {
  refuse(value, /\$/, 'nginx', 'a dollar sign');
  refuse(value, /[\p{C}\p{Zl}\p{Zp}]/u, 'nginx', 'a line end or an invisible character');
  return `"${value.replace(/[\\"]/g, '\\$&')}"`;
}

/**
 * One HAProxy word: bare where it may be, else in strong quotes, where nothing is expanded.
 * @throws UserError for line ends and other invisible characters, for a percent sign, which begins a log-format expression, and for what
 * makes an option or a condition of a word, quoted or not: a leading hyphen, brace or exclamation mark.
 */
export function haproxyToken(value: string): string {
  // Both are expanded, even between single quotes.
  refuse(value, /[%$]/, 'HAProxy', 'a percent or dollar sign');
  refuse(value, /^[-{}!]/, 'HAProxy', 'a hyphen, a brace or an exclamation mark at its beginning');
  refuse(value, /[\p{C}\p{Zl}\p{Zp}]/u, 'HAProxy', 'a line end or an invisible character');
  return /^[A-Za-z0-9_.:/-]+$/.test(value) ? value : singleQuoted(value);
}

/**
 * One word of a POSIX shell, in single quotes.
 * @throws UserError for a NUL character, which no argument can hold.
 */
export function shellWord(value: string): string {
  refuseHalfCharacters(value, 'a shell script');
  refuse(value, /\0/, 'a shell script', 'a NUL character');
  return singleQuoted(value);
}

const singleQuoted = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`;
