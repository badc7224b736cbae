import { basename, dirname, extname, resolve } from 'node:path';
import type { Spot } from '../evidence.js';
import { both, holds } from './msbuild-condition.js';
import { expand, type Lookup, lookupIn } from './msbuild-text.js';
import type { ProjectFile, ProjectFiles } from './project-files.js';
import { attributeOf, type XmlElement } from './read-xml.js';

/** A property's last value; undefined where it cannot be worked out from the files. */
export interface Property extends Spot {
  value: string | undefined;
}

/** An item as it is written. */
export interface Item extends Spot {
  /** Such as PackageReference. */
  type: string;
  element: XmlElement;
  /** What its texts are expanded with. */
  lookup: Lookup;
}

const packagesFile = 'Directory.Packages.props';

export interface Evaluation {
  /** The <Project> of the project file itself. */
  root: Spot;
  /** The value of a property, whatever the case of its name. */
  property(name: string): Property | undefined;
  /** In the order in which they are evaluated; those whose condition does not hold are left out. */
  items: Item[];
  /** Directory.Packages.props, or the file that takes its place. */
  centralPackages?: ProjectFile;
}

/**
 * What a project file says together with Directory.Build.props, Directory.Packages.props, Directory.Build.targets and the files it imports by a plain path.
 * A small part of MSBuild: properties first, then items; conditions that compare properties; no functions, no SDK.
 * @param framework the target framework to evaluate for, where the project has several.
 */
export async function evaluateProject(project: ProjectFile, files: ProjectFiles, framework?: string): Promise<Evaluation> {
  const folder = dirname(project.path);
  const properties = new Map<string, Property>();
  const pending: { element: XmlElement; group: XmlElement; source: ProjectFile; lookup: Lookup }[] = [];
  const seen = new Set<string>();
  const start: Spot = { file: project.file, offset: project.root.offset };
  const fixed = new Map<string, Property>([
    ['msbuildprojectname', { ...start, value: basename(project.path, extname(project.path)) }],
    ['msbuildprojectdirectory', { ...start, value: folder }],
    ...(framework === undefined ? [] : [['targetframework', { ...start, value: framework }] as const]),
  ]);

  const lookupFor = (source: ProjectFile): Lookup => {
    const here: Property = { ...start, value: `${dirname(source.path)}/` };
    return lookupIn((name) => fixed.get(name) ?? (name === 'msbuildthisfiledirectory' ? here : properties.get(name)));
  };

  const visit = async (source: ProjectFile | undefined): Promise<void> => {
    if (!source || seen.has(source.path)) return;
    seen.add(source.path);
    const lookup = lookupFor(source);
    for (const group of source.root.children) {
      if (conditionOf(group, lookup) === false) continue;
      if (group.name === 'PropertyGroup') for (const element of group.children) assign(element, group, source, lookup);
      else if (group.name === 'ItemGroup') for (const element of group.children) pending.push({ element, group, source, lookup });
      else if (group.name === 'Import') await visit(await imported(group, source, lookup, files));
    }
  };

  const assign = (element: XmlElement, group: XmlElement, source: ProjectFile, lookup: Lookup): void => {
    const name = element.name.toLowerCase();
    const condition = both(conditionOf(group, lookup), conditionOf(element, lookup));
    if (condition === false || fixed.has(name)) return;
    // A value that holds in some builds only must not replace one that holds in all.
    if (condition === undefined && properties.has(name)) return;
    properties.set(name, { value: expand(element.text, lookup), file: source.file, offset: element.offset });
  };

  await visit(await files.nearest(folder, 'Directory.Build.props'));
  const moved = properties.get('directorypackagespropspath')?.value;
  const centralPackages = await (moved ? files.read(resolve(folder, moved.replaceAll('\\', '/'))) : files.nearest(folder, packagesFile));
  await visit(centralPackages);
  await visit(project);
  await visit(await files.nearest(folder, 'Directory.Build.targets'));

  const items = pending
    .filter(({ element, group, lookup }) => both(conditionOf(group, lookup), conditionOf(element, lookup)) !== false)
    .map(({ element, source, lookup }) => ({ type: element.name, element, file: source.file, offset: element.offset, lookup }));
  const property = (name: string): Property | undefined => fixed.get(name.toLowerCase()) ?? properties.get(name.toLowerCase());
  return { root: start, property, items, ...(centralPackages ? { centralPackages } : {}) };
}

function conditionOf(element: XmlElement, lookup: Lookup): boolean | undefined {
  const condition = attributeOf(element, 'Condition');
  return condition === undefined || condition.trim() === '' ? true : holds(condition, lookup);
}

/** The file that an Import names by a path, or as "the next one above"; files of the SDK and of packages are not read. */
async function imported(element: XmlElement, source: ProjectFile, lookup: Lookup, files: ProjectFiles): Promise<ProjectFile | undefined> {
  const text = attributeOf(element, 'Project') ?? '';
  const folder = dirname(source.path);
  const above = /GetPathOfFileAbove\(\s*'?([\w.]+)'?/.exec(text)?.[1];
  if (above) return files.nearest(dirname(folder), above);
  const path = expand(text, lookup);
  if (!path || path.includes('*') || attributeOf(element, 'Sdk') !== undefined) return undefined;
  return files.read(resolve(folder, path.replaceAll('\\', '/')));
}
