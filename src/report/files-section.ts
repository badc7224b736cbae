import { asIs, type Html, html } from './html.js';

/** A file of the plan as a page shows it. */
export interface PlannedFile {
  path: string;
  /** What it is for. */
  title: string;
  state: 'create' | 'edit' | 'delete' | 'unchanged' | 'conflict';
  /** Markup: its text, or what changes in it, in colours. */
  markup: string;
}

/** The files that `generate` would write. */
export const filesSection = (files: readonly PlannedFile[]): Html =>
  html`<h2>What <code>generate</code> would write</h2>
    <p class="hint stale-note" hidden>These files belong to the answers of the report, not to the changed ones. Run the command above to see those.</p>
    ${files.map(
      ({
        path,
        title,
        state,
        markup,
      }) => html`<details class="file"><summary><code>${path}</code> <span class="state ${state}">${words[state]}</span> <span class="title">${title}</span></summary>
      ${markup === '' ? html`<p>As planned already.</p>` : html`<pre tabindex="0" role="region" aria-label="${path}"><code>${asIs(markup)}</code></pre>`}</details>`,
    )}`;

const words: Record<PlannedFile['state'], string> = {
  create: 'new',
  edit: 'changed',
  delete: 'removed',
  unchanged: 'as planned',
  conflict: 'kept',
};
