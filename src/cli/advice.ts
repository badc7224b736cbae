import { findChanges } from '../decide/changes.js';
import { decide } from '../decide/decide.js';
import { commandLine } from '../questions/resolve.js';
import { type Advice, folderPlaceholder, renderJson } from '../render/json.js';
import { renderText } from '../render/text.js';
import { exitCode } from './exit-code.js';
import type { Session } from './session.js';
import { colourOf, type Terminal } from './terminal.js';

/** Decides for a session, with what would change the decision and the command line that reproduces it. */
export function adviceFor(session: Session): Advice {
  const { ruleBase, facts, stated, asOf } = session;
  const decision = decide(ruleBase, facts, { asOf });
  return {
    decision,
    changes: findChanges(ruleBase, stated, decision, { asOf }),
    facts,
    command: commandLine(facts, session.extra, session.folder),
    generate: commandLine(facts, session.extra, session.scan ? session.folder : folderPlaceholder).replace(
      /^backplane advise/,
      'backplane generate',
    ),
    ruleBase,
  };
}

/** Prints the advice and returns the exit code, which is the same whatever the format. */
export function printAdvice(terminal: Terminal, advice: Advice, options: { format?: string; color?: boolean }): number {
  terminal.out(options.format === 'json' ? renderJson(advice) : renderText(advice, terminal.styleOf('stdout', colourOf(options))));
  return advice.decision.outcome === 'no-eligible' ? exitCode.noEligible : exitCode.done;
}
