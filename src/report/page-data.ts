import type { Fact, RuleBase } from '../knowledge/types.js';

/** What the page works with. */
export interface PageData {
  ruleBase: RuleBase;
  /** What was stated or read, without assumptions. */
  stated: Fact[];
  asOf: string;
  /** Options that a command line must repeat. */
  extra: string[];
  folder: string | undefined;
  /** Whether a project was read. */
  scanned: boolean;
}

/** The rule base without what only reads or writes projects: a decision looks at none of it. */
export const decidingPart = (ruleBase: RuleBase): RuleBase => ({
  ...ruleBase,
  evidence: [],
  refinements: [],
  symptoms: [],
  causes: {},
  starters: [],
  steps: [],
  packages: [],
  parts: [],
  backplanes: ruleBase.backplanes.map((backplane) => ({ ...backplane, parts: [] })),
  loadBalancers: withoutParts(ruleBase.loadBalancers),
  platforms: withoutParts(ruleBase.platforms),
});

const withoutParts = (places: RuleBase['platforms']): RuleBase['platforms'] =>
  Object.fromEntries(Object.entries(places).map(([id, place]) => [id, { ...place, parts: [] }]));
