import type { PackageReference, Project, SourceFile } from '../../scan/project.js';
import { mayBeWritten } from '../disk/project-path.js';
import type { Step, TextEdit } from '../plan.js';
import { type VersionedFile, versionEdits, type WantedVersions } from './edit-versions.js';
import { findItems } from './find-items.js';
import { conditionFor, insertItem } from './insert-element.js';
import { judgeVersion, versionForFramework } from './package-version.js';
import { projectElements } from './project-elements.js';

/** A package that a project should have: versions by target framework, and the range of versions that are left as they are. */
export interface PackageWish {
  id: string;
  versions: Record<string, string>;
  allow?: string;
}

/** The files that say which packages a project has. */
export interface PackageFiles {
  project: SourceFile;
  /** Directory.Packages.props, with central package management. */
  central?: SourceFile;
}

export interface PackageEdits {
  project: TextEdit[];
  central: TextEdit[];
  /** What has to be done by hand: no edit is made that might change the meaning of something else. */
  steps: Step[];
}

/**
 * The edits that give a project a package; every byte around them stays as it is.
 * @throws UserError (3) with file:line:column where a file is malformed.
 */
export function addPackage(
  files: PackageFiles,
  wish: PackageWish,
  project: Pick<Project, 'targetFrameworks' | 'packages' | 'centralVersions'>,
): PackageEdits {
  const each = project.targetFrameworks.flatMap((framework) => {
    const version = versionForFramework(framework, wish.versions);
    return version === undefined ? [] : [{ framework, version }];
  });
  const without = project.targetFrameworks.filter((framework) => !each.some((one) => one.framework === framework));
  const steps = without.length > 0 || each.length === 0 ? [noVersion(files, wish, without)] : [];
  const [first] = each;
  if (!first) return { project: [], central: [], steps };
  const isSame = without.length === 0 && each.every(({ version }) => version === first.version);
  const result = tryEdits(files, wish, isSame ? { each, same: first.version } : { each }, project);
  return { project: result.project ?? [], central: result.central ?? [], steps: [...steps, ...(result.steps ?? [])] };
}

function tryEdits(
  files: PackageFiles,
  wish: PackageWish,
  versions: WantedVersions,
  project: Pick<Project, 'packages' | 'centralVersions'>,
): Partial<PackageEdits> {
  const isIt = ({ id }: PackageReference): boolean => id.toLowerCase() === wish.id.toLowerCase();
  const known = project.packages.find(isIt);
  const items = findItems(projectElements(files.project), 'PackageReference', wish.id, files.project.text);
  if (!items) return { steps: byHand(files, wish, versions, 'The project file names it in a way that is not safe to edit.') };
  if (known && known.file !== files.project.path && items.length === 0) {
    const fine =
      known.version === undefined ||
      versions.each.every(({ version }) => judgeVersion(known.version ?? '', version, wish.allow) === 'fine');
    return fine ? {} : { steps: byHand(files, wish, versions, `${known.file}:${known.line} already has version ${known.version}.`) };
  }
  const reference: VersionedFile = {
    file: files.project,
    type: 'PackageReference',
    ...(known?.version ? { resolved: known.version } : {}),
  };
  if (!files.central) {
    const result = versionEdits(reference, wish, versions);
    return typeof result === 'string' ? { steps: byHand(files, wish, versions, result) } : { project: result };
  }
  if (items.some(({ version }) => version))
    return { steps: byHand(files, wish, versions, 'The project file states a version, although versions are kept centrally.') };
  const override = items.find((item) => item.override)?.override;
  if (override !== undefined) {
    const fine = versions.each.every(({ version }) => judgeVersion(override, version, wish.allow) === 'fine');
    return fine ? {} : { steps: byHand(files, wish, versions, `The project file overrides its version with ${override}.`) };
  }
  const elsewhere = project.centralVersions.filter((one) => isIt(one) && one.file !== files.central?.path);
  const unfit = elsewhere.find((one) => !isFine(one, wish, versions));
  if (unfit)
    return {
      steps: byHand(
        files,
        wish,
        versions,
        `${unfit.file}:${unfit.line} states ${unfit.version ?? 'a version that is not understood'}.`,
        unfit,
      ),
    };
  const central = elsewhere.length > 0 ? [] : versionEdits({ file: files.central, type: 'PackageVersion' }, wish, versions);
  if (typeof central === 'string') return { steps: byHand(files, wish, versions, central) };
  if (central.length > 0 && !mayBeWritten(files.central.path))
    return { steps: byHand(files, wish, versions, `${files.central.path} is outside the project folder.`) };
  const document = { text: files.project.text, project: projectElements(files.project), newline: files.project.newline };
  const added = items.length > 0 ? [] : insertItem(document, 'PackageReference', `Include="${wish.id}"`);
  if (!added) return { steps: byHand(files, wish, versions, 'The project file has nothing to add it to.') };
  return { central, project: [added].flat() };
}

const isFine = ({ version }: PackageReference, { allow }: PackageWish, { each }: WantedVersions): boolean =>
  version !== undefined && each.every((wanted) => judgeVersion(version, wanted.version, allow) === 'fine');

function noVersion(files: PackageFiles, wish: PackageWish, frameworks: readonly string[]): Step {
  const found = frameworks.length > 0 ? `targets ${frameworks.join(', ')}` : 'does not say which framework it targets';
  const listed = Object.keys(wish.versions).join(', ');
  return {
    code: 'package-version-unknown',
    text: `${files.project.path} ${found}, and no version of ${wish.id} is known for that (known: ${listed}). Choose a version that supports it and add the package yourself.`,
  };
}

/** @param at the file that states the version, where that is another one. */
function byHand(
  { project, central }: PackageFiles,
  { id }: PackageWish,
  versions: WantedVersions,
  why: string,
  at?: { file: string },
): Step[] {
  const code = 'package-by-hand';
  const lines = (type: string): string =>
    versions.same === undefined
      ? versions.each
          .map(({ framework, version }) => `<${type} Include="${id}" Version="${version}" Condition="${conditionFor(framework)}" />`)
          .join('\n')
      : `<${type} Include="${id}" Version="${versions.same}" />`;
  const text = `${id} has to be added or updated by hand. ${why}`;
  if (!central) return [{ code, text, lines: { file: project.path, text: lines('PackageReference') } }];
  return [
    { code, text, lines: { file: at?.file ?? central.path, text: lines('PackageVersion') } },
    {
      code,
      text: `${id} has to be referenced, unless it is already.`,
      lines: { file: project.path, text: `<PackageReference Include="${id}" />` },
    },
  ];
}
