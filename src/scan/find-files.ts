import { type Dirent, opendirSync } from 'node:fs';
import { join } from 'node:path';

export interface Limits {
  /** How many levels below the folder are looked at. */
  depth: number;
  /** How many entries are looked at altogether: a scan of a huge folder must stay quick. What lies beyond is ignored. */
  entries: number;
  /** Leave out folders that hold a project file of their own. */
  oneProject?: boolean;
}

const skipped = new Set(['bin', 'obj', 'node_modules', 'wwwroot']);

/** Files of an extension in a folder and below, the nearest first. Build output, packages, hidden folders and Umbraco's data are skipped. */
export function findFiles(folder: string, extension: string, limits: Limits): string[] {
  const found: string[] = [];
  let level = [folder];
  let left = limits.entries;
  for (let depth = 0; depth <= limits.depth && level.length > 0 && left > 0; depth++) {
    const next: string[] = [];
    for (const at of level) {
      if (left <= 0) break;
      const entries = list(at, left);
      left -= entries.length;
      if (limits.oneProject && depth > 0 && entries.some((entry) => entry.name.toLowerCase().endsWith('.csproj'))) continue;
      for (const entry of entries) {
        const path = join(at, entry.name);
        if (entry.isDirectory()) {
          if (!isSkipped(at, entry.name)) next.push(path);
        } else if (entry.name.toLowerCase().endsWith(extension)) found.push(path);
      }
    }
    level = next;
  }
  return found;
}

function list(folder: string, most: number): Dirent[] {
  const entries: Dirent[] = [];
  try {
    // Not readdir: it would read all of a folder with a million files.
    const open = opendirSync(folder, { bufferSize: 256 });
    for (let entry = open.readSync(); entry && entries.length < most; entry = open.readSync()) entries.push(entry);
    open.closeSync();
  } catch {
    // A folder that may not be read, or that went away, holds nothing for us.
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isSkipped(parent: string, name: string): boolean {
  const lower = name.toLowerCase();
  return lower.startsWith('.') || skipped.has(lower) || (lower === 'data' && /[\\/]umbraco$/i.test(parent));
}
