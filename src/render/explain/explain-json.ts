import type { Explanation } from './explanation.js';

/** Explanations as JSON: everything that goes by the id. Ends with a newline. */
export const renderExplanationsJson = (matches: readonly Explanation[]): string => `${JSON.stringify({ schema: 1, matches }, null, 2)}\n`;
