/** A template asked for a value that it was not given. */
export class MissingValue extends Error {
  constructor(readonly variable: string) {
    super(`"${variable}" is not given`);
  }
}

/**
 * The values of a template such that reading one that is not there throws MissingValue.
 * Handlebars' own strict mode lets a missing value pass as the argument of a helper, in `#if` and in `#each`.
 */
export function strictValues(values: unknown, path = ''): unknown {
  if (typeof values !== 'object' || values === null) return values;
  const name = (key: string): string => (path ? `${path}.${key}` : key);
  // Handlebars reads every value when it calls a partial, so those that are not given must not be there to be read.
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return new Proxy(Array.isArray(values) ? [...values] : Object.fromEntries(given), {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof key === 'symbol') return value;
      if (value === undefined) throw new MissingValue(name(key));
      return Object.hasOwn(target, key) ? strictValues(value, name(key)) : value;
    },
  });
}
