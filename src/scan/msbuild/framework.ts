const pattern = /^(net|netcoreapp)(\d+\.\d+)(?:-.+)?$/i;

/** `net10.0` of `net10.0-windows`, `netcoreapp3.1` as it is; undefined for .NET Framework (`net48`), .NET Standard and what is no target framework. */
export function modernFramework(name: string): string | undefined {
  const [, family, version] = pattern.exec(name.trim()) ?? [];
  return family && version ? `${family}${version}`.toLowerCase() : undefined;
}

/** 10 of `net10.0`, 3.1 of `netcoreapp3.1`; 0 of what is no .NET (Core). */
export const frameworkRank = (name: string): number => Number(pattern.exec(name.trim())?.[2] ?? 0);

/** The newest of several target frameworks, as it is written; undefined where none is .NET (Core). */
export function newestFramework(names: readonly string[]): string | undefined {
  return names.filter((name) => modernFramework(name)).sort((a, b) => frameworkRank(b) - frameworkRank(a))[0];
}
