import { type ComparisonReport, renderComparison, renderComparisonJson, renderComparisonMarkdown } from '../../render/compare.js';
import { comparisonFor } from '../../site/comparison.js';
import { type Configure, formatOption } from '../command.js';
import { exitCode } from '../exit-code.js';
import type { SessionOptions } from '../session.js';
import { colourOf, type Terminal } from '../terminal.js';

type CompareOptions = SessionOptions & { format: string };

/** `backplane compare`: all backplanes side by side, criterion by criterion. */
export const configureCompare: Configure = (command, { terminal, open, exit }) => {
  command.addOption(formatOption('text', 'json', 'markdown')).action(async (folder: string | undefined, options: CompareOptions) => {
    const report = comparisonFor(await open(folder, options));
    terminal.out(rendered(report, options, terminal));
    exit(report.comparison.outcome === 'no-eligible' ? exitCode.noEligible : exitCode.done);
  });
};

function rendered(report: ComparisonReport, options: CompareOptions, terminal: Terminal): string {
  if (options.format === 'json') return renderComparisonJson(report);
  if (options.format === 'markdown') return renderComparisonMarkdown(report);
  return renderComparison(report, terminal.styleOf('stdout', colourOf(options)));
}
