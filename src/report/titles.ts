import type { Prerequisite, Reason } from '../decide/decision.js';

/** The short form of a reason that has no title: its first sentence. */
export function shortFormOf(reason: Pick<Reason, 'text'>): string {
  for (const { index } of reason.text.matchAll(/(?<!\b(?:e\.g|i\.e|etc))[.:](?=\s)/g)) {
    const start = reason.text.slice(0, index);
    // What stands in brackets does not end a sentence.
    if (start.split('(').length === start.split(')').length) return start;
  }
  return reason.text.replace(/\.$/, '');
}

/** Who sees to a prerequisite. */
export const whoInWords: Record<Prerequisite['who'], string> = {
  generated: 'generate writes it',
  you: 'yours',
  platform: "the platform's",
};
