import type { Prerequisite } from '../decide/decision.js';

/** Who sees to a prerequisite. */
export const whoInWords: Record<Prerequisite['who'], string> = {
  generated: 'generate writes it',
  you: 'yours',
  platform: "the platform's",
};
