import type { Change, Decision } from '../decide/decision.js';
import type { Fact, RuleBase } from '../knowledge/types.js';

/** Stands for the project folder in a command where no project was found. */
export const folderPlaceholder = 'FOLDER';

/** A decision together with what it rests on: all that a renderer needs. */
export interface Advice {
  decision: Decision;
  changes: Change[];
  facts: Fact[];
  /** The command line that reproduces it. */
  command: string;
  /** The command line that puts it into the project, with the placeholder where none was found. */
  generate: string;
  ruleBase: RuleBase;
}

/** The decision as JSON, with the keys of the public contract. Ends with a newline. */
export function renderJson({ decision, changes, facts, command, ruleBase }: Advice): string {
  const document = {
    schema: 1,
    ...decision,
    changes,
    facts: facts.map(({ id, value, provenance, evidence, because }) => ({
      id,
      value,
      provenance,
      evidence: evidence ?? [],
      ...(because ? { because } : {}),
    })),
    command,
    ruleBase: { version: ruleBase.version, hash: ruleBase.hash, checked: ruleBase.checked },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
