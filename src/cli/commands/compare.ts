import { type ComparisonReport, renderComparison, renderComparisonJson, renderComparisonMarkdown } from '../../render/compare.js';
import { comparisonFor } from '../../site/comparison.js';
import { type Configure, formatOption } from '../command.js';
import { exitCode } from '../exit-code.js';
import type { SessionOptions } from '../session.js';
import { colourOf, type Terminal } from '../terminal.js';

type CompareOptions = SessionOptions & { format: string };

/** `backplane compare`: all backplanes side by side, criterion by criterion. */
export const configureCompare: Configure = (command, { terminal, open, exit }) => {
  command
    .addOption(formatOption('text', 'json', 'markdown', 'html'))
    .action(async (folder: string | undefined, options: CompareOptions) => {
      const site = await open(folder, options);
      const report = comparisonFor(site);
      if (options.format === 'html') {
        const { printReport } = await import('../report-format.js');
        await printReport(terminal, site, 'html', 'compare');
      } else terminal.out(rendered(report, options, terminal));
      exit(report.comparison.outcome === 'no-eligible' ? exitCode.noEligible : exitCode.done);
    });
};

function rendered(report: ComparisonReport, options: CompareOptions, terminal: Terminal): string {
  if (options.format === 'json') return renderComparisonJson(report);
  if (options.format === 'markdown') return renderComparisonMarkdown(report);
  return renderComparison(report, terminal.styleOf('stdout', colourOf(options)));
}
