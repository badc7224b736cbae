import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { relativePath } from '../scan/source-file.js';
import { fileDiff, pathFromRoot, quoted } from './diff.js';
import type { FileChange, Plan } from './plan.js';

/** The changes of a plan as `git apply` takes them. */
export interface Patch {
  text: string;
  /** Why git would refuse it: for each such file its path and the reason. */
  obstacles: string[];
}

/**
 * Makes the patch of a plan. In a git repository the names start at its root and every file has git's own header, so that the patch can be applied
 * in any folder of the repository that holds all files of the plan; elsewhere they start at the folder that `diffRoot` names.
 * @param repository the root of the repository, as `repositoryOf` finds it.
 */
export function renderPatch(plan: Plan, repository: string | undefined): Patch {
  const changes = plan.changes.filter(({ state }) => state === 'create' || state === 'edit' || state === 'delete');
  const prefix = repository === undefined ? undefined : relativePath(repository, realpathSync(plan.folder));
  const files = changes.map((change) =>
    patchOf(change, prefix === undefined ? pathFromRoot(plan, change.path) : posix.join(prefix, change.path)),
  );
  return {
    text: files.map(({ name, change, text }) => (text === '' || prefix === undefined ? text : header(change, name) + text)).join(''),
    obstacles: files.flatMap(({ change, hasOmissions }) => {
      if (change.encoding !== 'utf8') return [`${change.path} is written in UTF-16`];
      return hasOmissions ? [`${change.path} has lines that may hold a secret`] : [];
    }),
  };
}

/** The root of the git repository that a folder is in; undefined where it is in none. */
export function repositoryOf(folder: string): string | undefined {
  for (let at = realpathSync(folder); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return undefined;
  }
}

/** With as much context as there is without a secret in it; git needs a line of it. */
function patchOf(change: FileChange, name: string): { change: FileChange; name: string; text: string; hasOmissions: boolean } {
  const tries = [3, 2, 1].map((context) => fileDiff(change, name, context));
  const { text, hasOmissions } = tries.find((one) => !one.hasOmissions) ?? { text: '', hasOmissions: true };
  return { change, name, text, hasOmissions };
}

function header({ state }: FileChange, name: string): string {
  const mode = state === 'create' ? 'new file mode 100644\n' : state === 'delete' ? 'deleted file mode 100644\n' : '';
  return `diff --git ${quoted(`a/${name}`).trimEnd()} ${quoted(`b/${name}`).trimEnd()}\n${mode}`;
}
