import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type IsIgnored, ignoredBelow } from './ignored-files.js';

/** The files of a tree by their paths below its root, with forward slashes. */
export interface Tree {
  /** Absolute. */
  root: string;
  files: string[];
  /** Whether there was more than is looked at. */
  cut: boolean;
}

/** A scan stays quick in any tree. What lies beyond, the deepest folders, is not seen. */
const mostEntries = 200_000;
const mostLevels = 24;

const skipped = new Set(
  'bin obj node_modules bower_components wwwroot packages testresults artifacts dist build out target vendor coverage __pycache__'.split(
    ' ',
  ),
);
/** Hidden folders that say how a site is deployed. */
const telling = new Set([
  '.github',
  '.azure',
  '.azuredevops',
  '.azure-pipelines',
  '.umbraco',
  '.aspire',
  '.k8s',
  '.deploy',
  '.docker',
  '.infra',
  '.pipelines',
]);

/** Every file below a folder that may matter by its name. Links are not followed: they may leave the tree, or loop. */
export async function walkTree(root: string, matters: (path: string) => boolean): Promise<Tree> {
  const files: string[] = [];
  let level: { path: string; isIgnored: IsIgnored }[] = [{ path: '', isIgnored: () => false }];
  let left = mostEntries;
  for (let depth = 0; depth <= mostLevels && level.length > 0 && left > 0; depth++) {
    const next: typeof level = [];
    for (const { path, isIgnored: above } of level) {
      const entries = list(join(root, path));
      left -= entries.length;
      if (left < 0) break;
      const isIgnored = entries.some(({ name }) => name === '.gitignore') ? await ignoredBelow(root, path, above) : above;
      for (const entry of entries) {
        const at = path === '' ? entry.name : `${path}/${entry.name}`;
        if (entry.isDirectory()) {
          if (!isSkipped(entry.name, path) && !isIgnored(`${at}/`)) next.push({ path: at, isIgnored });
        } else if (entry.isFile() && matters(at) && !isIgnored(at)) files.push(at);
      }
    }
    level = next;
  }
  return { root, files, cut: left < 0 };
}

function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    // A folder that may not be read, or that went away, holds nothing for us.
    return [];
  }
}

function isSkipped(name: string, parent: string): boolean {
  const lower = name.toLowerCase();
  if (lower.startsWith('.')) return !telling.has(lower);
  // A folder `build` or `packages` at the root may hold pipelines; deeper ones hold what was built.
  if ((lower === 'build' || lower === 'packages') && parent === '') return false;
  return skipped.has(lower);
}
