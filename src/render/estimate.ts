import type { Decision } from '../decide/decision.js';
import type { Estimate } from '../decide/estimate.js';
import type { Figure } from '../decide/figure.js';
import type { GrowthStep } from '../decide/growth.js';
import { interval } from '../decide/words.js';
import { type Basis, basisAsJson } from './basis.js';
import { figureInWords } from './figure-words.js';
import { renderGrowth } from './growth.js';
import { paint, type Style, wrap } from './style.js';
import { renderRows } from './table.js';
import { fullName, outcomeInWords, statusColour, statusInWords } from './verdict-words.js';

/** Estimates together with the decision they belong to. */
export interface EstimateReport extends Basis {
  decision: Pick<Decision, 'outcome' | 'recommended' | 'reasons'>;
  estimates: readonly Estimate[];
  /** The one backplane that was asked for. */
  only?: string;
  /** What a growing workload leads to, where that was asked for. */
  growth?: readonly GrowthStep[];
}

/** The estimates as JSON. Ends with a newline. */
export function renderEstimateJson(report: EstimateReport): string {
  const { decision, growth } = report;
  const { outcome, recommended, reasons } = decision;
  const document = { schema: 1, outcome, recommended, reasons, estimates: shown(report), ...(growth ? { growth } : {}), ...basisAsJson(report) };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/**
 * The estimates for people: traffic, capacity and cost of each backplane, then what the figures mean and where they come from.
 * Backplanes that are excluded are named with their reason only, unless all are, or one was asked for.
 */
export function renderEstimate(report: EstimateReport, style: Style): string {
  const { decision, estimates, growth } = report;
  const inFull = shown(report).filter(({ status }) => report.only !== undefined || decision.outcome === 'no-eligible' || status !== 'excluded');
  const rest = shown(report).filter((estimate) => !inFull.includes(estimate));
  const parts = growth
    ? [outcomeInWords(decision, estimates, style), renderGrowth(growth, report.only, style)]
    : [
        outcomeInWords(decision, estimates, style),
        ...inFull.map((estimate) => block(estimate, estimate.backplane === decision.recommended, style)),
        excluded(rest, style),
        meanings(inFull, style),
      ];
  return `${[...parts, ownPrices(report, style), assumptions(report, style)].filter((part) => part !== '').join('\n\n')}\n`;
}

const shown = ({ estimates, only }: EstimateReport): Estimate[] => estimates.filter(({ backplane }) => only === undefined || backplane === only);

const groups = [
  ['traffic', 'Traffic in the busiest minute'],
  ['capacity', 'Capacity'],
  ['cost', 'Cost'],
] as const;

function block(estimate: Estimate, recommended: boolean, style: Style): string {
  const { status, reasons, unless, notes } = estimate;
  const title = `${paint(style, 'bold', fullName(estimate))}: ${paint(style, statusColour(status), statusInWords(status, recommended))}`;
  const depends = unless.length ? [wrap(style, `Depends on ${unless.map((id) => `--${id}`).join(', ')}.`, '  ')] : [];
  const why = status === 'excluded' ? reasons.slice(0, 1).map(({ text }) => wrap(style, text, '  ')) : [];
  // One table, so that the figures of all groups stand below each other.
  const rows = groups.flatMap(([group]) => estimate[group].map((figure) => [labelOf(figure), valueOf(figure, estimate)]));
  const lines = renderRows(rows, { style, indent: '    ' });
  const tables = groups.flatMap(([group, name]) => {
    const some = lines.splice(0, estimate[group].length);
    return some.length ? [`  ${paint(style, 'dim', name)}`, ...some] : [];
  });
  return [title, ...why, ...depends, ...tables, ...notes.map((note) => wrap(style, note, '    ', '  ! '))].join('\n');
}

const labelOf = ({ label, variants }: Figure): string => (variants ? `${label} (${variants.join(', ')})` : label);

function valueOf(figure: Figure, estimate: Estimate): string {
  const all = groups.flatMap(([group]) => estimate[group]);
  const deciding = (figure.decidedBy ?? []).flatMap((id) => all.find((one) => one.id === id)?.label ?? []);
  return deciding.length ? `${figureInWords(figure)}, decided by: ${deciding.join(', ')}` : figureInWords(figure);
}

function excluded(estimates: readonly Estimate[], style: Style): string {
  if (estimates.length === 0) return '';
  const lines = estimates.map(({ name, reasons }) => wrap(style, `${name}: ${reasons[0]?.text ?? ''}`, '    ', '  - '));
  return [paint(style, 'bold', 'Excluded (--backplane ID shows the figures all the same)'), ...lines].join('\n');
}

/** How each figure that was shown follows, once each. */
function meanings(estimates: readonly Estimate[], style: Style): string {
  const entries = new Map<string, string>();
  for (const estimate of estimates)
    for (const [group] of groups)
      for (const { label, means, source } of estimate[group]) entries.set(`${label} ${means}`, wrap(style, `${label}: ${means} Source: ${source}`, '    ', '  - '));
  if (entries.size === 0) return '';
  return [paint(style, 'bold', 'What the figures mean, and where they come from'), ...entries.values()].join('\n');
}

function ownPrices({ ruleBase }: EstimateReport, style: Style): string {
  const lines = Object.values(ruleBase.prices).flatMap(({ id, low, high, unit, own }) => {
    if (!own) return [];
    const range = (price: { low: number; high?: number }): string => interval({ low: price.low, high: price.high ?? Number.POSITIVE_INFINITY });
    const price = range(high === undefined ? { low } : { low, high });
    return [wrap(style, `${id}: ${price} ${unit}, from ${own.from} (list price: ${range(own.list)})`, '    ', '  - ')];
  });
  return lines.length ? [paint(style, 'bold', 'Your prices'), ...lines].join('\n') : '';
}

function assumptions({ facts, ...report }: EstimateReport, style: Style): string {
  const used = new Set(shown({ facts, ...report }).flatMap(({ restsOn }) => restsOn));
  const assumed = facts.filter(({ id, value, provenance }) => used.has(id) && provenance === 'assumed' && value !== 'unknown');
  if (assumed.length === 0) return '';
  const lines = assumed.map(({ id, value, because }) => wrap(style, `${id}: ${String(value)}${because ? `. ${because}` : ''}`, '    ', '  - '));
  return [paint(style, 'bold', 'Assumed, because nobody said otherwise'), ...lines].join('\n');
}
