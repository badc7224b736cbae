import type { Recommended } from '../decide/decision.js';
import { renderFullText } from '../render/advice/full-text.js';
import { renderShortText } from '../render/advice/short-text.js';
import { type Advice, renderJson } from '../render/json.js';
import { exitCode } from './exit-code.js';
import { colourOf, type Terminal } from './terminal.js';

/** Prints the advice and returns the exit code, which is the same whatever the format. */
export function printAdvice(terminal: Terminal, advice: Advice, options: { format?: string; full?: boolean; color?: boolean }): number {
  const style = terminal.styleOf('stdout', colourOf(options));
  const text = (): string => (options.full ? renderFullText(advice, style) : renderShortText(advice, style, terminal.program));
  terminal.out(options.format === 'json' ? renderJson(advice) : text());
  return exitCodeOf(advice.decision);
}

/** The same whatever is printed of a decision. */
export const exitCodeOf = ({ outcome }: Recommended): number => (outcome === 'no-eligible' ? exitCode.noEligible : exitCode.done);
