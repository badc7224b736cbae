import { type Node, parseTree } from 'jsonc-parser';
import type { Scalar } from '../../knowledge/language/language.js';
import { lineOf } from '../../scan/evidence.js';
import type { SourceFile } from '../../scan/project.js';
import { parseSettings } from '../../scan/settings/read-settings.js';
import type { TextEdit } from '../plan.js';
import { insertProperty } from './insert-property.js';

/** What became of a setting. */
export type SettingResult =
  | { kind: 'unchanged' }
  | { kind: 'edit'; edits: TextEdit[] }
  /** It has another value, which is the user's: `current` is the value as written. */
  | { kind: 'differs'; current: string; line: number }
  /** It cannot be written: something else stands where it belongs. */
  | { kind: 'blocked'; found: string; line: number };

/**
 * Sets a key (`A:B:C`, as .NET names it) of a JSON settings file. Every byte around the edit stays as it is.
 * Keys are compared as .NET does: without regard to case, and whether they are nested or written with colons.
 * @param ours the value that an earlier run wrote, if any: only that is replaced.
 * @throws UserError (3) with file:line:column where the JSON is malformed.
 */
export function setSetting(file: SourceFile, key: string, value: Scalar, ours?: Scalar): SettingResult {
  const root = readRoot(file);
  const wanted = key.toLowerCase();
  const entries = entriesOf(root);
  const line = ({ offset }: Node): number => lineOf({ file, offset });
  const there = entries.filter((entry) => entry.path === wanted);
  const [found, second] = there;
  if (second) return { kind: 'blocked', found: `${key} twice`, line: line(second.node) };
  if (found) {
    if (found.node.type === 'object' || found.node.type === 'array')
      return { kind: 'blocked', found: `an ${found.node.type}`, line: line(found.node) };
    if (isSame(found.node.value, value)) return { kind: 'unchanged' };
    if (ours === undefined || !isSame(found.node.value, ours))
      return {
        kind: 'differs',
        current: file.text.slice(found.node.offset, found.node.offset + found.node.length),
        line: line(found.node),
      };
    return { kind: 'edit', edits: [{ offset: found.node.offset, remove: found.node.length, insert: JSON.stringify(value) }] };
  }
  const above = entries.filter((entry) => entry.path === '' || wanted.startsWith(`${entry.path}:`));
  const blocking = above.find((entry) => entry.node.type !== 'object');
  if (blocking) return { kind: 'blocked', found: `a value for ${key.slice(0, blocking.path.length)}`, line: line(blocking.node) };
  const nearest = above.reduce((best, entry) => (entry.path.length > best.path.length ? entry : best));
  const names = key.slice(nearest.path === '' ? 0 : nearest.path.length + 1).split(':');
  return { kind: 'edit', edits: insertProperty(file, root, nearest.node, names, value) };
}

/**
 * The line on which a settings file sets a key to a value; undefined where it does not.
 * @throws UserError (3) with file:line:column where the JSON is malformed.
 */
export function lineOfSetting(file: SourceFile, key: string, value: Scalar): number | undefined {
  const entry = entriesOf(readRoot(file)).find(({ path, node }) => path === key.toLowerCase() && isSame(node.value, value));
  return entry && lineOf({ file, offset: entry.node.offset });
}

/** A new settings file with one key. */
export function newSettings(key: string, value: Scalar): string {
  const content = key.split(':').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

function readRoot(file: SourceFile): Node {
  parseSettings(file);
  const root = parseTree(file.text, [], { allowTrailingComma: true });
  if (!root) throw new Error(`${file.path}: read without a problem and still without a value.`);
  return root;
}

interface Entry {
  /** As .NET names it, in lower case; empty for the whole file. */
  path: string;
  node: Node;
}

function entriesOf(node: Node, path = ''): Entry[] {
  const below = (name: string, child: Node): Entry[] =>
    entriesOf(child, path === '' ? name.toLowerCase() : `${path}:${name.toLowerCase()}`);
  const here = { path, node };
  if (node.type === 'array') return [here, ...(node.children ?? []).flatMap((child, index) => below(String(index), child))];
  if (node.type !== 'object') return [here];
  const properties = (node.children ?? []).map((property) => property.children ?? []);
  return [here, ...properties.flatMap(([name, child]) => (name && child ? below(String(name.value), child) : []))];
}

/** Every value is text to .NET, and true is True. */
function isSame(one: unknown, other: Scalar): boolean {
  const text = (value: unknown): string =>
    typeof value === 'boolean' || /^(true|false)$/i.test(String(value)) ? String(value).toLowerCase() : String(value);
  return text(one) === text(other);
}
