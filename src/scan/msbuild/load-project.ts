import { basename, dirname, extname, resolve } from 'node:path';
import { UserError } from '../../knowledge/types.js';
import type { Project, SourceFile } from '../project.js';
import { type Evaluation, evaluateProject } from './evaluate-project.js';
import { newestFramework } from './framework.js';
import { expand } from './msbuild-text.js';
import { type ProjectFile, ProjectFiles } from './project-files.js';
import { kindOf, mainSdk } from './project-kind.js';
import { isTrue, type ReferencedPackage, readCentralVersions, readPackages } from './read-packages.js';
import { attributeOf } from './read-xml.js';
import { rootNamespaceOf } from './root-namespace.js';

/** What the project files say, before settings and code are looked at. */
export interface LoadedProject {
  project: Omit<Project, 'calls' | 'hubs' | 'settings' | 'style'>;
  evaluation: Evaluation;
  /** Packages of the project and of the projects it references: what the site is made of. The project's own come first. */
  packages: ReferencedPackage[];
  /** Folders of the project and of the projects it references. */
  folders: string[];
}

/** A site seldom has more projects; a cycle or a monorepo must not take for ever. */
const mostProjects = 30;

/**
 * @param options `given`: files beside the project file, and itself, that are not on disk yet. `base`: the folder that paths are relative to, if not that of the project.
 * @throws UserError (3) with file:line:column where a project file is malformed.
 */
export async function loadProject(
  path: string,
  { given = [], base }: { given?: readonly SourceFile[]; base?: string } = {},
): Promise<LoadedProject> {
  const folder = dirname(path);
  const files = new ProjectFiles(base ?? folder, given);
  const source = await files.read(path);
  if (!source) throw new UserError(`${path} does not exist. Expected a project file (.csproj).`);
  const { evaluation, targetFrameworks } = await evaluate(source, files);
  const value = (name: string) => evaluation.property(name)?.value;
  const name = basename(path, extname(path));
  const own = readPackages(evaluation);
  const references = await loadReferences(source, evaluation, files);
  const central = isTrue(value('ManagePackageVersionsCentrally')) ? evaluation.centralPackages : undefined;
  return {
    project: {
      folder,
      file: source.file,
      name,
      sdk: mainSdk(source.root),
      web: kindOf(source.root) === 'web',
      targetFrameworks,
      rootNamespace: rootNamespaceOf(value('RootNamespace') || name),
      implicitUsings: /^(?:enable|true)$/i.test(value('ImplicitUsings') ?? ''),
      nullable: /^(?:enable|annotations)$/i.test(value('Nullable') ?? ''),
      ...(central ? { centralPackages: central.file } : {}),
      centralVersions: readCentralVersions(evaluation),
      packages: own.map((one) => one.reference),
    },
    evaluation,
    packages: [...own, ...references.flatMap((one) => one.packages)],
    folders: [folder, ...references.map((one) => one.folder)],
  };
}

/** Evaluated for the newest target framework where there are several, because packages and properties may depend on it. */
async function evaluate(source: ProjectFile, files: ProjectFiles): Promise<{ evaluation: Evaluation; targetFrameworks: string[] }> {
  const evaluation = await evaluateProject(source, files);
  const written = evaluation.property('TargetFramework')?.value || evaluation.property('TargetFrameworks')?.value || '';
  const names = written.split(';').map((name) => name.trim());
  const targetFrameworks = [...new Set(names.filter((name) => name !== ''))];
  const newest = newestFramework(targetFrameworks);
  const again = targetFrameworks.length > 1 && newest !== undefined;
  return { evaluation: again ? await evaluateProject(source, files, newest) : evaluation, targetFrameworks };
}

/** Packages and code may be in projects that the web project references, and flow from there. */
async function loadReferences(source: ProjectFile, evaluation: Evaluation, files: ProjectFiles) {
  const loaded: { folder: string; packages: ReferencedPackage[] }[] = [];
  const seen = new Set([source.path]);
  const queue = projectReferences(source, evaluation);
  for (let path = queue.shift(); path !== undefined && loaded.length < mostProjects; path = queue.shift()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const file = await files.read(path);
    if (!file) continue;
    const referenced = await evaluate(file, files);
    loaded.push({ folder: dirname(path), packages: readPackages(referenced.evaluation) });
    queue.push(...projectReferences(file, referenced.evaluation));
  }
  return loaded;
}

function projectReferences(source: ProjectFile, evaluation: Evaluation): string[] {
  return evaluation.items
    .filter((item) => item.type === 'ProjectReference')
    .flatMap((item) => expand(attributeOf(item.element, 'Include') ?? '', item.lookup)?.split(';') ?? [])
    .filter((path) => path.trim().toLowerCase().endsWith('.csproj') && !path.includes('*'))
    .map((path) => resolve(dirname(source.path), path.trim().replaceAll('\\', '/')));
}
