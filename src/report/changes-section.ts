import type { Change } from '../decide/decision.js';
import type { Answer } from '../knowledge/types.js';
import { lighterInWords } from '../render/lighter.js';
import { type Html, html } from './html.js';
import { recommendedName } from './names.js';
import type { Study } from './study.js';

/** What would change the recommendation, each to be tried. */
export function changesSection({ advice, ruleBase }: Study): Html {
  const { changes, lighter, decision } = advice;
  if (changes.length + lighter.length === 0) return html`<h2>What would change it</h2><p>No single answer would.</p>`;
  const tried = (text: Html, { set, text: change }: Pick<Change, 'set' | 'text'>): Html => html`<li><span>${text}</span>
      <button type="button" class="live" data-set="${addressOf(set)}" aria-label="Try it: ${change}">Try it</button></li>`;
  return html`<h2>${decision.outcome === 'no-eligible' ? 'What would make one eligible' : 'What would change it'}</h2>
    <ul class="changes">${changes.map((change) =>
      tried(html`If you ${change.text}: <strong>${recommendedName(ruleBase, change)}</strong>.`, change),
    )}${lighter.map((change) => tried(html`${lighterInWords(decision, change)}`, change))}</ul>`;
}

/** Answers as they stand in an address: `servers=4&clients=browser,dotnet`. */
export const addressOf = (answers: Readonly<Record<string, Answer>>): string =>
  Object.entries(answers)
    .map(([id, value]) => `${id}=${encodeURIComponent(asText(value)).replaceAll('%2C', ',')}`)
    .join('&');

/** An answer as a flag takes it. */
export const asText = (value: Answer): string => (Array.isArray(value) ? value.join(',') || 'none' : String(value));
