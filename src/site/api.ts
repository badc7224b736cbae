import { resolve as resolvePath } from 'node:path';
import type { Comparison } from '../decide/comparison.js';
import type { Estimate } from '../decide/estimate.js';
import type { GrowthStep } from '../decide/growth.js';
import type { Rollout } from '../decide/rollout.js';
import { isDay } from '../knowledge/day.js';
import { type Answer, type RuleBase, UserError } from '../knowledge/types.js';
import { currentFiles } from '../plan/disk/current-files.js';
import type { Plan } from '../plan/plan.js';
import { parseRecord, recordPath } from '../plan/record.js';
import { planUndo } from '../plan/undo.js';
import { environmentNameOf } from '../questions/names.js';
import { resolve } from '../questions/resolve.js';
import type { Explanation } from '../render/explain/explanation.js';
import { findExplanations } from '../render/explain/find-explanations.js';
import type { Advice } from '../render/json.js';
import { scanProject } from '../scan/scan-project.js';
import { adviceFor } from './advice.js';
import { comparisonFor } from './comparison.js';
import { estimateFor } from './estimate.js';
import { knownCode } from './known-code.js';
import { planForAny } from './plan.js';
import { type RolloutOptions, rolloutFor } from './rollout.js';
import { complete, loadRules, type Site } from './site.js';
import { stated } from './stated.js';

export interface SiteOptions {
  /** By question id, as in backplane.yaml: numbers, texts, lists of texts; `unknown` for what nobody knows. */
  answers?: Readonly<Record<string, Answer>>;
  /** Folder or project file (.csproj) of the site. Without one nothing is detected, and nothing can be generated. */
  folder?: string;
  /** Which web project, where the folder holds several: its name or its path. */
  project?: string;
  /** The day to decide for, as 2026-11-23. */
  asOf: string;
  /** Folder with rules and templates of your own, laid over the built-in ones. */
  rules?: string;
}

/**
 * Reads a site: answers first, then what its project shows, then safe assumptions. Asks nobody and reads no environment variables.
 * @throws UserError with the exit code that the command would have: for an answer that is not valid, or a project that cannot be read.
 */
export async function openSite({ answers = {}, folder, project, asOf, rules }: SiteOptions): Promise<Site> {
  if (!isDay(asOf)) throw new UserError(`asOf: found "${asOf}"; expected a day such as 2026-11-23.`, 2);
  const ruleBase = await loadRules(rules);
  const flags = Object.entries(answers).map(([id, value]) => stated(ruleBase, id, value));
  const scan =
    folder === undefined
      ? undefined
      : await scanProject({
          folder: resolvePath(folder),
          known: knownCode(ruleBase),
          seenFrom: resolvePath('.'),
          ...(project === undefined ? {} : { project }),
        });
  const { facts } = resolve(ruleBase, { flags, environment: {}, file: [], detected: scan?.facts ?? [] });
  return {
    ruleBase,
    folder,
    scan,
    ...(rules === undefined ? {} : { rules }),
    stated: facts,
    saved: [],
    facts: complete(ruleBase, facts, { asOf }),
    asOf,
    extra: ['--missing', 'unknown', ...given('--project', project), ...given('--rules', rules), '--as-of', asOf],
  };
}

/** What `backplane advise` says: the decision, what would change it, and the command line that gives it again. */
export const advise = (site: Site): Advice => adviceFor(site);

/** What `backplane estimate` says: traffic, capacity and monthly cost of each backplane, from best to worst. */
export const estimate = (site: Site): Estimate[] => [...estimateFor(site, {}).estimates];

/** What `backplane estimate --growth` says: the same workload times 1, 10, 100 ... up to a million connections. */
export const estimateGrowth = (site: Site): GrowthStep[] => [...(estimateFor(site, { growth: true }).growth ?? [])];

/** What `backplane compare` says: every backplane by every criterion. */
export const compare = (site: Site): Comparison => comparisonFor(site).comparison;

/**
 * What `backplane rollout` says: the ordered steps from today's answers to the recommended backplane, or to the target.
 * @throws UserError (2) for a target or an answer that does not exist.
 */
export const rollout = (site: Site, options: RolloutOptions = {}): Rollout => rolloutFor(site, options).rollout;

/**
 * What `backplane generate` would write; `applyPlan` writes it.
 * @param parts groups of parts; without them what the decision needs and the project lacks.
 * @throws UserError (3) where the site has no project or no backplane is recommended, (2) for a group that does not exist.
 */
export function plan(site: Site, parts?: readonly string[]): Plan {
  if (!site.scan) throw new UserError('There is no project (.csproj) to generate into. Open the site with its folder.', 3);
  const advice = adviceFor(site);
  const plan = planForAny(site, site.scan.project, advice, { asOf: site.asOf, ...(parts ? { parts: parts.join(',') } : {}) });
  if (!plan) throw new UserError(`There is nothing to generate: the outcome is ${advice.decision.outcome}.`, 3);
  return plan;
}

/**
 * What `backplane undo` would take back; `applyPlan` does it.
 * @param folder the folder of the project file.
 * @throws UserError (3) where nothing was generated, (1) where files were changed since.
 */
export function planOfUndo(folder: string): Plan {
  const root = resolvePath(folder);
  const files = currentFiles(root);
  const record = files.readCurrent(recordPath);
  if (!record) throw new UserError(`Nothing was generated in ${folder}: there is no ${recordPath}.`, 3);
  return planUndo({ folder: root, record: parseRecord(record), readCurrent: files.readCurrent });
}

/** What `backplane explain ID` says; empty where nothing has the id. */
export const explain = (id: string, ruleBase: RuleBase, asOf: string): Explanation[] =>
  findExplanations(id, { ruleBase, asOf, environmentName: environmentNameOf });

const given = (option: string, value: string | undefined): string[] => (value === undefined ? [] : [option, value]);
