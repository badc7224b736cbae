import { reachOfFormula } from '../knowledge/reach.js';
import type { EstimateLine, EstimateLines, Fact, RuleBase } from '../knowledge/types.js';
import type { DecideOptions } from './decide.js';
import type { Reason, Status } from './decision.js';
import { type Figure, figureOf } from './figure.js';
import { type Judgement, reasonOf, unlessOf } from './judge.js';
import { judgeAll } from './judge-all.js';

/** What one backplane would have to carry, what it can carry and what it costs. Peaks are of the busiest minute. */
export interface Estimate {
  backplane: string;
  name: string;
  variant: string | null;
  /** The product or tier that is meant, in words. */
  variantName: string | null;
  status: Status;
  /** What excludes it, or may. */
  reasons: Reason[];
  /** Ids of the questions whose answers would settle an undecided status. */
  unless: string[];
  traffic: Figure[];
  capacity: Figure[];
  cost: Figure[];
  /** How many times the peak fits into its capacity. */
  headroom: Figure;
  /** What it adds to the bill; what runs already adds nothing. */
  monthlyCost: Figure;
  /** What the figures leave out. */
  notes: string[];
  /** Ids of the questions that the figures rest on. */
  restsOn: string[];
}

/** The two measures that every estimate has; the lines between them are for each backplane's file to say. */
export const headroomLine: EstimateLine = { show: 'measure.capacity-headroom', label: 'room for the peak' };
export const costLine: EstimateLine = { show: 'measure.monthly-cost', label: 'additional cost a month' };

/**
 * The estimates of all backplanes for these facts, from best to worst, excluded ones last. Pure; assumptions are not made here.
 * A figure that the answers leave open is a range, or unknown with the questions that would narrow it.
 */
export function estimateAll(ruleBase: RuleBase, facts: readonly Fact[], options: DecideOptions): Estimate[] {
  return judgeAll(ruleBase, facts, options).map((judgement) => estimate(judgement, facts));
}

function estimate(judgement: Judgement, facts: readonly Fact[]): Estimate {
  const { backplane, scope, status } = judgement;
  const lines: EstimateLines = backplane.estimate ?? { traffic: [], capacity: [headroomLine], cost: [costLine] };
  const figures = (group: readonly EstimateLine[]): Figure[] => group.flatMap((line) => figureOf(line, judgement, facts) ?? []);
  return {
    ...identityOf(judgement),
    status,
    reasons: (status === 'excluded' ? judgement.exclusions : judgement.doubts).map((rule) => reasonOf(rule, judgement)),
    unless: unlessOf(judgement),
    traffic: figures(lines.traffic),
    capacity: figures(lines.capacity),
    cost: figures(lines.cost),
    ...headlines(judgement, facts),
    notes: [...new Set([measureOf(judgement, costLine)?.because, scope.subject?.variant?.note].flatMap((note) => note ?? []))],
    restsOn: restsOn([...lines.traffic, ...lines.capacity, ...lines.cost], judgement),
  };
}

/** Headroom and monthly cost, which every backplane is compared by. */
export function headlines(judgement: Judgement, facts: readonly Fact[]): Pick<Estimate, 'headroom' | 'monthlyCost'> {
  const figure = (line: EstimateLine): Figure => figureOf(line, judgement, facts) as Figure;
  return { headroom: figure(headroomLine), monthlyCost: figure(costLine) };
}

/** The backplane and the variant that is meant, by id and by name. */
export function identityOf({ backplane, scope }: Judgement): Pick<Estimate, 'backplane' | 'name' | 'variant' | 'variantName'> {
  const variant = scope.subject?.variant;
  return { backplane: backplane.id, name: backplane.name, variant: variant?.id ?? null, variantName: variant?.name ?? null };
}

function measureOf({ backplane, scope }: Judgement, { show }: EstimateLine) {
  const id = show.slice('measure.'.length);
  return scope.subject?.variant?.measures[id] ?? backplane.measures[id];
}

function restsOn(lines: readonly EstimateLine[], judgement: Judgement): string[] {
  const { ruleBase } = judgement.scope;
  const shown = lines.flatMap((line) => (line.show.startsWith('measure.') ? (measureOf(judgement, line)?.formula ?? []) : { op: 'ref' as const, ref: line.show }));
  const reached = new Set(shown.flatMap((formula) => [...reachOfFormula(formula, ruleBase)]));
  return ruleBase.questions.map(({ id }) => id).filter((id) => reached.has(id));
}
