import type { Prerequisite } from '../decide/decision.js';
import { type Html, html } from './html.js';
import { sourceLinks } from './source-links.js';
import type { Study } from './study.js';
import { whoInWords } from './who-in-words.js';

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

function item({ code, title, who, text, source }: Prerequisite): Html {
  return html`<li><input type="checkbox" id="done-${code}" data-done="${code}"><label for="done-${code}">${title}</label> <span class="who">${whoInWords[who]}</span>
    <div class="more">${text} ${sourceLinks(source)}</div></li>`;
}
