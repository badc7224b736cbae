/** `net10.0` of `net10.0-windows`; undefined for .NET Framework (`net48`), .NET Standard and what is no target framework. */
export const modernFramework = (name: string): string | undefined => /^(net\d+\.\d+)(?:-.+)?$/i.exec(name.trim())?.[1]?.toLowerCase();

/** The newest of several target frameworks, as it is written; undefined where none is .NET 5 or later. */
export function newestFramework(names: readonly string[]): string | undefined {
  const rank = (name: string): number => Number(modernFramework(name)?.slice(3) ?? 0);
  return names.filter((name) => modernFramework(name)).sort((a, b) => rank(b) - rank(a))[0];
}
