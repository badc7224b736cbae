/** The public API: every command is also a function. `openSite` reads a site, and the others say what they know of it. */

export { assume } from './decide/assume.js';
export { findChanges } from './decide/changes.js';
export type { Comparison } from './decide/comparison.js';
export { type DecideOptions, decide } from './decide/decide.js';
export type { Change, CriterionValue, Decision, Reason, Status, Verdict } from './decide/decision.js';
export type { Estimate } from './decide/estimate.js';
export { openQuestions } from './decide/relevance.js';
export type { OpenStep, Rollout, RolloutStep } from './decide/rollout.js';
export { loadBuiltIn } from './knowledge/built-in.js';
export { type Answer, type Fact, type Question, type RuleBase, UserError } from './knowledge/types.js';
export { renderDiff } from './plan/diff.js';
export { type Applied, applyPlan } from './plan/disk/apply-plan.js';
export type { FileChange, Plan } from './plan/plan.js';
export type { Explanation } from './render/explain/explanation.js';
export type { Advice } from './render/json.js';
export {
  advise,
  compare,
  estimate,
  estimateGrowth,
  explain,
  openSite,
  plan,
  planOfUndo,
  rollout,
  type SiteOptions,
} from './site/api.js';
export { type ReportOptions, reportFor as report, reportMarkdownFor as reportMarkdown } from './site/report.js';
export type { Site } from './site/site.js';
