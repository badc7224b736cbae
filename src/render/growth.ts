import type { GrowthStep } from '../decide/growth.js';
import { number } from '../decide/words.js';
import { paint, type Style, wrap } from './style.js';
import { renderTable } from './table.js';
import { figureInWords } from './words/figure-words.js';
import { fullName, statusInWords } from './words/verdict-words.js';

/** A growing workload as a table: one row a step, and in it one line for each backplane that is usable at some step. */
export function renderGrowth(steps: readonly GrowthStep[], only: string | undefined, style: Style): string {
  if (steps.length === 0) return wrap(style, 'There are no connections to multiply: state --concurrent-connections.', '');
  const usable = steps.flatMap(({ backplanes }) =>
    backplanes.filter(({ status }) => status !== 'excluded').map(({ backplane }) => backplane),
  );
  const shown = new Set(only === undefined ? usable : [only]);
  const rows = steps.flatMap((step) => rowsOf(step, shown));
  const header = ['connections', 'messages/s', 'backplane', '', 'room for the peak', 'USD a month'];
  const notes = [
    'Connections and messages grow alike; the servers, the size of a message and everything else stay as they are.',
    ...notesOf(steps, shown),
  ];
  return [
    paint(style, 'bold', 'As the site grows'),
    renderTable([header, ...rows], { style, indent: '  ', right: [0, 1], header: true }),
    ...notes.map((note) => wrap(style, note, '    ', '  ! ')),
  ].join('\n');
}

/** A rate below one keeps its digits. */
const rate = (value: number): string => (value < 1 ? String(value) : number(value));

/** What the costs leave out, once for each backplane and variant. */
function notesOf(steps: readonly GrowthStep[], shown: ReadonlySet<string>): string[] {
  const usable = steps.flatMap(({ backplanes }) =>
    backplanes.filter(({ backplane, status }) => shown.has(backplane) && status !== 'excluded'),
  );
  return [...new Set(usable.flatMap((one) => one.notes.map((note) => `${fullName(one)}: ${note}`)))];
}

function rowsOf({ connections, messages, recommended, backplanes }: GrowthStep, shown: ReadonlySet<string>): string[][] {
  const place = [number(connections), messages === null ? 'unknown' : rate(messages)];
  const rows = backplanes
    .filter(({ backplane }) => shown.has(backplane))
    .map(({ backplane, name, variantName, status, excludedBy, headroom, monthlyCost }) => {
      const [code = ''] = excludedBy;
      if (status === 'excluded') return [fullName({ name, variantName }), `excluded: ${code.replaceAll('-', ' ')}`, '', ''];
      const figures = [figureInWords(headroom).replace(/ the peak$/, ''), figureInWords(monthlyCost).replace(/ USD\/month/, '')];
      return [fullName({ name, variantName }), statusInWords(status, backplane === recommended), ...figures];
    });
  return (rows.length ? rows : [['none', '', '', '']]).map((row, index) => [...(index === 0 ? place : ['', '']), ...row]);
}
