import type { Source } from '../../knowledge/types.js';
import { paint, type Style, wrap } from '../style.js';
import type { Explanation, Item, Section } from './explanation.js';

/** Explanations for people, one below the other. Ends with a newline. */
export function renderExplanations(explanations: readonly Explanation[], style: Style): string {
  return `${explanations.map((one) => explanationText(one, style)).join('\n\n')}\n`;
}

function explanationText(explanation: Explanation, style: Style): string {
  const { id, kind, of, name, text, sections, sources } = explanation;
  const what = `${kind.replace('-', ' ')}${of === undefined ? '' : ` of ${of}`}`;
  return [
    `${paint(style, 'bold', paint(style, 'green', id))} (${what})${name === id ? '' : `: ${name}`}`,
    ...text.map((sentence) => wrap(style, sentence, '  ')),
    ...sections.map((section) => sectionText(section, style)),
    ...(sources.length ? [`\n${paint(style, 'bold', '  Sources')}`, ...sources.map((source) => sourceText(source, style))] : []),
    ...checkedText(explanation, style),
    ...seeAlso(explanation, style),
  ].join('\n');
}

const sectionText = ({ title, items }: Section, style: Style): string =>
  [`\n${paint(style, 'bold', `  ${title}`)}`, ...items.map((item) => itemText(item, style, 4))].join('\n');

function itemText({ text, sources, items }: Item, style: Style, depth: number): string {
  const cited = sources?.length ? ` [${sources.join(', ')}]` : '';
  const whole = text.endsWith(':') ? `${text.slice(0, -1)}${cited}:` : text + cited;
  const line = wrap(style, whole, ' '.repeat(depth + 2), `${' '.repeat(depth)}- `);
  return [line, ...(items ?? []).map((item) => itemText(item, style, depth + 2))].join('\n');
}

function sourceText({ id, title, url, checked }: Source, style: Style): string {
  return [
    wrap(style, `${id}: ${title} (checked ${checked})`, '      ', '    - '),
    ...(url ? [`      ${paint(style, 'cyan', url)}`] : []),
  ].join('\n');
}

function checkedText({ checked, stale }: Explanation, style: Style): string[] {
  if (checked === null) return [];
  return [
    stale
      ? `\n${paint(style, 'yellow', `  Last checked ${checked}, which is long ago: look at the source before you rely on it.`)}`
      : `\n  Last checked ${checked}.`,
  ];
}

const fewEnough = 8;

function seeAlso({ related }: Explanation, style: Style): string[] {
  if (related.length === 0) return [];
  const more = related.length > fewEnough ? ` ... (${related.length - fewEnough} more with --format json)` : '';
  return [wrap(style, `Next: backplane explain ID, with ${related.slice(0, fewEnough).join(', ')}${more}`, '    ', '  ')];
}
