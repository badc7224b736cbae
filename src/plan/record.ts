import { getNodeValue, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { z } from 'zod';
import type { Scalar } from '../knowledge/language/language.js';
import { UserError } from '../knowledge/types.js';
import { placeOf } from '../scan/evidence.js';
import type { SourceFile } from '../scan/project.js';
import { isInsideProject, mayBeWritten } from './disk/project-path.js';

/** Where the record is, relative to the project folder. It is meant to be committed. */
export const recordPath = '.backplane/generated.json';

/** A file that we wrote: `text` as generated, with \n, whatever the file looks like now. */
export interface RecordedFile {
  path: string;
  parts: string[];
  text: string;
}

/** One change of a user's file: what leads from the bytes with the hash `before` to those with the hash `after` (SHA-256). */
export interface RecordedEdit {
  before: string;
  after: string;
  edits: { offset: number; removed: string; inserted: string }[];
}

/**
 * What earlier runs wrote into a project: enough to tell the user's edits from ours, and to take ours back.
 * It never holds the content of a user's file beyond what our edits replaced.
 */
export interface GenerationRecord {
  version: 1;
  /** Versions of the tool and of the rule base that wrote it. */
  tool: string;
  ruleBase: string;
  files: RecordedFile[];
  /** By file, the oldest first. */
  edits: { path: string; changes: RecordedEdit[] }[];
  settings: { part: string; file: string; key: string; value: Scalar }[];
  packages: { part: string; id: string }[];
  /** Generated methods that the app has to call; `file`: where the call was inserted. */
  calls: { part: string; method: string; file?: string }[];
  /** Folders that did not exist before. */
  folders: string[];
}

const text = z.string();
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 hash: 64 hexadecimal digits');
// The record is read from a repository that anybody may have written: no path in it may lead out of the project.
const inside = z.string().refine(isInsideProject, 'expected a path inside the project folder, with forward slashes');
const writable = z.string().refine(mayBeWritten, 'expected a path inside the project folder, or Directory.Packages.props above it');

const schema = z.strictObject({
  version: z.literal(1),
  tool: text,
  ruleBase: text,
  files: z.array(z.strictObject({ path: inside, parts: z.array(text), lines: z.array(text) })),
  edits: z.array(
    z.strictObject({
      path: writable,
      changes: z.array(
        z.strictObject({
          before: hash,
          after: hash,
          edits: z.array(z.strictObject({ offset: z.int().nonnegative(), removed: text, inserted: text })),
        }),
      ),
    }),
  ),
  settings: z.array(z.strictObject({ part: text, file: inside, key: text, value: z.union([text, z.number(), z.boolean()]) })),
  packages: z.array(z.strictObject({ part: text, id: text })),
  calls: z
    .array(z.strictObject({ part: text, method: z.string().regex(/^\w+$/, 'expected the name of a method'), file: inside.optional() }))
    .default([]),
  folders: z.array(inside),
});

/** A record without anything in it, but for the versions. */
export const emptyRecord: Omit<GenerationRecord, 'tool' | 'ruleBase'> = {
  version: 1,
  files: [],
  edits: [],
  settings: [],
  packages: [],
  calls: [],
  folders: [],
};

/**
 * Reads the record of a project.
 * @throws UserError (3) with file:line:column where it is malformed.
 */
export function parseRecord(file: SourceFile): GenerationRecord {
  const errors: ParseError[] = [];
  const root = parseTree(file.text, errors, { disallowComments: true });
  const [error] = errors;
  if (error || !root) throw malformed(file, error?.offset ?? 0, 'JSON that is malformed', 'the record as backplane wrote it');
  const result = schema.safeParse(getNodeValue(root));
  if (result.success)
    return { ...result.data, files: result.data.files.map(({ lines, ...rest }) => ({ ...rest, text: lines.join('\n') })) };
  const [issue] = result.error.issues;
  const path = (issue?.path ?? []).filter((step) => typeof step !== 'symbol');
  throw malformed(file, nodeAt(root, path).offset, `something wrong in ${path.join('.') || 'it'}`, issue?.message ?? 'another value');
}

/** The record as it is written: the same content gives the same bytes. */
export function formatRecord({ files, ...rest }: GenerationRecord): string {
  const { edits, settings, packages, calls, folders, ...head } = rest;
  const listed = files.map(({ text: content, ...file }) => ({ ...file, lines: content.split('\n') }));
  return `${JSON.stringify({ ...head, files: listed, edits, settings, packages, calls, folders }, undefined, 2)}\n`;
}

function malformed(file: SourceFile, offset: number, found: string, expected: string): UserError {
  const place = placeOf({ file, offset });
  return new UserError(
    `${place}: found ${found} (${expected}). Restore ${file.path} from version control; or delete it: then nothing can be undone, and files that were generated count as yours.`,
  );
}

/** The value at a path, or the nearest thing above it. */
function nodeAt(root: Node, path: readonly (string | number)[]): Node {
  let node = root;
  for (const step of path) {
    const next =
      typeof step === 'number'
        ? node.children?.[step]
        : node.children?.find(({ children }) => children?.[0]?.value === step)?.children?.[1];
    if (!next) break;
    node = next;
  }
  return node;
}
