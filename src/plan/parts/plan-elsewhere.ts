import { pathFromRoot } from '../diff.js';
import type { Plan } from '../plan.js';

/**
 * The plan that puts what another one would write into a folder of its own and leaves the project as it is: each file whole, as it would be,
 * by its path below the folder that `diffRoot` names. What that plan would delete or keep has no place in it.
 * @param folder absolute; `checkFolderIsFree` says whether it may be used.
 */
export function planElsewhere(plan: Plan, folder: string): Plan {
  const changes = plan.changes
    .filter(({ state }) => state === 'create' || state === 'edit')
    .map(({ path, title, parts, after, encoding, byteOrderMark }) => ({
      path: pathFromRoot(plan, path),
      state: 'create' as const,
      title,
      parts,
      after,
      encoding,
      byteOrderMark,
    }));
  return { folder, changes, steps: plan.steps };
}
