import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { positionOf, type Spot } from '../evidence.js';
import { FileError } from '../file-error.js';
import type { SourceFile } from '../project.js';
import { readSourceFile } from '../source-file.js';

/** One value of a settings file. */
export interface Setting extends Spot {
  /** As .NET names it: `ConnectionStrings:umbracoDbDSN`. */
  key: string;
  value: string | number | boolean;
}

export const isSettingsFile = (name: string): boolean => /^appsettings(?:\.[^.]+)*\.json$/i.test(name);

/**
 * The appsettings.json and appsettings.<environment>.json of a folder; not the schemas that Umbraco puts beside them.
 * @param base what the paths are relative to, if not that folder.
 * @throws FileError as readSourceFile does.
 */
export async function readSettings(folder: string, base = folder): Promise<SourceFile[]> {
  const names = (await readdir(folder)).filter(isSettingsFile);
  const order = (name: string) => (/^appsettings\.json$/i.test(name) ? '' : name.toLowerCase());
  names.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const files = await Promise.all(names.map((name) => readSourceFile(join(folder, name), base).catch(missing)));
  return files.filter((file) => file !== undefined);
}

/** A link that leads nowhere: .NET takes the file for one that is not there, and so do we. */
function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/**
 * Every value of a settings file. Comments and trailing commas are allowed, as in .NET.
 * @throws FileError (3) with file:line:column where the JSON is malformed.
 */
export function parseSettings(file: SourceFile): Setting[] {
  const errors: ParseError[] = [];
  const root = treeOf(file, errors);
  const [error] = errors;
  if (error) throw malformed(file, error);
  if (root?.type !== 'object') {
    throw new FileError(
      file.path,
      positionOf({ file, offset: root?.offset ?? 0 }),
      `found ${root ? `a JSON ${root.type}` : 'no JSON'}. Expected an object, { ... }. Correct the file and run again.`,
    );
  }
  const settings: Setting[] = [];
  collect(root, [], root.offset);
  return settings;

  function collect(node: Node, path: string[], offset: number): void {
    if (path.length > deepest) throw tooDeep(file, offset);
    if (node.type === 'object') {
      for (const property of node.children ?? []) {
        const [key, value] = property.children ?? [];
        if (key && value) collect(value, [...path, String(key.value)], property.offset);
      }
    } else if (node.type === 'array') {
      for (const [index, item] of (node.children ?? []).entries()) collect(item, [...path, String(index)], item.offset);
    } else if (node.type !== 'null') settings.push({ key: path.join(':'), value: node.value, file, offset });
  }
}

function treeOf(file: SourceFile, errors: ParseError[]): Node | undefined {
  try {
    return parseTree(file.text, errors, { allowTrailingComma: true });
  } catch (error) {
    // The parser calls itself for each level, until there is no room left.
    if (!(error instanceof RangeError)) throw error;
    throw tooDeep(file, 0);
  }
}

/** How many objects and arrays within each other .NET reads. */
const deepest = 64;

const tooDeep = (file: SourceFile, offset: number): FileError =>
  new FileError(
    file.path,
    positionOf({ file, offset }),
    `found more than ${deepest} objects and arrays within each other. Expected no more, for .NET does not read them. Correct the file and run again.`,
  );

/** By the parser's code: what was expected, and what was found where one character does not say it. */
const mistakes: Record<string, [expected: string, found?: string]> = {
  InvalidSymbol: ['a text in double quotes, a number, true, false or null'],
  InvalidNumberFormat: ['a number'],
  PropertyNameExpected: ['a property name in double quotes'],
  ValueExpected: ['a value'],
  ColonExpected: ['a colon'],
  CommaExpected: ['a comma'],
  CloseBraceExpected: ['a closing brace'],
  CloseBracketExpected: ['a closing bracket'],
  EndOfFileExpected: ['the end of the file'],
  UnexpectedEndOfComment: ['*/ at its end', 'a comment that never ends'],
  UnexpectedEndOfString: ['a double quote at its end', 'a text that does not end on its line'],
  InvalidUnicode: ['four hexadecimal digits after \\u', 'a text with a wrong \\u in it'],
  InvalidEscapeCharacter: ['an escape that JSON knows, such as \\\\ or \\n', 'a text with another escape in it'],
  InvalidCharacter: ['escapes for them, such as \\t', 'a text with control characters in it'],
};

function malformed(file: SourceFile, { error, offset }: ParseError): FileError {
  const [expected, named] = mistakes[printParseErrorCode(error)] ?? ['valid JSON'];
  const found = named ?? (file.text.slice(offset).trim() === '' ? 'the end of the file' : characterAt(file.text, offset));
  const position = positionOf({ file, offset: Math.min(offset, file.text.length) });
  return new FileError(file.path, position, `found ${found}. Expected ${expected}. Correct the file and run again.`);
}

/** What stands there may be a secret: only a sign of JSON's own is shown. */
function characterAt(text: string, offset: number): string {
  const character = text[offset] ?? '';
  return /[{}[\]:,"'/]/.test(character) ? `the character ${character}` : 'a text that is not in double quotes';
}
