import type { Reason } from '../decide/decision.js';
import { type Html, html } from './html.js';
import { sourceLinks } from './source-links.js';
import type { Study } from './study.js';
import { titleOf, whoOf } from './titles.js';

/** What must be so as a checklist. Ticks are kept in the address of the page. */
export const checklistSection = ({ advice: { decision } }: Study): Html =>
  decision.prerequisites.length === 0
    ? html``
    : html`<h2>What must be so</h2>
      <p class="hint">Ticks are kept in the address of this page: copy it to keep or to share them.</p>
      <ul class="checklist">${decision.prerequisites.map(item)}</ul>`;

/** What to know beside the decision. */
export function notesSection({ advice: { decision } }: Study): Html {
  const notes = decision.warnings.filter(({ severity }) => severity !== 'breaking');
  return html`${
    notes.length > 0 &&
    html`<details><summary>What to know (${notes.length})</summary>
      <ul class="notes">${notes.map(({ text, source }) => html`<li>${text} ${sourceLinks(source)}</li>`)}</ul></details>`
  }`;
}

function item(reason: Reason): Html {
  const [title, who] = [titleOf(reason), whoOf(reason)];
  const more =
    reason.text.replace(/\.$/, '') === title
      ? ''
      : reason.text.startsWith(title)
        ? reason.text.slice(title.length).replace(/^[.:;]\s*/, '')
        : reason.text;
  return html`<li><input type="checkbox" id="done-${reason.code}" data-done="${reason.code}"><label for="done-${reason.code}">${title}</label>${who && html` <span class="who">${who}</span>`}
    <div class="more">${more} ${sourceLinks(reason.source)}</div></li>`;
}
