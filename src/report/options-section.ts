import type { Verdict } from '../decide/decision.js';
import type { RuleBase } from '../knowledge/types.js';
import { figureInWords } from '../render/words/figure-words.js';
import { reasonInShort } from '../render/words/reason-in-short.js';
import { statusInWords } from '../render/words/verdict-words.js';
import { type Html, html } from './html.js';
import { costOf, headroomOf, verdictName, winnerClass } from './names.js';
import { sourceLinks } from './source-links.js';
import type { Study } from './study.js';

/** Every backplane in a row: what becomes of it, price, room, affinity, and why; details below. */
export function optionsSection({ advice, ruleBase, estimates }: Study): Html {
  const { decision } = advice;
  if (decision.verdicts.length === 0) return html`<h2>Options</h2><p>None has to be compared: ${decision.reasons[0]?.text ?? ''}</p>`;
  return html`
    <h2>Options</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="All backplanes compared"><table class="options">
      <thead><tr><th scope="col">Backplane</th><th scope="col">Verdict</th><th scope="col">Adds a month</th><th scope="col">Room</th><th scope="col">Affinity</th><th scope="col">Why</th></tr></thead>
      <tbody>${decision.verdicts.map((verdict) => row(ruleBase, verdict, verdict.backplane === decision.recommended))}</tbody>
    </table></div>
    <div class="option-details">${decision.verdicts.map((verdict) => {
      const estimate = estimates.find(({ backplane }) => backplane === verdict.backplane);
      const groups = estimate
        ? ([
            ['Traffic in the busiest minute', estimate.traffic],
            ['Capacity', estimate.capacity],
            ['Cost', estimate.cost],
          ] as const)
        : [];
      return html`<details><summary>${verdictName(ruleBase, verdict)}: reasons, figures and sources</summary>
        <ul>${verdict.reasons.map(({ code, text, source }) => html`<li>${text} <code>${code}</code> ${sourceLinks(source)}</li>`)}</ul>
        ${verdict.unless.length > 0 && html`<p>These answers would settle it: ${verdict.unless.join(', ')}.</p>`}
        ${
          groups.some(([, figures]) => figures.length > 0) &&
          html`<table class="figures"><caption>Figures of ${verdictName(ruleBase, verdict)}</caption>
          <tbody>${groups.map(
            ([name, figures]) =>
              figures.length > 0 &&
              html`<tr><th scope="rowgroup" colspan="2">${name}</th></tr>
            ${figures.map((figure) => html`<tr><th scope="row" title="${figure.means}">${figure.label}</th><td>${figureInWords(figure)}</td></tr>`)}`,
          )}</tbody></table>`
        }
        ${estimate?.notes.map((note) => html`<p>${note}</p>`)}
      </details>`;
    })}</div>`;
}

function row(ruleBase: RuleBase, verdict: Verdict, recommended: boolean): Html {
  const backplane = ruleBase.backplanes.find(({ id }) => id === verdict.backplane);
  const affinity = backplane?.traits['needs-affinity'] === 'yes' ? 'needed' : 'not needed';
  const excluded = verdict.status === 'excluded';
  const [reason] = verdict.reasons;
  return html`<tr class="${recommended ? 'chosen' : verdict.status}">
    <th scope="row"><span class="swatch ${winnerClass(ruleBase, { outcome: 'backplane', recommended: verdict.backplane })}"></span>${verdictName(ruleBase, verdict)}</th>
    <td><span class="status ${verdict.status}">${statusInWords(verdict.status, recommended)}</span></td>
    <td class="number">${excluded ? '' : (costOf(verdict) ?? 'not known').replace(' USD/month', ' USD')}</td>
    <td class="number">${excluded ? '' : (headroomOf(verdict) ?? 'not known').replace(' times the peak', ' ×')}</td>
    <td>${excluded ? '' : affinity}</td>
    <td class="why">${recommended ? (reason?.text ?? '') : reasonInShort(ruleBase, reason)}</td></tr>`;
}

/** Every usable backplane by every criterion, in the order in which they count. */
export function comparisonSection({ comparison, ruleBase }: Study): Html {
  const usable = comparison.backplanes.filter(({ status }) => status !== 'excluded');
  const criteria = usable[0]?.criteria.map(({ id }) => id) ?? [];
  return html`<details class="comparison"><summary>By every criterion, in the order in which they count</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="Backplanes by criteria"><table>
      <thead><tr><th scope="col">Criterion</th>${usable.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>${criteria.map((id) => html`<tr><th scope="row">${ruleBase.criteria[id]?.name ?? id}</th>${usable.map((one) => html`<td>${(one.criteria.find((value) => value.id === id)?.band ?? '').replaceAll('-', ' ')}</td>`)}</tr>`)}</tbody>
    </table></div></details>`;
}
