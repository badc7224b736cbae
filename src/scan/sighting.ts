import type { SightingKind } from '../knowledge/types.js';
import type { Spot } from './evidence.js';

/** Whether something holds where people use the site, or only on a developer's machine or in a test. */
export type Stage = 'production' | 'development';

/** Something that a reader found in a file. What it means stands in rules/evidence. */
export interface Sighting extends Spot {
  found: SightingKind;
  name: string;
  value?: string;
  stage: Stage;
  /** Whether the file deploys the site itself, wherever it lies. */
  own?: boolean;
  /** A condition in the code around it, as it is written. */
  condition?: string;
}
