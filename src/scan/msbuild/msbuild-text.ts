/** The value of a property: undefined where it comes from somewhere that is not read (the SDK, the machine, a function). */
export type Lookup = (name: string) => string | undefined;

/** What MSBuild, the SDK or the machine sets, and the project files may leave to them. */
const setElsewhere =
  /^(?:msbuild|solution|nuget|bundled|netcore|dotnet|build_)|^(?:configuration|platform|os|runtimeidentifiers?|ci|tf_build|home|path|userprofile|username)$/i;

/** A lookup over properties by lower-case name: one that is set nowhere is empty, as in MSBuild, unless something that is not read sets it. */
export const lookupIn =
  (known: (name: string) => { value: string | undefined } | undefined): Lookup =>
  (name) => {
    const property = known(name.toLowerCase());
    return property ? property.value : setElsewhere.test(name) ? undefined : '';
  };

/** A text with every `$(Property)` replaced; undefined where one cannot be worked out, property functions among them. */
export function expand(text: string, lookup: Lookup): string | undefined {
  let known = true;
  const result = text.replace(/\$\(\s*([A-Za-z_][\w.-]*)\s*\)/g, (_, name: string) => {
    const value = lookup(name);
    known &&= value !== undefined;
    return value ?? '';
  });
  return known && !/[$@%]\(/.test(result) ? result : undefined;
}
