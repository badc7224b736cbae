import type { Decision } from '../decide/decision.js';
import type { Estimate } from '../decide/estimate.js';
import type { Figure } from '../decide/figure.js';
import type { GrowthStep } from '../decide/growth.js';
import { interval } from '../decide/words.js';
import type { Answer } from '../knowledge/types.js';
import { type Basis, basisAsJson } from './basis.js';
import { contradictionsInWords } from './contradictions.js';
import { renderGrowth } from './growth.js';
import { paint, type Style, wrap } from './style.js';
import { renderRows } from './table.js';
import { figureInWords } from './words/figure-words.js';
import { fullName, outcomeInWords, statusColour, statusInWords } from './words/verdict-words.js';

/** Estimates together with the decision they belong to. */
export interface EstimateReport extends Basis {
  decision: Pick<Decision, 'outcome' | 'recommended' | 'reasons' | 'contradictions'>;
  estimates: readonly Estimate[];
  /** The one backplane that was asked for. */
  only?: string;
  /** What a growing workload leads to, where that was asked for. */
  growth?: readonly GrowthStep[];
  /** Whether the text also says how each figure follows and where it comes from; JSON always does. */
  explained: boolean;
}

/** The estimates as JSON. Ends with a newline. */
export function renderEstimateJson(report: EstimateReport): string {
  const { decision, growth } = report;
  const { outcome, recommended, reasons, contradictions } = decision;
  const document = {
    schema: 1,
    outcome,
    recommended,
    reasons,
    contradictions,
    estimates: shown(report),
    ...(growth ? { growth } : {}),
    ...basisAsJson(report),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/**
 * The estimates for people: traffic, capacity and cost of each backplane, and where asked for what the figures mean and where they come from.
 * A backplane that is excluded for something else than its figures is named with its reason only, unless it was asked for.
 */
export function renderEstimate(report: EstimateReport, style: Style): string {
  const { decision, estimates, growth } = report;
  const inFull = shown(report).filter(
    ({ status, excludedByFigures }) => report.only !== undefined || status !== 'excluded' || excludedByFigures,
  );
  const rest = shown(report).filter((estimate) => !inFull.includes(estimate));
  const parts = growth
    ? [
        contradictionsInWords(decision.contradictions, style),
        outcomeInWords(decision, estimates, style),
        renderGrowth(growth, report.only, style),
      ]
    : [
        contradictionsInWords(decision.contradictions, style),
        outcomeInWords(decision, estimates, style),
        ...inFull.map((estimate) => block(estimate, estimate.backplane === decision.recommended, style)),
        excluded(rest, style),
        narrower(inFull, style),
        hints(report, style),
        report.explained ? meanings(inFull, style) : '',
      ];
  return `${[...parts, ownPrices(report, style), assumptions(report, style)].filter((part) => part !== '').join('\n\n')}\n`;
}

const shown = ({ estimates, only }: EstimateReport): Estimate[] =>
  estimates.filter(({ backplane }) => only === undefined || backplane === only);

/** How a figure joins its sources. */
const sourceSeparator = ' ; ';

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
  const rows = groups.flatMap(([group]) => estimate[group].map((figure) => [labelOf(figure), valueInWords(figure, estimate)]));
  const lines = renderRows(rows, { style, indent: '    ' });
  const tables = groups.flatMap(([group, name]) => {
    const some = lines.splice(0, estimate[group].length);
    return some.length ? [`  ${paint(style, 'dim', name)}`, ...some] : [];
  });
  return [title, ...why, ...depends, ...tables, ...notes.map((note) => wrap(style, note, '    ', '  ! '))].join('\n');
}

/** The label, with the variants that have the figure where not all do. */
function labelOf({ label, variants = [] }: Figure): string {
  const unnamed = variants.filter((variant) => !label.includes(variant));
  return unnamed.length ? `${label} (${unnamed.join(', ')})` : label;
}

function valueInWords(figure: Figure, estimate: Estimate): string {
  const all = groups.flatMap(([group]) => estimate[group]);
  const deciding = (figure.decidedBy ?? []).flatMap((id) => all.find((one) => one.id === id)?.label ?? []);
  return deciding.length ? `${figureInWords(figure)}, decided by: ${deciding.join(', ')}` : figureInWords(figure);
}

function excluded(estimates: readonly Estimate[], style: Style): string {
  if (estimates.length === 0) return '';
  // Those that the same rule excludes stand together.
  const byCode = new Map<string, Estimate[]>();
  for (const estimate of estimates) {
    const code = estimate.reasons[0]?.code ?? '';
    byCode.set(code, [...(byCode.get(code) ?? []), estimate]);
  }
  const lines = [...byCode.values()].map((some) => {
    const names = some.map(({ name }) => name).join(', ');
    return wrap(style, `${names}: ${some[0]?.reasons[0]?.text ?? ''}`, '    ', '  - ');
  });
  const hint = wrap(style, '--backplane ID shows the figures of one all the same.', '  ');
  return [paint(style, 'bold', 'Excluded, whatever the figures'), ...lines, hint].join('\n');
}

/** What to state for figures that are ranges or unknown. */
function narrower(estimates: readonly Estimate[], style: Style): string {
  const missing = new Set(
    estimates.flatMap((estimate) => groups.flatMap(([group]) => estimate[group].flatMap((figure) => figure.missing))),
  );
  return missing.size ? wrap(style, `For narrower figures state ${[...missing].map((id) => `--${id}`).join(', ')}.`) : '';
}

/** What the prices are, and where there is more. */
function hints({ explained }: EstimateReport, style: Style): string {
  const prices =
    'Costs are list prices in USD without tax, each for one region and day. Where you pay in another currency or have a contract, give your own prices with --prices.';
  return [prices, ...(explained ? [] : ['How each figure follows, and where it comes from: the same with --explain.'])]
    .map((text) => wrap(style, text))
    .join('\n');
}

/** How each figure that was shown follows, once each, with its sources by number. */
function meanings(estimates: readonly Estimate[], style: Style): string {
  const sources: string[] = [];
  const numberOf = (source: string): number => {
    if (!sources.includes(source)) sources.push(source);
    return sources.indexOf(source) + 1;
  };
  const entries = new Set<string>();
  for (const { label, means, source } of estimates.flatMap((estimate) => groups.flatMap(([group]) => estimate[group])))
    entries.add(
      wrap(
        style,
        `${label}: ${means === `${label}.` ? '' : `${means} `}[${source.split(sourceSeparator).map(numberOf).join(', ')}]`,
        '    ',
        '  - ',
      ),
    );
  if (entries.size === 0) return '';
  const numbered = sources.map((source, index) => wrap(style, source, '       ', `  ${`[${index + 1}]`.padEnd(5)}`));
  return [paint(style, 'bold', 'How the figures follow'), ...entries, '', paint(style, 'bold', 'Sources'), ...numbered].join('\n');
}

/** The user's own prices that count for what is shown. */
function ownPrices(report: EstimateReport, style: Style): string {
  const used = new Set(shown(report).flatMap(({ restsOn }) => restsOn.prices));
  const lines = Object.values(report.ruleBase.prices).flatMap(({ id, low, high, unit, own }) => {
    if (!own || !used.has(id)) return [];
    const range = (price: { low: number; high?: number }): string =>
      interval({ low: price.low, high: price.high ?? Number.POSITIVE_INFINITY });
    const price = range(high === undefined ? { low } : { low, high });
    return [wrap(style, `${id}: ${price} ${unit}, from ${own.from} (list price: ${range(own.list)})`, '    ', '  - ')];
  });
  return lines.length ? [paint(style, 'bold', 'Your prices'), ...lines].join('\n') : '';
}

function assumptions(report: EstimateReport, style: Style): string {
  const used = new Set(shown(report).flatMap(({ restsOn }) => restsOn.questions));
  const assumed = report.facts.filter(({ id, value, provenance }) => used.has(id) && provenance === 'assumed' && value !== 'unknown');
  if (assumed.length === 0) return '';
  const text = (value: Answer): string => (Array.isArray(value) ? value.join(', ') || 'none' : String(value));
  const lines = assumed.map(({ id, value, because }) =>
    wrap(style, `${id}: ${text(value)}${because ? `. ${because}` : ''}`, '    ', '  - '),
  );
  return [paint(style, 'bold', 'Assumed, because nobody said otherwise'), ...lines].join('\n');
}
