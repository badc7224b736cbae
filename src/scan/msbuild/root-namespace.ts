/**
 * The namespace of a project, from the one that it names or from its file name: with an underscore for what a namespace may not hold.
 * The SDK itself replaces spaces in a file name only; the rest is what keeps generated code compiling.
 */
export function rootNamespaceOf(name: string): string {
  return name
    .split('.')
    .map((part) => part.replace(/[^\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}_]/gu, '_'))
    .map((part) => (/^[\p{L}\p{Nl}_]/u.test(part) ? part : `_${part}`))
    .join('.');
}
