import type { Reference } from '../knowledge/language/language.js';
import { reach, references } from '../knowledge/language/mentions.js';
import type { EstimateLine, EstimateLines, Fact, Measure, Rule, RuleBase } from '../knowledge/types.js';
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
  /** Whether one of its own figures excludes it: its cost, its load. */
  excludedByFigures: boolean;
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
  /** Ids of the questions and of the prices that the figures rest on. */
  restsOn: { questions: string[]; prices: string[] };
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
  const all = [...lines.traffic, ...lines.capacity, ...lines.cost];
  const byLine = new Map(all.map((line) => [line, figureOf(line, judgement, facts)]));
  const figures = (group: readonly EstimateLine[]): Figure[] => group.flatMap((line) => byLine.get(line) ?? []);
  const reached = reachOf(
    all.filter((line) => byLine.get(line)),
    judgement,
  );
  const { questions, prices } = scope.ruleBase;
  return {
    ...identityOf(judgement),
    status,
    reasons: (status === 'excluded' ? judgement.exclusions : judgement.doubts).map((rule) => reasonOf(rule, judgement)),
    excludedByFigures: judgement.exclusions.some((rule) =>
      referencesOf(rule, scope.ruleBase).some((ref) => ref.includes('.') && reached.has(ref)),
    ),
    unless: unlessOf(judgement),
    traffic: figures(lines.traffic),
    capacity: figures(lines.capacity),
    cost: figures(lines.cost),
    ...headlines(judgement, facts),
    restsOn: {
      questions: questions.map(({ id }) => id).filter((id) => reached.has(id)),
      prices: Object.keys(prices).filter((id) => reached.has(`price.${id}`)),
    },
  };
}

/** Headroom and monthly cost, which every backplane is compared by, and what they leave out. */
export function headlines(judgement: Judgement, facts: readonly Fact[]): Pick<Estimate, 'headroom' | 'monthlyCost' | 'notes'> {
  const figure = (line: EstimateLine): Figure => figureOf(line, judgement, facts) as Figure;
  const monthlyCost = figure(costLine);
  // What costs nothing says why.
  const free = monthlyCost.value === 0 ? measureAtHand(judgement, costLine)?.because : undefined;
  return {
    headroom: figure(headroomLine),
    monthlyCost,
    notes: [free, judgement.scope.subject?.variant?.note].flatMap((note) => note ?? []),
  };
}

/** The backplane and the variant that is meant, by id and by name. */
export function identityOf({ backplane, scope }: Judgement): Pick<Estimate, 'backplane' | 'name' | 'variant' | 'variantName'> {
  const variant = scope.subject?.variant;
  return { backplane: backplane.id, name: backplane.name, variant: variant?.id ?? null, variantName: variant?.name ?? null };
}

function measureAtHand({ backplane, scope }: Judgement, { show }: EstimateLine): Measure | undefined {
  const id = show.slice('measure.'.length);
  return scope.subject?.variant?.measures[id] ?? backplane.measures[id];
}

/** What lines show, and everything that it is computed from. */
function reachOf(lines: readonly EstimateLine[], judgement: Judgement): Set<Reference> {
  const found = new Set<Reference>();
  for (const line of lines) {
    found.add(line.show);
    const formula = line.show.startsWith('measure.') ? measureAtHand(judgement, line)?.formula : ({ op: 'ref', ref: line.show } as const);
    if (formula) for (const ref of reach(formula, judgement.scope.ruleBase)) found.add(ref);
  }
  return found;
}

const referencesOf = ({ when, where }: Rule, { definitions }: RuleBase): Reference[] => [...references([when, where], definitions)];
