import { decide } from '../decide/decide.js';
import { estimateAll } from '../decide/estimate.js';
import { grow } from '../decide/growth.js';
import { commandLine } from '../questions/resolve.js';
import type { EstimateReport } from '../render/estimate.js';
import type { Site } from './site.js';

/** What an estimate shows beside traffic, capacity and cost. */
export interface EstimateOptions {
  /** Only this backplane, excluded or not. */
  backplane?: string;
  /** A growing workload instead: times 1, 10, 100 ... up to a million connections. */
  growth?: boolean;
  /** How each figure follows, and where it comes from. */
  explain?: boolean;
}

/** The estimates for a site, and the growth where it was asked for, with the command line that gives them again. */
export function estimateFor(site: Site, { backplane, growth, explain }: EstimateOptions): EstimateReport {
  const { ruleBase, facts, stated, asOf, extra, folder } = site;
  const own = [...(backplane === undefined ? [] : ['--backplane', backplane]), ...(growth ? ['--growth'] : [])];
  return {
    decision: decide(ruleBase, facts, { asOf }),
    estimates: estimateAll(ruleBase, facts, { asOf }),
    ...(backplane === undefined ? {} : { only: backplane }),
    ...(growth ? { growth: grow(ruleBase, stated, { asOf }) } : {}),
    explained: explain ?? false,
    facts,
    command: commandLine('estimate', facts, [...own, ...extra], folder),
    ruleBase,
  };
}
