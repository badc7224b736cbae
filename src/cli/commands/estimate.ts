import { decide } from '../../decide/decide.js';
import { estimateAll } from '../../decide/estimate.js';
import { grow } from '../../decide/growth.js';
import { didYouMean } from '../../knowledge/nearest.js';
import { type RuleBase, UserError } from '../../knowledge/types.js';
import { commandLine } from '../../questions/resolve.js';
import { type EstimateReport, renderEstimate, renderEstimateJson } from '../../render/estimate.js';
import { type Configure, formatOption } from '../command.js';
import { exitCode } from '../exit-code.js';
import type { Session, SessionOptions } from '../session.js';
import { colourOf } from '../terminal.js';

type EstimateOptions = SessionOptions & { format: string; backplane?: string; growth?: boolean; explain?: boolean };

/** `backplane estimate`: traffic, capacity and monthly cost of each backplane, or what a growing workload leads to. */
export const configureEstimate: Configure = (command, { terminal, ruleBase, open, exit }) => {
  command
    .addOption(formatOption('text', 'json'))
    .option('--backplane <id>', 'only this backplane, excluded or not')
    .option('--growth', 'a growing workload instead: times 1, 10, 100 ... up to a million connections')
    .option('--explain', 'say how each figure follows, and where it comes from')
    .action(async (folder: string | undefined, options: EstimateOptions) => {
      checkBackplane(ruleBase, options.backplane);
      const report = estimateFor(await open(folder, options), options);
      terminal.out(
        options.format === 'json' ? renderEstimateJson(report) : renderEstimate(report, terminal.styleOf('stdout', colourOf(options))),
      );
      exit(report.decision.outcome === 'no-eligible' ? exitCode.noEligible : exitCode.done);
    });
};

/** The estimates for a session, and the growth where it was asked for. */
export function estimateFor(
  session: Session,
  { backplane, growth, explain }: Pick<EstimateOptions, 'backplane' | 'growth' | 'explain'>,
): EstimateReport {
  const { ruleBase, facts, stated, asOf, extra, folder } = session;
  const own = [...(backplane === undefined ? [] : ['--backplane', backplane]), ...(growth ? ['--growth'] : [])];
  return {
    decision: decide(ruleBase, facts, { asOf }),
    estimates: estimateAll(ruleBase, facts, { asOf }),
    ...(backplane === undefined ? {} : { only: backplane }),
    ...(growth ? { growth: grow(ruleBase, stated, { asOf }) } : {}),
    explained: explain ?? false,
    facts,
    command: commandLine(facts, [...own, ...extra], folder).replace(/^backplane advise/, 'backplane estimate'),
    ruleBase,
  };
}

function checkBackplane({ backplanes }: RuleBase, id: string | undefined): void {
  const ids = backplanes.map((one) => one.id);
  if (id !== undefined && !ids.includes(id))
    throw new UserError(`--backplane: found "${id}"; expected one of ${ids.join(', ')}.${didYouMean(id, ids)}`, 2);
}
