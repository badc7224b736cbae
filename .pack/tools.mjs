import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Installs what only packing needs, as .pack/package-lock.json pins it; does nothing where that is there already. */
export function installTools() {
  const lock = join(folder, 'package-lock.json');
  const installed = join(folder, 'node_modules', '.installed');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing what packing needs (about 1 GB, most of it Node binaries) ...');
  // --force: the binaries of other systems are wanted here.
  run('npm', ['ci', '--force', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, shell: process.platform === 'win32' });
  writeFileSync(installed, '');
}

/** A file of a package in .pack/node_modules. */
export const toolFile = (name, path) => join(folder, 'node_modules', name, path);

/** The version of a package in .pack/node_modules. */
export const toolVersion = (name) => JSON.parse(readFileSync(toolFile(name, 'package.json'), 'utf8')).version;
