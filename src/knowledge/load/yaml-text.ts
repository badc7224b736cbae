import { type Alias, type Document, isAlias, LineCounter, parseDocument, visit } from 'yaml';
import { UserError } from '../types.js';

/** A YAML text that was understood, and where each part of it stands. */
export interface YamlText {
  document: Document;
  /** `file:line:column` of an offset in the text. */
  at(offset: number): string;
  lineOf(offset: number): number;
  /**
   * The text as plain values.
   * @throws UserError (exit 3) where aliases multiply beyond measure.
   */
  values(): unknown;
}

/**
 * Parses one YAML document.
 * @param file how messages name it.
 * @throws UserError (exit 3) with file:line:column where it is not YAML: malformed, a key given twice, an alias without an anchor, an unknown tag.
 */
export function parseYaml(file: string, text: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const [broken] = [...document.errors, ...document.warnings];
  if (broken) throw new UserError(`${at(broken.pos[0])}: ${inWords(broken, text)} Correct it and run again.`);
  const lost = aliasWithoutAnchor(document);
  if (lost)
    throw new UserError(
      `${at(lost.range?.[0] ?? 0)}: this is not YAML: there is no anchor &${lost.source} before *${lost.source}. Correct it and run again.`,
    );
  return {
    document,
    at,
    lineOf: (offset) => lines.linePos(offset).line,
    values() {
      try {
        return document.toJS();
      } catch (error) {
        if (!(error instanceof ReferenceError)) throw error;
        throw new UserError(`${at(0)}: found aliases (*name) that stand for too many values. Write the values out and run again.`);
      }
    },
  };
}

function inWords({ code, message, pos }: Document['errors'][number] | Document['warnings'][number], text: string): string {
  if (code === 'DUPLICATE_KEY')
    return `this is not YAML: found the key ${/^[^\s:]+/.exec(text.slice(pos[0]))?.[0] ?? ''} a second time; expected it once.`;
  if (code === 'MULTIPLE_DOCS') return 'found a second document (after "---"); expected one.';
  return `this is not YAML: ${message.replace(/\s+/g, ' ')}.`;
}

function aliasWithoutAnchor(document: Document): Alias | undefined {
  let found: Alias | undefined;
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document)) return undefined;
      found = alias;
      return visit.BREAK;
    },
  });
  return found;
}

/** What a node stands for: of an alias, the node with the anchor. */
export const resolved = (node: unknown, document: Document): unknown => (isAlias(node) ? node.resolve(document) : node);
