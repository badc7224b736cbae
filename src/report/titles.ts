import type { Prerequisite, Reason } from '../decide/decision.js';

/** Of a prerequisite the rules say how it is called in short. */
type Titled = Pick<Reason, 'text'> & { title?: string };

/** The short form of a reason: its title, or its first sentence. */
export function titleOf(reason: Titled): string {
  if (reason.title) return reason.title;
  for (const { index } of reason.text.matchAll(/(?<!\b(?:e\.g|i\.e|etc))[.:](?=\s)/g)) {
    const start = reason.text.slice(0, index);
    // What stands in brackets does not end a sentence.
    if (start.split('(').length === start.split(')').length) return start;
  }
  return reason.text.replace(/\.$/, '');
}

/** Who sees to a prerequisite, in words. */
export const whoOf = ({ who }: Pick<Prerequisite, 'who'>): string =>
  ({ generated: 'generate writes it', you: 'yours', platform: "the platform's" })[who];
