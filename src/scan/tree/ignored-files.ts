import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Whether a path below the root is left out of version control; folders end with a slash. */
export type IsIgnored = (path: string) => boolean;

const mostBytes = 200_000;

/** What a folder's .gitignore leaves out, together with what the folders above leave out. */
export async function ignoredBelow(root: string, folder: string, above: IsIgnored): Promise<IsIgnored> {
  const text = read(join(root, folder, '.gitignore'));
  if (text === undefined) return above;
  const { newIgnore } = await import('./new-ignore.js');
  const rules = newIgnore().add(text);
  const start = folder === '' ? 0 : folder.length + 1;
  return (path) => {
    const { ignored, unignored } = rules.test(path.slice(start));
    return ignored || (!unignored && above(path));
  };
}

function read(path: string): string | undefined {
  try {
    const found = statSync(path);
    return found.isFile() && found.size <= mostBytes ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
