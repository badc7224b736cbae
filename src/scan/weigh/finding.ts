import type { Answer, Evidence } from '../../knowledge/types.js';
import type { Stage } from '../sighting.js';

/** One place that shows an answer, and how much it counts. */
export interface Finding {
  question: string;
  value: Answer;
  strength: 'strong' | 'plain' | 'weak';
  /** Whether it is enough to settle the answer. */
  settles: boolean;
  stage: Stage;
  /** Whether the project itself, or one that it references, says so. */
  own: boolean;
  evidence: Evidence;
  condition?: string;
}
