import type { GrowthStep } from '../decide/growth.js';
import { number } from '../decide/words.js';
import { figureInWords } from './figure-words.js';
import { paint, type Style, wrap } from './style.js';
import { renderTable } from './table.js';
import { fullName, statusInWords } from './verdict-words.js';

/** A growing workload as a table: one row a step, and in it one line for each backplane that is usable at some step. */
export function renderGrowth(steps: readonly GrowthStep[], only: string | undefined, style: Style): string {
  if (steps.length === 0) return wrap(style, 'There are no connections to multiply: state --concurrent-connections.', '');
  const shown = new Set(steps.flatMap(({ backplanes }) => backplanes.filter(({ status }) => status !== 'excluded').map(({ backplane }) => backplane)));
  const rows = steps.flatMap((step) => rowsOf(step, only === undefined ? shown : new Set([only])));
  const header = ['connections', 'messages/s', 'backplane', '', 'room for the peak', 'USD a month'];
  const note = 'Connections and messages grow alike; the servers, the size of a message and everything else stay as they are.';
  return [paint(style, 'bold', 'As the site grows'), renderTable([header, ...rows], { style, indent: '  ', right: [0, 1], header: true }), wrap(style, note, '  ')].join('\n');
}

function rowsOf({ connections, messages, recommended, backplanes }: GrowthStep, shown: ReadonlySet<string>): string[][] {
  const place = [number(connections), messages === null ? 'unknown' : number(messages)];
  const rows = backplanes
    .filter(({ backplane }) => shown.has(backplane))
    .map(({ backplane, name, variantName, status, headroom, monthlyCost }) => {
      const figures = status === 'excluded' ? ['', ''] : [figureInWords(headroom).replace(/ the peak$/, ''), figureInWords(monthlyCost).replace(/ USD\/month/, '')];
      return [fullName({ name, variantName }), statusInWords(status, backplane === recommended), ...figures];
    });
  return (rows.length ? rows : [['none', '', '', '']]).map((row, index) => [...(index === 0 ? place : ['', '']), ...row]);
}
