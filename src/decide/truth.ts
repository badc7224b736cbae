/** Three-valued logic: true, false, or undefined where a fact is unknown. */
export type Truth = boolean | undefined;

/** False as soon as one is false, else undefined as soon as one is unknown. */
export function every<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  let result: Truth = true;
  for (const item of items) {
    const truth = test(item);
    if (truth === false) return false;
    if (truth === undefined) result = undefined;
  }
  return result;
}

/** True as soon as one is true, else undefined as soon as one is unknown. */
export function some<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  let result: Truth = false;
  for (const item of items) {
    const truth = test(item);
    if (truth === true) return true;
    if (truth === undefined) result = undefined;
  }
  return result;
}

export const negate = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);
