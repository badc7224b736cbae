import type { Curve, CurvePoint } from '../decide/curve.js';
import type { Interval } from '../decide/interval.js';
import { number } from '../decide/words.js';
import type { RuleBase } from '../knowledge/types.js';
import { type Html, html } from './html.js';
import { backplaneName, recommendedName, winnerClass } from './names.js';
import { decades, logScale, short } from './scale.js';
import type { Study } from './study.js';

const [width, height] = [460, 270];
const [left, right, top, bottom] = [58, 14, 14, 62];

type Measure = 'cost' | 'headroom';
const axisTitles: Record<Measure, string> = { cost: 'USD a month', headroom: 'times the peak' };
const titles: Record<Measure, string> = { cost: 'What it adds a month', headroom: 'Room: how many times the peak fits' };

/** Cost and room over growing connections and messages, with today's value and where the recommendation changes. */
export function plotsSection({ curves, ruleBase }: Study): Html {
  const ids = shownIn(curves);
  return html`
    <h2>When it grows</h2>
    <p class="hint">Everything else stays as it is. The strip below each plot says what is recommended there; the upright line is today. A broken line is excluded at that size.</p>
    ${curves.map((curve) => turnsInWords(curve, ruleBase))}
    <ul class="legend">${ids.map((id) => html`<li><svg viewBox="0 0 26 10" aria-hidden="true"><path d="M0 5H26" class="curve ${winnerClass(ruleBase, { outcome: 'backplane', recommended: id })}"/></svg>${backplaneName(ruleBase, id)}</li>`)}</ul>
    <div class="plots">${curves.flatMap((curve) => (['cost', 'headroom'] as const).map((measure) => plot(curve, measure, ids, ruleBase)))}</div>
    ${curves.map((curve) => figures(curve, ids, ruleBase))}`;
}

/** The backplanes that something is said of: usable somewhere. */
function shownIn(curves: readonly Curve[]): string[] {
  const usable = new Set(
    curves.flatMap(({ points }) =>
      points.flatMap(({ backplanes }) => backplanes.flatMap(({ backplane, status }) => (status === 'excluded' ? [] : [backplane]))),
    ),
  );
  return [...usable].sort();
}

/** The figures behind the plots, for those who read them rather than see them. */
function figures({ points, unit, today }: Curve, ids: readonly string[], ruleBase: RuleBase): Html {
  const step = Math.ceil(points.length / 8);
  const rows = points.filter(({ value }, index) => index % step === 0 || value === today || index === points.length - 1);
  const cell = (point: CurvePoint, id: string): string => {
    const one = point.backplanes.find(({ backplane }) => backplane === id);
    const [cost, room] = [careful('cost', one?.cost), careful('headroom', one?.headroom)];
    const text = `${cost === undefined ? '?' : number(cost)} USD, ${room === undefined ? '?' : short(Number(room.toPrecision(2)))} ×`;
    return one?.status === 'excluded' ? 'excluded' : text;
  };
  return html`<details class="numbers"><summary>The figures over ${unit}, as a table</summary><div class="scroll" tabindex="0" role="region" aria-label="Figures over ${unit}"><table>
    <thead><tr><th scope="col">${unit}</th><th scope="col">recommended</th>${ids.map((id) => html`<th scope="col">${backplaneName(ruleBase, id)}</th>`)}</tr></thead>
    <tbody>${rows.map((point) => html`<tr><th scope="row">${short(point.value)}${point.value === today && ' (today)'}</th><td>${recommendedName(ruleBase, point)}</td>${ids.map((id) => html`<td class="number">${cell(point, id)}</td>`)}</tr>`)}</tbody></table></div></details>`;
}

function turnsInWords({ question, unit, turns, points }: Curve, ruleBase: RuleBase): Html {
  const name = unit === '' ? question : unit;
  const first = points[0];
  if (turns.length === 0)
    return html`<p>${first ? recommendedName(ruleBase, first) : 'Nothing'} for any number of ${name} up to ${number(points.at(-1)?.value ?? 0)}.</p>`;
  return html`<ul class="turns">${turns.map(({ value, before, after }) => html`<li>From ${number(value)} ${name} on: <strong>${recommendedName(ruleBase, after)}</strong> instead of ${recommendedName(ruleBase, before)}.</li>`)}</ul>`;
}

/** The end of a range that a careful person looks at: the higher price, the smaller room. */
const careful = (measure: Measure, value: Interval | undefined): number | undefined => {
  const figure = measure === 'cost' ? (value && Number.isFinite(value.high) ? value.high : value?.low) : value?.low;
  return figure !== undefined && Number.isFinite(figure) ? figure : undefined;
};

