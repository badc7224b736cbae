import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseAllDocuments } from 'yaml';
import type { Located } from './located.js';

/** More values than any file of a person holds: what aliases multiply to ends here. */
const mostValues = 50_000;
const deepest = 60;
/** To follow one takes as long as the text is. */
const mostAliases = 300;

/** The documents of a YAML text. What is malformed gives what could be read before it; nothing is ever thrown. */
export function parseLocatedYaml(text: string): Located[] {
  if (tooDeep(text)) return [];
  let left = mostValues;
  let aliases = mostAliases;
  const locate = (node: unknown, document: Document, depth: number, seen: ReadonlySet<unknown>): Located => {
    const offset = (node as Node | null)?.range?.[0] ?? 0;
    if (--left < 0 || depth > deepest) return { offset };
    if (isAlias(node)) {
      if (--aliases < 0) return { offset };
      const target = node.resolve(document);
      return target && !seen.has(target) ? { ...locate(target, document, depth + 1, new Set([...seen, target])) } : { offset };
    }
    if (isScalar(node)) return { offset, ...(node.value === null ? {} : { text: String(node.source ?? node.value) }) };
    if (isSeq(node)) return { offset, items: node.items.map((item) => locate(item, document, depth + 1, seen)) };
    if (!isMap(node)) return { offset };
    const entries = node.items.flatMap(({ key, value }: Pair) => {
      if (isScalar(key) && key.value === '<<') return merged(locate(value, document, depth + 1, seen));
      const keyText = isScalar(key) ? String(key.value) : undefined;
      const keyOffset = (key as Node | null)?.range?.[0] ?? offset;
      return keyText === undefined ? [] : [{ key: keyText, offset: keyOffset, value: locate(value, document, depth + 1, seen) }];
    });
    // What an object says itself comes before what it merges.
    return { offset, entries: [...entries.filter((entry) => !('merged' in entry)), ...entries.filter((entry) => 'merged' in entry)] };
  };
  const merged = (value: Located) =>
    [value, ...(value.items ?? [])].flatMap(({ entries = [] }) => entries.map((entry) => ({ ...entry, merged: true })));
  try {
    const documents = parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent', strict: false });
    return (Array.isArray(documents) ? documents : []).flatMap((document) =>
      document.contents === null ? [] : [locate(document.contents, document as Document, 0, new Set())],
    );
  } catch {
    // The parser calls itself for each level, until there is no room left; and some texts it gives up on.
    return [];
  }
}

/** More brackets within each other than a person writes: the parser would take long for them. */
function tooDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 91 || code === 123) {
      if (++depth > 200) return true;
    } else if (code === 93 || code === 125) depth = Math.max(0, depth - 1);
  }
  return /(?:[-?:][ \t]+){60}/.test(text);
}
