import { stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { didYouMean } from '../knowledge/nearest.js';
import { type ProjectChoice, UserError } from '../knowledge/types.js';
import { tokenize } from './csharp/csharp-tokens.js';
import { callsIn } from './csharp/method-calls.js';
import { readCode } from './csharp/read-code.js';
import { findFiles } from './find-files.js';
import { kindOf, type ProjectKind } from './msbuild/project-kind.js';
import { readXml } from './msbuild/read-xml.js';
import { readSourceFile, relativePath } from './source-file.js';

const limits = { depth: 4, entries: 4000 };

/** What --project says where a folder holds projects and none of them is meant. */
export const noProject = 'none';

/** A project that may be meant. */
export interface Candidate {
  /** Relative to the folder that was looked at. */
  path: string;
  /** A value for --project that fits this project only. */
  option: string;
}

/** The project file that is meant, and what was chosen between where there was a choice. */
export interface ChosenProject {
  path: string;
  projects: ProjectChoice[];
}

/** Several projects are possible, and nobody said which one is meant. */
export class SeveralProjects extends UserError {
  constructor(
    message: string,
    readonly candidates: readonly Candidate[],
  ) {
    super(message, 2);
  }
}

/**
 * The absolute path of the project file that is meant, or undefined where there is none: the one of the option, else the only web project, else the only class library.
 * @throws SeveralProjects; UserError (2) where none is what the option names; UserError (3) where the folder does not exist.
 */
export async function chooseProject(folder: string, project?: string): Promise<ChosenProject | undefined> {
  const given = resolve(folder);
  // A solution stands for its folder.
  const at = /\.slnx?$/i.test(given) ? dirname(given) : given;
  const found = await stat(given).catch(() => undefined);
  if (!found)
    throw new UserError(
      `The folder ${folder} does not exist. Expected the folder of a site, a solution (.sln, .slnx) or a project file (.csproj).`,
    );
  const isFolder = found.isDirectory() || at !== given;
  if (!isFolder && !isProjectFile(at))
    throw new UserError(`${folder} is a file. Expected the folder of a site, a solution (.sln, .slnx) or a project file (.csproj).`);
  const base = isFolder ? at : dirname(at);
  const files = isFolder ? findFiles(at, '.csproj', limits).filter((path) => !isFixture(relativePath(at, path))) : [at];
  if (project !== undefined) return alone(await named(project, files, base));
  return isFolder ? only(files, base, folder) : alone(at);
}

const alone = (path: string | undefined): ChosenProject | undefined => (path === undefined ? undefined : { path, projects: [] });

async function only(files: string[], base: string, shown: string): Promise<ChosenProject | undefined> {
  const kinds = await Promise.all(files.map(kindOfFile));
  const of = (kind: ProjectKind | 'broken') => files.filter((_, index) => kinds[index] === kind);
  const [candidates, name] = of('web').length > 0 ? [of('web'), 'web projects'] : [of('library'), 'class libraries'];
  if (candidates.length < 2) return alone(candidates[0] ?? of('broken')[0]);
  const telling = await tellingProjects(candidates);
  const [found, another] = telling;
  if (found && !another) {
    const projects = candidates.map((path) => ({
      path: relativePath(base, path),
      chosen: path === found.path,
      because:
        path === found.path ? `Of ${candidates.length} ${name} only this one ${found.because}.` : 'It neither maps hubs nor runs Umbraco.',
    }));
    return { path: found.path, projects };
  }
  const named = candidates.map((path) => ({ path: relativePath(base, path), option: optionFor(path, candidates, base) }));
  throw new SeveralProjects(
    `Found ${named.length} ${name} in ${shown}: ${named.map(({ path }) => path).join(', ')}. Expected one. ` +
      `Name it with --project, for example --project ${named[0]?.option}; or decide without a project: --project ${noProject}.`,
    named,
  );
}

/** Those that the question is about: they run Umbraco, or map hubs in their own code. */
async function tellingProjects(paths: readonly string[]): Promise<{ path: string; because: string }[]> {
  const found: { path: string; because: string }[] = [];
  for (const path of paths) {
    const { text } = await readSourceFile(path).catch(() => ({ text: '' }));
    if (/<PackageReference\s[^>]*"Umbraco\.Cms(?:\.Web\.Website|\.Web\.UI)?"/i.test(text)) found.push({ path, because: 'runs Umbraco' });
    else if (await mapsHubs(dirname(path))) found.push({ path, because: 'maps hubs' });
  }
  return found;
}

async function mapsHubs(folder: string): Promise<boolean> {
  const code = (await readCode([folder])).filter(({ text }) => /\bMapHub\b/.test(text));
  return callsIn(code.map((file) => ({ file, tokens: tokenize(file.text) }))).has('MapHub');
}

/** What a project is, as far as its file can be read: a malformed one is reported where it is read in full, and only if it is the one that is meant. */
async function kindOfFile(path: string): Promise<ProjectKind | 'broken'> {
  const xml = await readSourceFile(path).then(
    (file) => readXml(file.text),
    () => ({ root: undefined, problem: true }),
  );
  const kind = xml.root ? kindOf(xml.root) : 'other';
  return kind === 'other' && xml.problem ? 'broken' : kind;
}

async function named(project: string, files: string[], base: string): Promise<string | undefined> {
  for (const path of [resolve(base, project), resolve(project)]) {
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() && isProjectFile(path)) return path;
    const [inside, another] = found?.isDirectory() ? files.filter((file) => dirname(file) === path) : [];
    if (inside !== undefined && another === undefined) return inside;
  }
  const name = project.replace(/\.csproj$/i, '');
  const matches = files.filter((file) => nameOf(file).toLowerCase() === name.toLowerCase());
  const [match, another] = matches;
  if (match !== undefined && another === undefined) return match;
  if (project === noProject) return undefined;
  const paths = (another === undefined ? files : matches).map((path) => relativePath(base, path)).join(', ');
  if (another !== undefined)
    throw new UserError(`--project ${project} fits ${matches.length} projects: ${paths}. Expected one. Name it by its path.`, 2);
  const there = paths === '' ? 'Found no project file (.csproj) there.' : `Expected one of ${paths}.`;
  throw new UserError(`--project ${project}: found no project of this name or path.${didYouMean(name, files.map(nameOf))} ${there}`, 2);
}

/** A value for --project that fits one project only: its name, or its path where others have the same name. */
function optionFor(project: string, candidates: string[], base: string): string {
  const name = nameOf(project).toLowerCase();
  const isUnique = name !== noProject && candidates.filter((path) => nameOf(path).toLowerCase() === name).length === 1;
  return isUnique ? nameOf(project) : relativePath(base, project);
}

/** A project that only tests read: tests/.../fixtures/Site.csproj. It is never the site that is meant, unless somebody names its folder or file. */
const isFixture = (path: string): boolean => /(^|\/)tests?\/(.+\/)?fixtures\//i.test(path);

const nameOf = (path: string): string => basename(path, extname(path));
const isProjectFile = (path: string): boolean => extname(path).toLowerCase() === '.csproj';
