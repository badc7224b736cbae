import { isMap, isPair, isScalar, isSeq, type Node } from 'yaml';
import type { z } from 'zod';
import type { Path } from '../language/parse-condition.js';
import { UserError } from '../types.js';
import { describeIssue } from './describe-issue.js';
import { fileSchema } from './schema.js';
import { parseYaml } from './yaml-text.js';

export type RuleFileContent = z.output<typeof fileSchema>;

/** One YAML file of the rule base: its checked content, and where each part of it stands. */
export interface RuleFile {
  path: string;
  content: RuleFileContent;
  /** A file of a higher layer is laid over those of a lower one. */
  layer: number;
  /** `file:line:column` of the value at a path, or of the nearest thing above it. */
  at(path: Path): string;
}

/**
 * Parses and checks one file of rules/.
 * @throws UserError (exit 3) that lists every problem as file:line:column.
 */
export function readRuleFile(path: string, text: string, layer = 0): RuleFile {
  const { document, at: place, values } = parseYaml(path, text);
  const root = document.contents as Node | null;
  const raw: unknown = values() ?? {};
  const result = fileSchema.safeParse(raw);
  if (result.success) return { path, content: result.data, layer, at: (way) => place(offsetOf(root, way)) };
  const problems = result.error.issues
    .flatMap((issue) => describeIssue(issue, raw))
    .map(({ path: way, key, message }) => ({ offset: offsetOf(root, way, key), message }))
    .sort((a, b) => a.offset - b.offset);
  throw new UserError(problems.map(({ offset, message }) => `${place(offset)}: ${message}`).join('\n'));
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
