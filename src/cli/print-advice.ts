import type { Recommended } from '../decide/decision.js';
import { type Advice, renderJson } from '../render/json.js';
import { renderText } from '../render/text.js';
import { exitCode } from './exit-code.js';
import { colourOf, type Terminal } from './terminal.js';

/** Prints the advice and returns the exit code, which is the same whatever the format. */
export function printAdvice(terminal: Terminal, advice: Advice, options: { format?: string; color?: boolean }): number {
  terminal.out(options.format === 'json' ? renderJson(advice) : renderText(advice, terminal.styleOf('stdout', colourOf(options))));
  return exitCodeOf(advice.decision);
}

/** The same whatever is printed of a decision. */
export const exitCodeOf = ({ outcome }: Recommended): number => (outcome === 'no-eligible' ? exitCode.noEligible : exitCode.done);
