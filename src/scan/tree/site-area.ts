import { posix } from 'node:path';
import { isElsewhere } from './stage-of.js';

/**
 * Whether a file of the tree speaks of a site: not what lies in tests, samples or documentation that the site is not in itself, and not
 * what lies within another project or solution.
 * @param site folder of the project, below the root.
 * @param own folders of the site: its own and those of the projects it references.
 * @param others folders that hold other projects or solutions, below the root.
 */
export function siteArea(site: string, own: ReadonlySet<string>, others: ReadonlySet<string>): (path: string) => boolean {
  const around = foldersAround(site);
  return (path) => {
    const folders = foldersAround(posix.dirname(path));
    if (folders.some((folder) => own.has(folder) && folder !== '')) return true;
    const shared = folders.findLast((folder) => around.includes(folder)) ?? '';
    const further = folders.filter((folder) => folder.length > shared.length);
    if (further.some((folder) => others.has(folder))) return false;
    // Where the site itself is in a folder of samples, what lies beside it there counts. A chart has its templates in such a folder.
    const rest = shared === '' ? path : path.slice(shared.length + 1);
    return !isElsewhere(rest.replace(/(^|\/)templates\//i, '$1'));
  };
}

/** A folder and those above it, from the root (the empty text) on. */
function foldersAround(folder: string): string[] {
  if (folder === '.' || folder === '') return [''];
  const parts = folder.split('/');
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}