function plot(curve: Curve, measure: Measure, ids: readonly string[], ruleBase: RuleBase): Html {
  const { points, today, turns, question, unit } = curve;
  const [low, high] = [points[0]?.value ?? 1, points.at(-1)?.value ?? 10];
  const x = logScale(low, high, left, width - right);
  const values = points.flatMap(({ backplanes }) =>
    backplanes.flatMap((one) => (ids.includes(one.backplane) ? (careful(measure, one[measure]) ?? []) : [])),
  );
  const positive = values.filter((value) => value > 0);
  const floor = measure === 'cost' ? 1 : Math.max(0.1, Math.min(...positive, 1));
  const ceiling = Math.max(10, Math.min(Math.max(...positive, 1), measure === 'cost' ? 10_000_000 : 100_000));
  // Nothing has no place on an axis of factors: it gets the foot of the plot.
  const foot = height - bottom;
  const upper = logScale(floor, ceiling, foot - 16, top);
  const y = (value: number): number => (value <= 0 ? foot : Math.max(top, upper(value)));
  const title = `${titles[measure]}, over ${unit}`;
  const id = `${measure}-${question}`;
  return html`<figure class="plot">
    <figcaption id="${id}">${title}</figcaption>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}">
      ${decades(floor, ceiling).map((tick) => html`<g class="tick"><path d="M${left} ${y(tick)}H${width - right}"/><text x="${left - 6}" y="${y(tick) + 4}" class="end">${short(tick)}</text></g>`)}
      <g class="tick"><path d="M${left} ${foot}H${width - right}" class="base"/><text x="${left - 6}" y="${foot + 4}" class="end">0</text></g>
      <text x="12" y="${(top + foot) / 2}" transform="rotate(-90 12 ${(top + foot) / 2})" class="axis">${axisTitles[measure]}</text>
      ${decades(low, high).map((tick) => html`<text x="${x(tick)}" y="${foot + 36}" class="middle">${short(tick)}</text>`)}
      <text x="${(left + width - right) / 2}" y="${height - 6}" class="axis">${unit}</text>
      ${ids.map((one) => lines(points, one, measure, x, y, winnerClass(ruleBase, { outcome: 'backplane', recommended: one })))}
      ${strip(points, turns, x, foot + 8, ruleBase)}
      ${turns.map((turn) => html`<path class="turn" d="M${x(turn.value)} ${top}V${foot + 20}"/>`)}
      ${today !== undefined && today > 0 && html`<g class="today"><path d="M${x(today)} ${top - 6}V${foot + 20}"/><text x="${x(today) + (x(today) > width / 2 ? -5 : 5)}" y="${top + 4}" class="${x(today) > width / 2 ? 'end' : ''}">today ${short(today)}</text></g>`}
    </svg></figure>`;
}

/** One backplane's line: broken into pieces where it is excluded. */
function lines(
  points: readonly CurvePoint[],
  id: string,
  measure: Measure,
  x: (value: number) => number,
  y: (value: number) => number,
  colour: string,
): Html {
  const known = points.flatMap(({ value, backplanes }) => {
    const one = backplanes.find(({ backplane }) => backplane === id);
    const figure = careful(measure, one?.[measure]);
    return figure === undefined || !one ? [] : [{ at: [x(value), y(figure)] as const, excluded: one.status === 'excluded' }];
  });
  const path = (excluded: boolean): string => {
    let text = '';
    for (const [index, point] of known.entries()) {
      const before = known[index - 1];
      if (point.excluded !== excluded && before?.excluded !== excluded) continue;
      const joined = before && (before.excluded === excluded || point.excluded === excluded);
      const isFirst = text === '' || !joined || (known[index - 2]?.excluded !== excluded && before.excluded !== excluded);
      text += `${isFirst ? 'M' : 'L'}${point.at.map((value) => value.toFixed(1)).join(' ')}`;
    }
    return text;
  };
  const [usable, excluded] = [path(false), path(true)];
  return html`${excluded !== '' && html`<path class="curve excluded ${colour}" d="${excluded}"/>`}${usable !== '' && html`<path class="curve ${colour}" d="${usable}"/>`}`;
}

function strip(points: readonly CurvePoint[], turns: Curve['turns'], x: (value: number) => number, y: number, ruleBase: RuleBase): Html {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return html``;
  const starts = [
    { value: first.value, winner: first as Pick<CurvePoint, 'outcome' | 'recommended'> },
    ...turns.map(({ value, after }) => ({ value, winner: after })),
  ];
  return html`${starts.map(({ value, winner }, index) => {
    const end = x(starts[index + 1]?.value ?? last.value);
    return html`<rect class="strip ${winnerClass(ruleBase, winner)}" x="${x(value)}" y="${y}" width="${Math.max(0, end - x(value))}" height="10"><title>${recommendedName(ruleBase, winner)}</title></rect>`;
  })}`;
}
