import type { Axis } from '../decide/axis.js';
import type { Recommended } from '../decide/decision.js';
import type { WinMap } from '../decide/win-map.js';
import { number } from '../decide/words.js';
import type { Answer, RuleBase } from '../knowledge/types.js';
import { type Html, html } from './html.js';
import { recommendedName, winnerClass } from './names.js';
import { short } from './scale.js';

const [width, height] = [620, 340];
const [left, right, top, bottom] = [150, 10, 10, 54];

/** The two questions that a map can be drawn over: everything that decides and has more than one answer. */
export const mappable = ({ questions }: RuleBase): RuleBase['questions'] =>
  questions.filter(
    ({ influences, type, samples, choices }) => influences && type !== 'version' && (samples.length > 1 || choices.length > 1),
  );

/** What wins for each pair of answers to two questions, as a map. */
export function mapSection(map: WinMap, ruleBase: RuleBase): Html {
  const { across, up, rows, today } = map;
  const [cellWidth, cellHeight] = [(width - left - right) / across.values.length, (height - top - bottom) / up.values.length];
  const y = (row: number): number => height - bottom - (row + 1) * cellHeight;
  const winners = new Map<string, { winner: Recommended; cells: number }>();
  for (const winner of rows.flat()) {
    const key = winnerClass(ruleBase, winner);
    winners.set(key, { winner, cells: (winners.get(key)?.cells ?? 0) + 1 });
  }
  const all = rows.length * across.values.length;
  const parts = [...winners].sort(([, a], [, b]) => b.cells - a.cells);
  const share = (cells: number): string => `${Math.max(1, Math.round((100 * cells) / all))} %`;
  const summary = parts.map(([, { winner, cells }]) => `${recommendedName(ruleBase, winner)} ${share(cells)}`).join(', ');
  const place = { across: placeOf(across, today.across), up: placeOf(up, today.up) };
  return html`
    <ul class="legend">${parts.map(([key, { winner, cells }]) => html`<li><span class="swatch ${key}"></span>${recommendedName(ruleBase, winner)} (${share(cells)})</li>`)}</ul>
    <figure class="plot map"><svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="map-title">
      <title id="map-title">What wins over ${across.question} and ${up.question}: ${summary}.</title>
      ${rows.map((row, index) => runs(row, ruleBase).map(({ from, length, winner }) => html`<rect class="cell ${winnerClass(ruleBase, winner)}" x="${left + from * cellWidth}" y="${y(index)}" width="${length * cellWidth + 0.5}" height="${cellHeight + 0.5}"><title>${up.question}: ${valueInWords(ruleBase, up, up.values[index])}; ${across.question}: ${valueInWords(ruleBase, across, across.values[from])}${length > 1 && ` to ${valueInWords(ruleBase, across, across.values[from + length - 1])}`}; ${recommendedName(ruleBase, winner)}</title></rect>`))}
      ${labels(across, 7).map((index) => html`<text class="middle" x="${left + (index + 0.5) * cellWidth}" y="${height - bottom + 18}">${label(ruleBase, across, index, across.numeric ? 8 : 12)}</text>`)}
      ${labels(up, 15).map((index) => html`<text class="end" x="${left - 8}" y="${y(index) + cellHeight / 2 + 4}">${label(ruleBase, up, index, 20)}</text>`)}
      <text class="axis" x="${left + (width - left - right) / 2}" y="${height - 8}">${across.question}</text>
      <text class="axis" transform="rotate(-90 12 ${(height - bottom) / 2})" x="12" y="${(height - bottom) / 2}">${up.question}</text>
      ${place.across !== undefined && place.up !== undefined && html`<g class="here"><circle cx="${left + (place.across + 0.5) * cellWidth}" cy="${y(place.up) + cellHeight / 2}" r="7"/><circle cx="${left + (place.across + 0.5) * cellWidth}" cy="${y(place.up) + cellHeight / 2}" r="2.5"/></g>`}
    </svg></figure>
    <p class="hint">${summary}.${place.across !== undefined && place.up !== undefined && ' The ring is today.'}</p>`;
}

/** Neighbours in a row with the same winner, as one. */
function runs(row: readonly Recommended[], ruleBase: RuleBase): { from: number; length: number; winner: Recommended }[] {
  const found: { from: number; length: number; winner: Recommended }[] = [];
  for (const [index, winner] of row.entries()) {
    const last = found.at(-1);
    if (last && winnerClass(ruleBase, last.winner) === winnerClass(ruleBase, winner)) last.length++;
    else found.push({ from: index, length: 1, winner });
  }
  return found;
}

/** Which values get a label: not more than fit. */
function labels({ values }: Axis, most: number): number[] {
  const step = Math.ceil(values.length / most);
  return values.flatMap((_, index) => (index % step === 0 ? [index] : []));
}

function label(ruleBase: RuleBase, axis: Axis, index: number, most: number): string {
  const value = axis.values[index];
  const text = typeof value === 'number' ? short(value) : valueInWords(ruleBase, axis, value);
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function valueInWords({ questions }: RuleBase, { question }: Axis, value: Answer | undefined): string {
  if (typeof value === 'number') return number(value);
  const choices = questions.find(({ id }) => id === question)?.choices ?? [];
  const named = (one: string): string => choices.find((choice) => choice.value === one)?.label ?? one;
  return Array.isArray(value) ? value.map(named).join(', ') : named(String(value));
}

function placeOf({ values, numeric }: Axis, today: Answer | undefined): number | undefined {
  if (today === undefined || Array.isArray(today)) return undefined;
  if (!numeric) return values.indexOf(today) >= 0 ? values.indexOf(today) : undefined;
  if (typeof today !== 'number' || today <= 0) return undefined;
  const distance = (value: Answer): number => Math.abs(Math.log(Number(value)) - Math.log(today));
  return values.reduce<number>((best, value, index) => (distance(value) < distance(values[best] ?? 1) ? index : best), 0);
}
