import { type Html, html } from './html.js';
import type { Study } from './study.js';

/** The command lines that give the same answer again and that carry it out. */
export const commandsSection = ({ advice }: Study): Html => html`<h2>As a command line</h2>
  ${command('The same answer again', advice.command)}
  ${advice.decision.outcome === 'backplane' && command('See what it would write', `${advice.generate} --diff`)}`;

const command = (title: string, line: string): Html => html`<div class="command"><p>${title}</p>
  <pre tabindex="0" role="region" aria-label="${title}"><code>${line}</code></pre><button type="button" class="live" data-copy>Copy</button></div>`;
