import { builtInRules, loadBuiltIn } from '../knowledge/built-in.js';
import type { Fact, RuleBase } from '../knowledge/types.js';
import type { Scan } from '../scan/project.js';

export { complete } from '../questions/complete.js';

/** Everything that is known of a site. What nobody stated, detection did not find and nothing lets us assume is `unknown`. */
export interface Site {
  ruleBase: RuleBase;
  /** Folder of the site as it was given; undefined without one. */
  folder: string | undefined;
  scan: Scan | undefined;
  /** The value of --project that leads to the same project, where there is one. */
  project?: string;
  /** Folder with rules and templates of the user. */
  rules?: string;
  /** Without assumptions. */
  stated: Fact[];
  /** What the answers file says. */
  saved: Fact[];
  /** With assumptions, and `unknown` for what nobody answered; in the order of the catalogue. */
  facts: Fact[];
  /** The day to decide for, as 2026-11-23. */
  asOf: string;
  /** Options that a command line must repeat to give the same result. */
  extra: string[];
}

/**
 * The built-in rule base, or that with the user's folder laid over it.
 * @throws UserError (3) where a rule file cannot be understood.
 */
export async function loadRules(folder: string | undefined): Promise<RuleBase> {
  if (folder === undefined) return loadBuiltIn();
  const { loadRulesFolders } = await import('../knowledge/load/rules-folder.js');
  return loadRulesFolders([builtInRules(), folder]);
}
