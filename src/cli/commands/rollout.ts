import { type RolloutReport, renderRollout, renderRolloutJson, renderRolloutMarkdown } from '../../render/rollout.js';
import { type RolloutOptions, rolloutFor } from '../../site/rollout.js';
import { type Configure, formatOption } from '../command.js';
import { exitCode } from '../exit-code.js';
import type { SessionOptions } from '../session.js';
import { colourOf, type Terminal } from '../terminal.js';

type Options = SessionOptions & RolloutOptions & { format: string };

/** `backplane rollout`: the ordered steps from what runs today to the recommended backplane. */
export const configureRollout: Configure = (command, { terminal, open, exit }) => {
  command
    .addOption(formatOption('text', 'json', 'markdown'))
    .option('--target <id>', 'the way to this backplane instead of the recommended one; with a variant as redis/new-azure-managed-redis')
    .option('--then <answers>', 'answers that are other ones afterwards, such as "umbraco-version=17.8 servers=2"')
    .action(async (folder: string | undefined, options: Options) => {
      const report = rolloutFor(await open(folder, options), options);
      terminal.out(rendered(report, options, terminal));
      exit(report.rollout.outcome === 'no-eligible' ? exitCode.noEligible : exitCode.done);
    });
};

function rendered(report: RolloutReport, options: Options, terminal: Terminal): string {
  if (options.format === 'json') return renderRolloutJson(report);
  if (options.format === 'markdown') return renderRolloutMarkdown(report);
  return renderRollout(report, terminal.styleOf('stdout', colourOf(options)));
}
