import ignore from 'ignore';

/** The library for .gitignore, in a file of its own so that it is loaded only where there is such a file. */
export const newIgnore = (): ReturnType<typeof ignore> => ignore();
