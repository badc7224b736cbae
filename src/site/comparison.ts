import { compareAll } from '../decide/comparison.js';
import { commandLine } from '../questions/resolve.js';
import type { ComparisonReport } from '../render/compare.js';
import type { Site } from './site.js';

/** Every backplane by every criterion, with the command line that gives it again. */
export function comparisonFor({ ruleBase, facts, asOf, extra, folder }: Site): ComparisonReport {
  return {
    comparison: compareAll(ruleBase, facts, { asOf }),
    facts,
    command: commandLine('compare', facts, extra, folder),
    ruleBase,
  };
}
