import type { Fact, Part, RuleBase } from '../knowledge/types.js';

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

/** The rule base without what only reads or writes projects: of parts a decision looks at the conditions of those that see to a prerequisite. */
export function decidingPart(ruleBase: RuleBase): RuleBase {
  const named = new Set(ruleBase.rules.flatMap((rule) => rule['written-by'] ?? []));
  const conditions = (parts: readonly Part[]): Part[] =>
    parts
      .filter(({ id }) => named.has(id))
      .map(({ id, optional, when }) => ({ id, title: '', group: '', optional, source: [], checked: '', ...(when ? { when } : {}) }));
  return {
    ...ruleBase,
    evidence: [],
    refinements: [],
    symptoms: [],
    causes: {},
    starters: [],
    steps: [],
    packages: [],
    parts: conditions(ruleBase.parts),
    backplanes: ruleBase.backplanes.map((backplane) => ({ ...backplane, parts: conditions(backplane.parts) })),
    loadBalancers: withoutParts(ruleBase.loadBalancers),
    platforms: withoutParts(ruleBase.platforms),
  };
}

const withoutParts = (places: RuleBase['platforms']): RuleBase['platforms'] =>
  Object.fromEntries(Object.entries(places).map(([id, place]) => [id, { ...place, parts: [] }]));
