import { findChanges } from '../decide/changes.js';
import { decide } from '../decide/decide.js';
import type { Change } from '../decide/decision.js';
import { findLighter } from '../decide/lighter.js';
import { commandLine } from '../questions/resolve.js';
import { type Advice, folderPlaceholder } from '../render/json.js';
import type { Site } from './site.js';

/** What an advice rests on; whether a project was read says only which command carries it out. */
type Advised = Pick<Site, 'ruleBase' | 'facts' | 'stated' | 'asOf' | 'extra' | 'folder'> & { scan: unknown };

/** Decides for a site, with what would change the decision and the command lines that reproduce it and that carry it out. */
export function adviceFor({ ruleBase, facts, stated, asOf, extra, folder, scan }: Advised): Advice {
  const decision = decide(ruleBase, facts, { asOf });
  let changes: Change[] | undefined;
  return {
    decision,
    // Looked at by some, so worked out for those: it takes longer than all the rest.
    get changes() {
      changes ??= findChanges(ruleBase, stated, decision, { asOf });
      return changes;
    },
    lighter: findLighter(ruleBase, stated, decision, { asOf }),
    facts,
    command: commandLine('advise', facts, extra, folder),
    generate: commandLine('generate', facts, extra, scan ? folder : folderPlaceholder),
    ruleBase,
  };
}
