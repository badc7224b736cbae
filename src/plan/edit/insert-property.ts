import type { Node } from 'jsonc-parser';
import type { Scalar } from '../../knowledge/language/language.js';
import type { SourceFile } from '../../scan/project.js';
import type { TextEdit } from '../plan.js';

/**
 * Adds a property, nested as deep as there are names, at the end of an object. Only insertions, so that comments and white space stay.
 * (jsonc-parser's own `modify` formats the lines around it, and pushes a comment behind the last value to the next line.)
 */
export function insertProperty(file: SourceFile, root: Node, object: Node, names: readonly string[], value: Scalar): TextEdit[] {
  const { text, newline } = file;
  const unit = indentUnit(text, root);
  const last = object.children?.at(-1);
  if (!last) return insertFirst(file, object, (indent) => nested(names, value, { indent, unit, newline }), unit);
  const end = last.offset + last.length;
  const comma = trailingComma(text, end);
  const after = comma === undefined ? end : comma + 1;
  const indent = indentOf(text, last.offset);
  const property = nested(names, value, indent === undefined ? undefined : { indent, unit, newline }) + (comma === undefined ? '' : ',');
  const separator = comma === undefined ? [{ offset: end, remove: 0, insert: ',' }] : [];
  if (indent === undefined) return joined([...separator, { offset: after, remove: 0, insert: ` ${property}` }]);
  return joined([...separator, { offset: endOfLine(text, after), remove: 0, insert: newline + indent + property }]);
}

/** A property as JSON: over several lines, or on one where no layout is given. */
function nested(names: readonly string[], value: Scalar, layout: { indent: string; unit: string; newline: string } | undefined): string {
  const [name = '', ...rest] = names;
  const key = `${JSON.stringify(name)}: `;
  if (rest.length === 0) return key + JSON.stringify(value);
  if (!layout) return `${key}{ ${nested(rest, value, undefined)} }`;
  const { indent, unit, newline } = layout;
  const inner = indent + unit;
  return `${key}{${newline}${inner}${nested(rest, value, { ...layout, indent: inner })}${newline}${indent}}`;
}

function insertFirst({ text, newline }: SourceFile, object: Node, property: (indent: string) => string, unit: string): TextEdit[] {
  const open = object.offset + 1;
  const close = object.offset + object.length - 1;
  const inner = text.slice(open, close);
  const outer = lineIndent(text, object.offset);
  const line = newline + outer + unit + property(outer + unit);
  if (inner.trim() === '' && !inner.includes('\n')) return [{ offset: open, remove: inner.length, insert: line + newline + outer }];
  // Behind a comment, and before the brace that has a line of its own.
  const lineStart = text.lastIndexOf('\n', close - 1) + 1;
  const ownLine = lineStart > open && text.slice(lineStart, close).trim() === '';
  if (!ownLine) return [{ offset: close, remove: 0, insert: line + newline + outer }];
  const lineEnd = text[lineStart - 2] === '\r' ? lineStart - 2 : lineStart - 1;
  return [{ offset: lineEnd, remove: 0, insert: line }];
}

/** Where a comma follows, behind white space and comments. */
function trailingComma(text: string, from: number): number | undefined {
  const match = /^(?:\s|\/\/[^\n]*\n|\/\*(?:(?!\*\/)[\s\S])*\*\/)*,/.exec(text.slice(from));
  return match ? from + match[0].length - 1 : undefined;
}

/** The end of the line, comments included; where something else follows on the line, the place itself. */
function endOfLine(text: string, from: number): number {
  const rest = /^(?:[ \t]*\/\*(?:(?!\*\/)[^\r\n])*\*\/)*[ \t]*(?:\/\/[^\r\n]*)?(?=\r?\n)/.exec(text.slice(from));
  return from + (rest?.[0].length ?? 0);
}

/** The white space before something that begins its line; undefined where it does not. */
function indentOf(text: string, offset: number): string | undefined {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return before.trim() === '' && text.lastIndexOf('\n', offset - 1) >= 0 ? before : undefined;
}

/** The white space at the beginning of the line. */
const lineIndent = (text: string, offset: number): string =>
  /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset))?.[0] ?? '';

/** How much deeper a level is indented: what the first property of the file has more than the brace around it. */
function indentUnit(text: string, root: Node): string {
  const first = root.children?.[0];
  const indent = first && indentOf(text, first.offset);
  return indent ? indent.slice(lineIndent(text, root.offset).length) || '  ' : '  ';
}

/** Insertions at the same place become one. */
function joined(edits: readonly TextEdit[]): TextEdit[] {
  const [first, second] = edits;
  return first && second && first.offset === second.offset ? [{ ...first, insert: first.insert + second.insert }] : [...edits];
}
