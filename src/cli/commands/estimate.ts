import { didYouMean } from '../../knowledge/nearest.js';
import { type RuleBase, UserError } from '../../knowledge/types.js';
import { renderEstimate, renderEstimateJson } from '../../render/estimate.js';
import { type EstimateOptions, estimateFor } from '../../site/estimate.js';
import { type Configure, formatOption } from '../command.js';
import { exitCode } from '../exit-code.js';
import type { SessionOptions } from '../session.js';
import { colourOf } from '../terminal.js';

type Options = SessionOptions & EstimateOptions & { format: string };

/** `backplane estimate`: traffic, capacity and monthly cost of each backplane, or what a growing workload leads to. */
export const configureEstimate: Configure = (command, { terminal, ruleBase, open, exit }) => {
  command
    .addOption(formatOption('text', 'json', 'html'))
    .option('--backplane <id>', 'only this backplane, excluded or not')
    .option('--growth', 'a growing workload instead: times 1, 10, 100 ... up to a million connections')
    .option('--explain', 'say how each figure follows, and where it comes from')
    .action(async (folder: string | undefined, options: Options) => {
      checkBackplane(ruleBase, options.backplane);
      const site = await open(folder, options);
      const report = estimateFor(site, options);
      if (options.format === 'html') {
        const { printReport } = await import('../report-format.js');
        await printReport(terminal, site, 'html', 'estimate');
      } else
        terminal.out(
          options.format === 'json' ? renderEstimateJson(report) : renderEstimate(report, terminal.styleOf('stdout', colourOf(options))),
        );
      exit(report.decision.outcome === 'no-eligible' ? exitCode.noEligible : exitCode.done);
    });
};

function checkBackplane({ backplanes }: RuleBase, id: string | undefined): void {
  const ids = backplanes.map((one) => one.id);
  if (id !== undefined && !ids.includes(id))
    throw new UserError(`--backplane: found "${id}"; expected one of ${ids.join(', ')}.${didYouMean(id, ids)}`, 2);
}
