import { inRange } from '../../decide/compare-version.js';
import { parseVersion, parseVersionRange } from '../../knowledge/language/version.js';
import { modernFramework } from '../../scan/msbuild/framework.js';

/** The numbers of a target framework: `net10.0-windows` is [10, 0]. Undefined for .NET Framework, .NET Standard and what is no framework. */
const frameworkNumbers = (framework: string): number[] | undefined => parseVersion(modernFramework(framework) ?? '');

/** The package version for a framework: that of the framework itself, else of the highest one listed that is not above it. */
export function versionForFramework(framework: string, versions: Record<string, string>): string | undefined {
  const wanted = frameworkNumbers(framework);
  if (!wanted) return undefined;
  let best: { numbers: number[]; version: string } | undefined;
  for (const [listed, version] of Object.entries(versions)) {
    const numbers = frameworkNumbers(listed);
    if (numbers && compare(numbers, wanted) <= 0 && (!best || compare(numbers, best.numbers) > 0)) best = { numbers, version };
  }
  return best?.version;
}

/** How a version that is there compares with the one we would write: `fine` is left alone, `lower` may be raised, `other` is for the user to judge. */
export function judgeVersion(found: string, wanted: string, allow?: string): 'fine' | 'lower' | 'other' {
  const floating = /^\d+(\.\d+)*\.\*$/.test(found);
  // Of a range that includes its lower end NuGet takes that end, or the next version that there is.
  const exact = /^\[\s*([^,()[\]\s]+)\s*(?:\]|,[^,()[\]]*[)\]])$/.exec(found)?.[1];
  const numbers = parseVersion(floating ? found.slice(0, -2) : (exact ?? found));
  const target = parseVersion(wanted);
  if (!numbers || !target) return 'other';
  // A plain version is complete: NuGet reads 10.0 as 10.0.0. A floating one stands for all that begin with it.
  const version = floating ? numbers : [...numbers, 0, 0, 0].slice(0, Math.max(3, numbers.length));
  const range = parseVersionRange(allow ?? `>=${target.join('.')}`);
  if (range && inRange(version, range) === true) return 'fine';
  return floating || exact !== undefined || compare(version, target) >= 0 ? 'other' : 'lower';
}

/** Negative where `one` is lower; missing parts count as 0. */
function compare(one: readonly number[], other: readonly number[]): number {
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
