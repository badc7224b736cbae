import type { SourceFile } from '../../scan/project.js';
import type { TextEdit } from '../plan.js';
import { findItems, type PackageItem } from './find-items.js';
import { insertItem } from './insert-element.js';
import { judgeVersion } from './package-version.js';
import { projectElements } from './project-elements.js';
import { applyEdits, composeEdits } from './text-edits.js';

/** The versions of a package that a project needs. */
export interface WantedVersions {
  each: { framework: string; version: string }[];
  /** The version, where it is the same for every target framework of the project. */
  same?: string;
}

/** A file that states versions of packages, in items of a type. */
export interface VersionedFile {
  file: SourceFile;
  type: 'PackageReference' | 'PackageVersion';
  /** What a version that is written as an MSBuild property comes to. */
  resolved?: string;
}

/** The edits that make a file state these versions of a package; a text that says why where no edit is safe. */
export function versionEdits(
  { file, type, resolved }: VersionedFile,
  { id, allow }: { id: string; allow?: string },
  versions: WantedVersions,
): TextEdit[] | string {
  const items = findItems(projectElements(file), type, id, file.text);
  if (!items) return `${file.path} names it in a way that is not safe to edit.`;
  const raised = new Map<PackageItem, TextEdit>();
  const missing: WantedVersions['each'] = [];
  for (const wanted of versions.each) {
    const concerned = items.filter(({ framework }) => !framework || framework === wanted.framework.toLowerCase());
    if (concerned.length === 0) missing.push(wanted);
    for (const item of concerned) {
      const { version } = item;
      if (!version) return `${file.path} names it without a version.`;
      const isProperty = version.text.includes('$(');
      const found = isProperty ? resolved : version.text;
      const verdict = found === undefined ? 'other' : judgeVersion(found, wanted.version, allow);
      if (verdict === 'fine') continue;
      if (verdict === 'other' || isProperty)
        return `${file.path} has version ${version.text}; expected ${allow ?? `${wanted.version} or later`}.`;
      const edit = { offset: version.start, remove: version.end - version.start, insert: wanted.version };
      if ((raised.get(item) ?? edit).insert !== edit.insert)
        return `${file.path} has version ${version.text} for all target frameworks, and they need different ones.`;
      raised.set(item, edit);
    }
  }
  let edits = [...raised.values()].sort((one, other) => one.offset - other.offset);
  const additions: { framework?: string; version: string }[] =
    versions.same !== undefined && missing.length === versions.each.length ? [{ version: versions.same }] : missing;
  for (const { framework, version } of additions) {
    const text = applyEdits(file.text, edits);
    const document = { text, project: projectElements({ ...file, text }), newline: file.newline };
    const edit = insertItem(document, type, `Include="${id}" Version="${version}"`, framework);
    if (!edit) return `${file.path} has nothing to add it to.`;
    edits = composeEdits(file.text.length, edits, [edit]);
  }
  return edits;
}
