import type { Sighting } from '../sighting.js';

/**
 * Without properties of resources that may belong to another program of the tree: where a file is named after the site, those of the other
 * files; and where several programs have a resource of a kind and not all of them the property, that one.
 */
export function ofThisSite(sightings: readonly Sighting[], isOnly: boolean): Sighting[] {
  if (isOnly) return [...sightings];
  const isNamed = sightings.some(({ found, own }) => found === 'resource' && own);
  const count = (found: Sighting['found'], name: string): number =>
    new Set(sightings.filter((one) => one.found === found && one.name === name).map(({ file, offset }) => `${file.path} ${offset}`)).size;
  const counts = new Map<string, boolean>();
  const isOfAll = (name: string): boolean => {
    const known = counts.get(name);
    if (known !== undefined) return known;
    const all = count('resource-setting', name) >= count('resource', name.replace(/:.*$/s, ''));
    counts.set(name, all);
    return all;
  };
  return sightings.filter(({ found, own, name }) => found !== 'resource-setting' || (isNamed ? own : isOfAll(name)));
}
