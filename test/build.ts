import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether dist/ is what the sources say. */
    built: boolean;
  }
}

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = ['build.mjs', 'package.json', 'src', 'rules', 'templates'];

/** Builds the program before the tests, where something has changed since the last time. If that fails, only the tests that run the program do. */
export default function build(project: TestProject): void {
  const current = timeOf('dist/main.js') > Math.max(...sources.map(timeOf));
  project.provide('built', current || spawnSync(process.execPath, ['build.mjs'], { cwd: root, stdio: 'inherit' }).status === 0);
}

/** When a file, or the newest one in a folder, was written; 0 where there is none. */
function timeOf(path: string): number {
  const status = statSync(join(root, path), { throwIfNoEntry: false });
  if (!status) return 0;
  return status.isDirectory() ? Math.max(...readdirSync(join(root, path)).map((name) => timeOf(join(path, name)))) : status.mtimeMs;
}
