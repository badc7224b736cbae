import { readFile, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { SkippedFile } from '../../knowledge/types.js';
import type { SourceFile } from '../project.js';
import { chartsOf, type FormatName, formatByName, formatOf, isNameOfSite, type SiteNames } from '../readers/index.js';
import { buildsSite } from '../readers/read-dockerfile.js';
import type { Setting } from '../settings/read-settings.js';
import type { Sighting } from '../sighting.js';
import { decode, relativePath } from '../source-file.js';
import { findRoot } from './find-root.js';
import { ofThisSite } from './of-this-site.js';
import { siteArea } from './site-area.js';
import { isElsewhere } from './stage-of.js';
import { walkTree } from './walk-tree.js';

/** The site that the tree is looked at for. */
export interface SiteInTree {
  /** Absolute folder of the project. */
  folder: string;
  /** File name without .csproj. */
  name: string;
  /** Absolute folders of the project and of those it references. */
  folders: readonly string[];
  /** The folder that the user named: the tree, where there is no repository. */
  given: string;
  /** Absolute paths of files that are ours, and say nothing of the site. */
  generated: ReadonlySet<string>;
}

/** What stands around a project, up to the root of its repository. Paths are relative to the folder of the project. */
export interface TreeScan {
  sightings: Sighting[];
  settings: Setting[];
  hosts: ReadonlySet<string>;
  skipped: SkippedFile[];
}

/** Reads what speaks of a site in the tree around it. A file that cannot be read or understood is left out. */
export async function scanTree(site: SiteInTree): Promise<TreeScan> {
  const given = relativePath(site.given, site.folder).startsWith('..') ? site.folder : site.given;
  const root = findRoot(site.folder) ?? given;
  const tree = await walkTree(root, (path) => /\.(?:csproj|slnx?)$/i.test(path) || formatByName(path) !== undefined);
  const inTree = (folder: string): string => relativePath(root, folder);
  const own = new Set(site.folders.map(inTree));
  const siteFolder = inTree(site.folder);
  const projects = tree.files.filter((path) => /\.(?:csproj|slnx?)$/i.test(path));
  const foldersOf = (paths: readonly string[]): Set<string> =>
    new Set(paths.map((path) => posix.dirname(path)).map((path) => (path === '.' ? '' : path)));
  const others = foldersOf(projects);
  for (const folder of own) others.delete(folder);
  // What an Aspire AppHost starts belongs to the sites beside it.
  for (const folder of others) if (/(?:^|[./])AppHost$/i.test(folder)) others.delete(folder);
  const speaks = siteArea(siteFolder, own, others);
  const skipped: SkippedFile[] = [];
  const shown = (path: string): string => posix.relative(siteFolder === '' ? '/' : `/${siteFolder}`, `/${path}`);
  const candidates = tree.files.filter((path) => formatByName(path) !== undefined && speaks(path) && !site.generated.has(join(root, path)));
  const files = (
    await inPortions(candidates, async (path) => {
      const format = formatByName(path) as FormatName;
      const file = await readWhole(root, path, formatOf(format).mostBytes);
      if (typeof file !== 'string') return file && { format, file };
      skipped.push({ path: shown(path), because: file });
      return undefined;
    })
  ).filter((one) => one !== undefined);
  const names: Omit<SiteNames, 'dockerfiles'> = {
    folder: siteFolder,
    project: site.name,
    only: await isOnlyWebProject(root, projects, siteFolder),
  };
  const dockerfiles = new Set(
    files.filter(({ format, file }) => format === 'dockerfile' && buildsSite(file, names)).map(({ file }) => file.path),
  );
  const charts = chartsOf(files.filter(({ format }) => format === 'helm-chart' || format === 'helm-values').map(({ file }) => file));
  const found: TreeScan & { hosts: Set<string> } = { sightings: [], settings: [], hosts: new Set(), skipped };
  for (const { format, file } of files) {
    const read = await formatOf(format).load();
    const { sightings, settings = [], hosts = [] } = await read(file, { ...names, dockerfiles, charts });
    const there = { ...file, path: shown(file.path) };
    // A template is read as it comes out; its lines keep their numbers.
    const speaksOfIt = format === 'blocks' && isNameOfSite(posix.basename(file.path).replace(/\..*$/, ''), { ...names, dockerfiles });
    found.sightings.push(
      ...sightings.map((one) => ({ ...one, ...(speaksOfIt ? { own: true } : {}), file: { ...there, text: one.file.text } })),
    );
    found.settings.push(...settings.map((one) => ({ ...one, file: there })));
    for (const host of hosts) found.hosts.add(host.toLowerCase());
  }
  return { ...found, sightings: ofThisSite(found.sightings, names.only) };
}

async function isOnlyWebProject(root: string, projects: readonly string[], siteFolder: string): Promise<boolean> {
  const others = projects.filter((path) => /\.csproj$/i.test(path) && posix.dirname(path) !== (siteFolder || '.') && !isElsewhere(path));
  const texts = await inPortions(others, (path) => readWhole(root, path, 200_000));
  return !texts.some(
    (file) => typeof file === 'object' && /Microsoft\.NET\.Sdk\.Web/i.test(file.text) && !/Microsoft\.NET\.Test\.Sdk/i.test(file.text),
  );
}

/** In portions: thousands of open files at once are too many for some systems. */
async function inPortions<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let at = 0; at < items.length; at += 64) done.push(...(await Promise.all(items.slice(at, at + 64).map(work))));
  return done;
}

/** A text file; a text says why it was left out; undefined where it is none. */
async function readWhole(root: string, path: string, mostBytes: number): Promise<SourceFile | string | undefined> {
  try {
    const found = await stat(join(root, path));
    if (!found.isFile()) return undefined;
    if (found.size > mostBytes) return `it has ${found.size} bytes; at most ${mostBytes} are read of such a file`;
    const decoded = decode(await readFile(join(root, path)));
    return decoded && !decoded.text.includes('\0') ? { path, ...decoded } : 'it is no text in UTF-8 or UTF-16';
  } catch {
    return 'it cannot be read';
  }
}
