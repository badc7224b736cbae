import type { Compared, Comparison } from '../decide/comparison.js';
import type { CriterionValue } from '../decide/decision.js';
import { headroomLine } from '../decide/estimate.js';
import { interval } from '../decide/words.js';
import { type Basis, basisAsJson } from './basis.js';
import { contradictionsInWords } from './contradictions.js';
import { paint, type Style, wrap } from './style.js';
import { renderTable } from './table.js';
import { outcomeInWords, statusInWords } from './words/verdict-words.js';

/** A comparison together with what it rests on. */
export interface ComparisonReport extends Basis {
  comparison: Comparison;
}

/** The comparison as JSON. Ends with a newline. */
export function renderComparisonJson(report: ComparisonReport): string {
  return `${JSON.stringify({ schema: 1, ...report.comparison, ...basisAsJson(report) }, null, 2)}\n`;
}

/** For people: a row for each criterion in the order in which they count, a column for each backplane, as many beside each other as fit; then the reasons. */
export function renderComparison(report: ComparisonReport, style: Style): string {
  const { comparison } = report;
  const [names, ...rows] = table(report);
  const backplanes = usableOf(comparison);
  const columns = columnsThatFit(rows, style.width);
  const tables: string[] = [];
  for (let first = 0; first < backplanes.length; first += columns) {
    const some = [names, ...rows].map((row = []) => [row[0] ?? '', ...row.slice(1 + first, 1 + first + columns)]);
    tables.push(renderTable(some, { style, header: true }));
  }
  const part = (title: string, lines: readonly Said[]): string[] =>
    lines.length
      ? [[paint(style, 'bold', title), ...lines.map(({ name, text }) => wrap(style, `${name}: ${text}`, '    ', '  - '))].join('\n')]
      : [];
  const parts = [
    contradictionsInWords(comparison.contradictions, style),
    outcomeInWords(comparison, comparison.backplanes, style),
    ...tables,
    ...part('Why', reasonsOf(comparison)),
    ...part('What is not certain depends on', doubtsOf(comparison)),
    wrap(style, orderInWords(report)),
  ];
  return `${parts.filter((one) => one !== '').join('\n\n')}\n`;
}

/** The same as a Markdown table. */
export function renderComparisonMarkdown(report: ComparisonReport): string {
  const { comparison } = report;
  const row = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  const [names = [], ...rows] = table(report);
  const headline = outcomeInWords(comparison, comparison.backplanes, { colour: false, width: Number.POSITIVE_INFINITY }).split('\n');
  const parts = [
    `# ${escaped(headline[0] ?? '')}`,
    ...comparison.contradictions.map(({ text }) => `> **Your answers contradict each other.** ${escaped(text)}`),
    ...headline.slice(1).map((line) => escaped(line.trim())),
    names.length > 0 ? [row(names), row(names.map(() => '---')), ...rows.map(row)].join('\n') : '',
    [...reasonsOf(comparison), ...doubtsOf(comparison).map(({ name, text }) => ({ name, text: `Not certain: depends on ${text}` }))]
      .map(({ name, text }) => `- **${escaped(name)}**: ${escaped(text)}`)
      .join('\n'),
    escaped(orderInWords(report)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** An excluded backplane has no column: what it would cost or bring is of no use to anybody. Its reason stands below. */
const usableOf = ({ backplanes }: Comparison): Compared[] => backplanes.filter(({ status }) => status !== 'excluded');

/** The names of the usable backplanes, then status, variant and each criterion of all of them. */
function table({ comparison, ruleBase }: ComparisonReport): string[][] {
  const { recommended } = comparison;
  const backplanes = usableOf(comparison);
  if (backplanes.length === 0) return [];
  const criteria = backplanes[0]?.criteria.map(({ id }) => id) ?? [];
  const each = (title: string, cell: (one: Compared) => string): string[] => [title, ...backplanes.map(cell)];
  return [
    each('', ({ name }) => name),
    each('status', ({ backplane, status }) => statusInWords(status, backplane === recommended)),
    each('variant', ({ variantName }) => variantName ?? ''),
    ...criteria.map((id) =>
      each(ruleBase.criteria[id]?.name ?? id, (one) => {
        const value = one.criteria.find((criterion) => criterion.id === id);
        return value ? criterionInWords(value) : '';
      }),
    ),
  ];
}

/**
 * The band, and the number where it says more than the band: `immediate: 0 ms`, `enough: 20,000 times the peak`. Where only bounds are known, they
 * come first, and the band is what they count as: `at least 48.97 USD/month, counts as: above 1000`.
 */
function criterionInWords({ id, value, range, unit, band }: CriterionValue): string {
  const name = band.replaceAll('-', ' ');
  const isHeadroom = `measure.${id}` === headroomLine.show;
  // Other criteria without a unit are scores, of which the band is the meaning.
  if (unit === '1' && !isHeadroom) return name;
  const [low, high] = value === null ? (range ?? [0, null]) : [value, value];
  if (low === 0 && high === null) return band === 'unknown' ? name : `unknown, counts as: ${name}`;
  if (low === null) return `${name}: ${isHeadroom ? 'unlimited' : 'more than can be had'}`;
  const figure = `${interval({ low, high: high ?? Number.POSITIVE_INFINITY })} ${isHeadroom ? 'times the peak' : unit}`;
  return value === null ? `${figure}, counts as: ${name}` : `${name}: ${figure}`;
}

/** How many columns of a readable width fit beside the names of the criteria. */
function columnsThatFit(rows: readonly (readonly string[])[], width: number): number {
  const readable = 16;
  const names = Math.min(24, Math.max(0, ...rows.map(([name = '']) => name.length)));
  return Math.max(1, Math.floor((width - names) / (readable + 2)));
}

interface Said {
  name: string;
  text: string;
}

/** For what is not certain, the answers that would settle it. */
const doubtsOf = ({ backplanes }: Comparison): Said[] =>
  backplanes.flatMap(({ name, unless }) => (unless.length ? [{ name, text: `${unless.map((id) => `--${id}`).join(', ')}.` }] : []));

/** The first reason of each backplane; those that the same rule excludes, or of which the same is said, stand together. */
function reasonsOf({ backplanes }: Comparison): Said[] {
  const found = new Map<string, { names: string[]; text: string }>();
  for (const { name, status, reason } of backplanes) {
    if (!reason) continue;
    const key = status === 'excluded' ? reason.code : reason.text;
    const group = found.get(key) ?? { names: [], text: reason.text };
    group.names.push(name);
    found.set(key, group);
  }
  return [...found.values()].map(({ names, text }) => ({ name: names.join(', '), text }));
}

function orderInWords({ comparison, ruleBase }: ComparisonReport): string {
  const { priority, criteria } = comparison.order;
  const names = criteria.map((id) => ruleBase.criteria[id]?.name ?? id);
  return `What counts, in this order${priority === 'default' ? '' : ` (priority: ${priority})`}: ${names.join('; ')}.`;
}

/** Text that Markdown takes as text. */
const escaped = (text: string): string => text.replace(/([\\|*_`<>[\]#])/g, '\\$1');
