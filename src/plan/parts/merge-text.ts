import { diff3Merge } from 'node-diff3';
import { withNewline } from '../edit/newline.js';

/**
 * Three-way merge by lines. The result has the line ends of `mine`.
 * @returns undefined where both sides changed the same lines, or where `mine` ends its lines in more than one way.
 */
export function mergeText(mine: string, base: string, theirs: string, newline: '\n' | '\r\n'): string | undefined {
  if (withNewline(mine, newline) !== mine) return undefined;
  const lines = (text: string): string[] => withNewline(text, '\n').split('\n');
  const regions = diff3Merge(lines(mine), lines(base), lines(theirs), { excludeFalseConflicts: true });
  if (regions.some(({ conflict }) => conflict)) return undefined;
  return withNewline(regions.flatMap(({ ok }) => ok ?? []).join('\n'), newline);
}
