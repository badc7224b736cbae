/** The public API: every command is also a function. */
export { assume } from './decide/assume.js';
export { findChanges } from './decide/changes.js';
export { type DecideOptions, decide } from './decide/decide.js';
export type { Change, CriterionValue, Decision, Reason, Status, Verdict } from './decide/decision.js';
export { openQuestions } from './decide/relevance.js';
export { loadBuiltIn } from './knowledge/built-in.js';
export type { Answer, Fact, Question, RuleBase } from './knowledge/types.js';
