/**
 * The namespace of a project that names none: its file name, with an underscore for what a namespace may not hold.
 * The SDK itself replaces spaces only; the rest is what keeps generated code compiling.
 */
export function rootNamespaceOf(name: string): string {
  return name
    .split('.')
    .map((part) => part.replace(/[^\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}_]/gu, '_'))
    .map((part) => (/^[\p{L}\p{Nl}_]/u.test(part) ? part : `_${part}`))
    .join('.');
}
