import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { findFiles } from './find-files.js';
import { type LoadedProject, loadProject } from './msbuild/load-project.js';

const limits = { depth: 4, entries: 4000 };
const mostLevels = 6;

/**
 * The web project that a class library is a part of: the only one that references it, among those of the folder that was given and of the solution around the library.
 * Undefined where there is none, or more than one. Its paths are relative to the folder of the library.
 */
export async function findHost(library: string, given: string): Promise<LoadedProject | undefined> {
  const folder = dirname(library);
  const places = new Set([resolve(given), ...solutionAround(folder)]);
  const paths = new Set([...places].flatMap((place) => findFiles(place, '.csproj', limits)).filter((path) => path !== library));
  const loaded = await Promise.all(
    [...paths].map((path) => loadProject(path, { base: folder }).catch(() => undefined /* What cannot be read is not what runs. */)),
  );
  const hosts = loaded.filter((one) => one?.project.web && one.folders.includes(folder));
  return hosts.length === 1 ? hosts[0] : undefined;
}

/** The nearest folder above that holds a solution, or is the root of a repository. */
function solutionAround(folder: string): string[] {
  let at = folder;
  for (let level = 0; level < mostLevels && at !== dirname(at); level++) {
    if (existsSync(join(at, '.git')) || namesIn(at).some((name) => /\.slnx?$/i.test(name))) return [at];
    at = dirname(at);
  }
  return [];
}

/** A folder that may only be passed through shows nothing. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
