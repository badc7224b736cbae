/**
 * The version that a package reference leads to: NuGet takes the lowest that fits. `17.8.1` and `[17.8.1,18)` are 17.8.1, `17.*` is 17.
 * Undefined where the text does not say, as in `*` or `(,18)`.
 */
export function versionOfReference(text: string): string | undefined {
  const lowest = /^\[\s*([^\s,\]]+)\s*(?:\]|,.*[\])])$/.exec(text.trim())?.[1] ?? text.trim();
  // What a star leaves open is left out: 17.8.* is 17.8, 17.*-* is 17.
  const known = lowest.replace(/\.?\*.*$/, '').replace(/-$/, '');
  return /^\d+(?:\.\d+){0,3}(?:[-+][0-9A-Za-z.+-]+)?$/.test(known) ? known : undefined;
}
