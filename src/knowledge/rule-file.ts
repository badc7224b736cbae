import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { nearest } from './nearest.js';
import type { Path } from './parse-condition.js';
import { fileSchema } from './schema.js';
import { UserError } from './types.js';

export type RuleFileContent = z.output<typeof fileSchema>;

/** One YAML file of the rule base: its checked content, and where each part of it stands. */
export interface RuleFile {
  path: string;
  content: RuleFileContent;
  /** `file:line:column` of the value at a path, or of the nearest thing above it. */
  at(path: Path): string;
}

/**
 * Parses and checks one file of rules/.
 * @throws UserError (exit 3) that lists every problem as file:line:column.
 */
export function readRuleFile(path: string, text: string): RuleFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  const [error] = document.errors;
  if (error) throw new UserError(`${place(error.pos[0])}: this is not YAML: ${error.message.replace(/\s+/g, ' ')}. Correct it and run again.`);
  const at = (way: Path, key?: string): string => place(offsetOf(document.contents as Node | null, way, key));
  const result = fileSchema.safeParse(document.toJS() ?? {});
  if (!result.success) throw new UserError(result.error.issues.flatMap((issue) => describe(issue, at)).join('\n'));
  return { path, content: result.data, at };
}

function offsetOf(root: Node | null, path: Path, key?: string): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of key === undefined ? path : [...path, key]) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!isPair(pair)) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
    } else break;
    const range = (node as Node | undefined)?.range;
    if (range && !isMap(node)) offset = isSeq(node) ? offset : range[0];
    else if (range && isMap(node)) offset = range[0];
  }
  return key === undefined ? offset : keyOffset(root, path, key, offset);
}

/** Where a key itself stands, rather than its value. */
function keyOffset(root: Node | null, path: Path, key: string, otherwise: number): number {
  let node: unknown = root;
  for (const step of path) node = isMap(node) ? node.get(step, true) : isSeq(node) ? node.items[Number(step)] : undefined;
  const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
  return (pair?.key as Node | undefined)?.range?.[0] ?? otherwise;
}

function describe(issue: z.core.$ZodIssue, at: (path: Path, key?: string) => string): string[] {
  const path = issue.path.filter((step): step is string | number => typeof step !== 'symbol');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const candidate = nearest(key, knownKeys());
      return `${at(path, key)}: unknown key "${key}".${candidate && candidate !== key ? ` Did you mean "${candidate}"?` : ' It does not belong here.'}`;
    });
  if (issue.code === 'invalid_union' && issue.errors[0]?.[0]) return [`${at(path)}: ${issue.errors[0][0].message}`];
  return [`${at(path)}: ${path.length ? `${path.join('.')}: ` : ''}${issue.message}`];
}

let keys: Set<string> | undefined;

/** Every key that occurs in the schema, for "did you mean". */
function knownKeys(): Set<string> {
  if (keys) return keys;
  const found = new Set<string>();
  const visit = (schema: unknown, depth: number): void => {
    if (depth > 8 || typeof schema !== 'object' || schema === null) return;
    const definition = (schema as { def?: Record<string, unknown> }).def;
    if (!definition) return;
    if (definition.shape)
      for (const [key, value] of Object.entries(definition.shape as object)) {
        found.add(key);
        visit(value, depth + 1);
      }
    for (const inner of [definition.innerType, definition.element, definition.in]) visit(inner, depth + 1);
  };
  visit(fileSchema, 0);
  keys = found;
  return found;
}
