import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = ['build.mjs', 'package.json', 'src', 'rules', 'templates'];

/** Builds the program before the tests, where something has changed since the last time. A build that fails leaves no program, and the tests that run it say so. */
export default function build(): void {
  if (timeOf('dist/main.js') < Math.max(...sources.map(timeOf)))
    spawnSync(process.execPath, ['build.mjs'], { cwd: root, stdio: 'inherit' });
}

/** When a file, or the newest one in a folder, was written; 0 where there is none. */
function timeOf(path: string): number {
  const status = statSync(join(root, path), { throwIfNoEntry: false });
  if (!status) return 0;
  return status.isDirectory() ? Math.max(...readdirSync(join(root, path)).map((name) => timeOf(join(path, name)))) : status.mtimeMs;
}
