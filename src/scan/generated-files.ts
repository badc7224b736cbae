import { join } from 'node:path';
import { readBytes } from './source-file.js';

/** The record of what was generated, relative to the project folder. Written by src/plan; here only the names of the files matter. */
const recordPath = '.backplane/generated.json';

/** What earlier runs put into a project. */
export interface Generated {
  /** Paths of files, relative to the project folder. */
  files: ReadonlySet<string>;
  /** Ids of packages, in lower case. */
  packages: ReadonlySet<string>;
}

/**
 * What earlier runs generated. It is left out of detection: what we wrote says nothing about the site,
 * and must not change the next decision. A record that cannot be read counts as none; planning reports it.
 */
export async function readGenerated(folder: string): Promise<Generated> {
  try {
    const record: unknown = JSON.parse((await readBytes(join(folder, recordPath))).toString());
    const { files, packages } = record as { files?: { path?: unknown }[]; packages?: { id?: unknown }[] };
    return {
      files: new Set(files?.flatMap(({ path }) => (typeof path === 'string' ? [path] : []))),
      packages: new Set(packages?.flatMap(({ id }) => (typeof id === 'string' ? [id.toLowerCase()] : []))),
    };
  } catch {
    return { files: new Set(), packages: new Set() };
  }
}
