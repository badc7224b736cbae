import { distance } from 'fastest-levenshtein';

/** The valid name that a mistyped one probably meant, or undefined where nothing is near: more than a third of its letters differ, or two of a word longer than three. */
export function nearest(name: string, valid: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of valid) {
    const steps = distance(name.toLowerCase(), candidate.toLowerCase());
    if (steps < least) [best, least] = [candidate, steps];
  }
  if (best === undefined) return undefined;
  const contained = name.length > 2 && (best.includes(name) || name.includes(best));
  const most = name.length > 3 ? Math.max(2, Math.floor(name.length / 3)) : 1;
  return contained || least <= most ? best : undefined;
}

/** ` Did you mean "x"?`, or an empty string. */
export function didYouMean(name: string, valid: Iterable<string>): string {
  const candidate = nearest(name, valid);
  return candidate === undefined ? '' : ` Did you mean "${candidate}"?`;
}
