/** A value of a structured file, whatever its format, and where it stands. */
export interface Located {
  offset: number;
  /** Of a single value. */
  text?: string;
  /** Of an object: in the order of the file. */
  entries?: LocatedEntry[];
  /** Of a list. */
  items?: Located[];
}

export interface LocatedEntry {
  key: string;
  /** Where the key stands. */
  offset: number;
  value: Located;
}

/** The value at a path of keys, such as `spec.template.spec`; undefined where one is missing. */
export function at(located: Located | undefined, ...path: string[]): Located | undefined {
  let here = located;
  for (const key of path) here = here?.entries?.find((entry) => entry.key === key)?.value;
  return here;
}

/** The text at a path of keys. */
export const textAt = (located: Located | undefined, ...path: string[]): string | undefined => at(located, ...path)?.text;

/** The entries of an object at a path of keys. */
export const entriesAt = (located: Located | undefined, ...path: string[]): LocatedEntry[] => at(located, ...path)?.entries ?? [];

/** The items of a list at a path of keys. */
export const itemsAt = (located: Located | undefined, ...path: string[]): Located[] => at(located, ...path)?.items ?? [];
