import type { Change, Decision, LighterChange } from '../decide/decision.js';
import type { Fact } from '../knowledge/types.js';
import { type Basis, basisAsJson } from './basis.js';

/** Stands for the project folder in a command where no project was found. */
export const folderPlaceholder = 'FOLDER';

/** A decision together with what it rests on: all that a renderer needs. */
export interface Advice extends Basis {
  decision: Decision;
  changes: Change[];
  /** Changes that leave the recommendation, and make it ask for less. */
  lighter: LighterChange[];
  facts: Fact[];
  /** The command line that puts it into the project, with the placeholder where none was found. */
  generate: string;
}

/** The decision as JSON, with the keys of the public contract. Ends with a newline. */
export const renderJson = (advice: Advice): string =>
  `${JSON.stringify({ schema: 1, ...advice.decision, changes: advice.changes, lighter: advice.lighter, ...basisAsJson(advice) }, null, 2)}\n`;
