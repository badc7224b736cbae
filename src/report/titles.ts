import type { Reason } from '../decide/decision.js';

/** Who sees to a prerequisite, and how it is called in short; rules may say both. */
type Titled = Reason & { title?: string; who?: string };

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

export const whoOf = (reason: Titled): string | undefined =>
  reason.who && ({ generated: 'generate writes it', you: 'yours', platform: "the platform's" } as Record<string, string>)[reason.who];
