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

/**
 * Whether a Condition holds: comparisons of texts joined by and, or, ! and brackets.
 * Undefined where it depends on something that is not read, such as the build configuration or a function.
 */
export function holds(condition: string, lookup: Lookup): boolean | undefined {
  const tokens = condition.match(/'[^']*'|\$\([\w.-]+\)|==|!=|[()!]|[^\s()'!=]+/g) ?? [];
  let at = 0;

  const either = (): boolean | undefined => {
    let result = both();
    while (tokens[at]?.toLowerCase() === 'or') {
      at++;
      const right = both();
      result = result === true || right === true ? true : result === undefined || right === undefined ? undefined : false;
    }
    return result;
  };
  const both = (): boolean | undefined => {
    let result = one();
    while (tokens[at]?.toLowerCase() === 'and') {
      at++;
      const right = one();
      result = result === false || right === false ? false : result === undefined || right === undefined ? undefined : true;
    }
    return result;
  };
  const one = (): boolean | undefined => {
    const token = tokens[at++];
    if (token === '!') {
      const result = one();
      return result === undefined ? undefined : !result;
    }
    if (token === '(') {
      const result = either();
      at++;
      return result;
    }
    const left = value(token);
    const operator = tokens[at];
    if (operator !== '==' && operator !== '!=') return left === undefined ? undefined : toBoolean(left);
    at++;
    const right = value(tokens[at++]);
    if (left === undefined || right === undefined) return undefined;
    return (left.toLowerCase() === right.toLowerCase()) === (operator === '==');
  };
  const value = (token: string | undefined): string | undefined =>
    token === undefined ? undefined : expand(token.replace(/^'(.*)'$/s, '$1'), lookup);

  // Functions and comparisons of numbers would be misread.
  if (/\$\(\[|\w\(|\$\([^)]*[.[(]|[<>]/.test(condition.replace(/\b(?:and|or)\(/gi, ''))) return undefined;
  const result = either();
  return at >= tokens.length ? result : undefined;
}

const toBoolean = (text: string): boolean | undefined => (/^true$/i.test(text) ? true : /^false$/i.test(text) ? false : undefined);
