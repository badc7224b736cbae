import { lineOf, type Spot } from '../evidence.js';
import type { PackageReference } from '../project.js';
import type { Evaluation, Item } from './evaluate-project.js';
import { expand } from './msbuild-text.js';
import { attributeOf, metadataOf } from './read-xml.js';

/** A package reference with the version that applies, wherever it is written. */
export interface ReferencedPackage extends Spot {
  reference: PackageReference;
  /** As in the project file or in Directory.Packages.props; undefined where it cannot be worked out. */
  version?: string;
  /** Where the version is written. */
  versionAt: Spot;
}

/** The packages that a project references directly, those of Directory.Build.props included. */
export function readPackages(evaluation: Evaluation): ReferencedPackage[] {
  const central = isTrue(evaluation.property('ManagePackageVersionsCentrally')?.value);
  const versions = new Map<string, Spot & { version?: string }>();
  const packages = new Map<string, ReferencedPackage>();
  for (const { item, id } of versionItems(evaluation)) versions.set(id.toLowerCase(), { ...item, version: versionOf(item, 'Version') });
  for (const item of evaluation.items.filter((candidate) => candidate.type === 'PackageReference')) {
    for (const id of idsOf(item, 'Remove')) packages.delete(id.toLowerCase());
    for (const id of idsOf(item)) {
      const key = id.toLowerCase();
      const before = packages.get(key);
      if (!before && attributeOf(item.element, 'Include') === undefined) continue;
      // With central management only an override counts here; NuGet refuses a Version.
      const own = versionOf(item, 'VersionOverride') ?? (central ? undefined : versionOf(item, 'Version')) ?? before?.reference.version;
      const shared = central && own === undefined ? versions.get(key) : undefined;
      const { file, offset } = before ?? item;
      const reference = { id, ...(own === undefined ? {} : { version: own }), file: file.path, line: lineOf({ file, offset }) };
      packages.set(key, { file, offset, reference, version: own ?? shared?.version, versionAt: shared ?? item });
    }
  }
  return [...packages.values()];
}

/** The versions that are stated centrally, each where it is stated. */
export function readCentralVersions(evaluation: Evaluation): PackageReference[] {
  return versionItems(evaluation).map(({ item, id }) => {
    const version = versionOf(item, 'Version');
    return { id, ...(version === undefined ? {} : { version }), file: item.file.path, line: lineOf(item) };
  });
}

const versionItems = ({ items }: Evaluation): { item: Item; id: string }[] =>
  items.filter(({ type }) => type === 'PackageVersion').flatMap((item) => idsOf(item).map((id) => ({ item, id })));

export const isTrue = (text: string | undefined): boolean => text?.trim().toLowerCase() === 'true';

function idsOf({ element, lookup }: Item, attribute?: string): string[] {
  const text =
    attribute === undefined ? (attributeOf(element, 'Include') ?? attributeOf(element, 'Update')) : attributeOf(element, attribute);
  const ids = expand(text ?? '', lookup)?.split(';') ?? [];
  return ids.map((id) => id.trim()).filter((id) => id !== '');
}

function versionOf({ element, lookup }: Item, name: string): string | undefined {
  return expand(metadataOf(element, name) ?? '', lookup)?.trim() || undefined;
}
