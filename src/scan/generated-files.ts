import { join } from 'node:path';
import { readBytes } from './source-file.js';

/** The record of what was generated, relative to the project folder. Written by src/plan; here only the names of the files matter. */
const recordPath = '.backplane/generated.json';

/**
 * Paths of the files that earlier runs generated. They are left out of detection: what we wrote says nothing about the site,
 * and must not change the next decision. A record that cannot be read counts as none; planning reports it.
 */
export async function generatedFiles(folder: string): Promise<ReadonlySet<string>> {
  try {
    const record: unknown = JSON.parse((await readBytes(join(folder, recordPath))).toString());
    const { files } = record as { files?: { path?: unknown }[] };
    return new Set(files?.flatMap(({ path }) => (typeof path === 'string' ? [path] : [])));
  } catch {
    return new Set();
  }
}
