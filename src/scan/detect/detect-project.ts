import type { Fact } from '../../knowledge/types.js';
import { modernFramework, newestFramework } from '../msbuild/framework.js';
import type { LoadedProject } from '../msbuild/load-project.js';
import { versionOfReference } from '../msbuild/package-version.js';
import type { ReferencedPackage } from '../msbuild/read-packages.js';
import { detected } from './detected.js';

/** What runs the hubs, in which version, on which .NET. */
export function detectProject(loaded: LoadedProject): Fact[] {
  const umbraco = umbracoPackages(loaded.packages);
  return [...host(loaded, umbraco), ...umbracoVersion(umbraco), ...targetFramework(loaded)];
}

/** The packages of Umbraco itself, the one that says most about the version first. */
export function umbracoPackages(packages: readonly ReferencedPackage[]): ReferencedPackage[] {
  const rank = ({ reference: { id } }: ReferencedPackage): number => parts.findIndex((part) => part.test(id));
  return packages.filter((one) => /^Umbraco\.Cms(?:\.|$)/i.test(one.reference.id)).sort((a, b) => rank(a) - rank(b));
}

/** Packages that are released with Umbraco, under its version; Umbraco.Cms.Integrations.* and others have versions of their own. */
const parts = [
  /^Umbraco\.Cms$/i,
  /^Umbraco\.Cms\.Core$/i,
  /^Umbraco\.Cms\.Web\./i,
  /^Umbraco\.Cms\.(?:Api\.|Infrastructure$|Persistence\.|StaticAssets$|Targets$|PublishedCache\.|Examine\.Lucene$|Imaging\.ImageSharp|DevelopmentMode\.)/i,
];

function host({ project, evaluation }: LoadedProject, umbraco: readonly ReferencedPackage[]): Fact[] {
  if (umbraco.length > 0) return detected('host', 'umbraco', umbraco.slice(0, 1));
  return project.web ? detected('host', 'aspnetcore', [evaluation.root]) : [];
}

function umbracoVersion(umbraco: readonly ReferencedPackage[]): Fact[] {
  for (const { reference, version, versionAt } of umbraco) {
    const known = parts.some((part) => part.test(reference.id)) ? versionOfReference(version ?? '') : undefined;
    if (known !== undefined) return detected('umbraco-version', known, [versionAt]);
  }
  return [];
}

function targetFramework({ project, evaluation }: LoadedProject): Fact[] {
  const value = modernFramework(newestFramework(project.targetFrameworks) ?? '');
  const property = evaluation.property('TargetFrameworks') ?? evaluation.property('TargetFramework');
  return value !== undefined && property ? detected('target-framework', value, [property]) : [];
}
