import { basename, dirname, posix } from 'node:path';
import { structuredPatch } from 'diff';
import { holdsSecret } from '../scan/secrets/mask-secrets.js';
import type { FileChange, Plan } from './plan.js';

const omitted = '(this line is left out: it may hold a secret)';

/**
 * The changes of a plan as a unified diff, without colour. Lines of the user's files that may hold a secret are left out, and say so.
 * Names are relative to the folder that `diffRoot` names. What is in conflict is not part of it, as it is not written: see renderConflicts.
 */
export const renderDiff = (plan: Plan): string => render(plan, ({ state }) => state === 'create' || state === 'edit' || state === 'delete');

/** What was kept because the user edited it, as a diff from what is there to what would have been written. */
export const renderConflicts = (plan: Plan): string => render(plan, ({ state }) => state === 'conflict');

/**
 * The folder that the names in the diff are relative to, itself relative to the project folder: empty, or as `../..` where a plan also changes
 * Directory.Packages.props above it.
 */
export function diffRoot(plan: Plan): string {
  const depth = Math.max(0, ...plan.changes.map(({ path }) => path.split('/').filter((segment) => segment === '..').length));
  return Array.from({ length: depth }, () => '..').join('/');
}

function render(plan: Plan, isWanted: (change: FileChange) => boolean): string {
  return plan.changes
    .filter(isWanted)
    .map((change) => fileDiff(change, pathFromRoot(plan, change.path)).text)
    .join('');
}

/**
 * The change of one file; the text is empty where there is none.
 * @param name as it stands in the diff.
 * @param context how many unchanged lines stand around what changes.
 */
export function fileDiff(change: FileChange, name: string, context = 3): { text: string; hasOmissions: boolean } {
  const { state, before, after } = change;
  const isDeleted = state === 'delete' || (state === 'conflict' && after === '');
  const from = before === undefined ? '/dev/null' : quoted(`a/${name}`);
  const to = isDeleted ? '/dev/null' : quoted(`b/${name}`);
  // The mark is part of the first line, and a patch that lacks it does not apply.
  const mark = change.byteOrderMark ? '\ufeff' : '';
  const { hunks } = structuredPatch(
    name,
    name,
    before === undefined ? '' : mark + before,
    isDeleted ? '' : mark + after,
    undefined,
    undefined,
    { context },
  );
  const ours = new Set(change.ours?.flatMap((text) => text.split('\n')));
  const isSecret = (line: string): boolean => mayHoldSecrets(change) && holdsSecret(line) && !ours.has(line.replace(/\r$/, ''));
  const lines = hunks.flatMap((hunk) => [
    `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`,
    ...hunk.lines.map((line) => (isSecret(line.slice(1)) ? `${line[0]}${omitted}` : line)),
  ]);
  const text = lines.length === 0 ? '' : `${[`--- ${from}`, `+++ ${to}`, ...lines].join('\n')}\n`;
  return { text, hasOmissions: lines.some((line) => line.slice(1) === omitted) };
}

/** What we write holds what templates and answers hold; what is the user's may hold anything. */
const mayHoldSecrets = ({ before, generated }: FileChange): boolean => before !== undefined && !generated;

/** An empty range stands behind the line that it names. */
const range = (start: number, count: number): string =>
  count === 0 ? `${start - 1},0` : count === 1 ? String(start) : `${start},${count}`;

/** A path of a plan, relative to the folder that `diffRoot` names. */
export function pathFromRoot(plan: Plan, path: string): string {
  const depth = diffRoot(plan).split('/').filter(Boolean).length;
  let prefix = '';
  for (let at = plan.folder, level = 0; level < depth; level++, at = dirname(at)) prefix = posix.join(basename(at), prefix);
  return posix.join(prefix, path);
}

/** A name as git writes it: in quotes where it holds any, with a tab behind it where it holds a space. */
export function quoted(name: string): string {
  if (/["\\\p{Cc}]/u.test(name)) return JSON.stringify(name);
  return name.includes(' ') ? `${name}\t` : name;
}
