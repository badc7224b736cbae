/** What the exit codes mean; they are part of the contract with pipelines. */
export const exitCode = {
  done: 0,
  /** Findings, or a decision that drifted. */
  findings: 1,
  usage: 2,
  /** Invalid rules, answers or project file. */
  invalid: 3,
  noEligible: 4,
  internal: 70,
  interrupted: 130,
} as const;
