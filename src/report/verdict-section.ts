import { type Html, html } from './html.js';
import { costOf, headroomOf, verdictName } from './names.js';
import { sourceLinks } from './source-links.js';
import type { Study } from './study.js';

/** The recommendation: what to use, the deciding reason, price and room, and what could break it. */
export function verdictSection({ advice, ruleBase }: Study): Html {
  const { decision } = advice;
  const [first] = decision.outcome === 'backplane' ? decision.verdicts : [];
  const title = {
    backplane: first ? verdictName(ruleBase, first) : '',
    'none-needed': 'No backplane is needed',
    'platform-provides': 'The platform provides the backplane',
    'no-eligible': 'No backplane is eligible',
  }[decision.outcome];
  const why = first ? first.reasons.slice(0, 1) : decision.reasons;
  const figures = first ? [costOf(first), headroomOf(first) && `room for ${headroomOf(first)}`].filter(Boolean) : [];
  return html`
    ${contradictions(advice.decision.contradictions)}
    <div class="verdict ${decision.outcome}">
      <p class="label">${first ? 'Recommended backplane' : 'The answer'}</p>
      <h2 id="the-answer">${title}${first && first.unless.length > 0 && html` <small>not certain yet</small>`}</h2>
      ${figures.length > 0 && html`<p class="figures">${figures.join(' · ')}</p>`}
      ${why.map(({ text, source }) => html`<p>${text} ${sourceLinks(source)}</p>`)}
      ${decision.warnings
        .filter(({ severity }) => severity === 'breaking')
        .map(({ text, source }) => html`<p class="breaking"><strong>Could break it:</strong> ${text} ${sourceLinks(source)}</p>`)}
      ${first && first.unless.length > 0 && html`<p class="unless">These answers may say otherwise: ${first.unless.join(', ')}.</p>`}
    </div>`;
}

const contradictions = (all: Study['advice']['decision']['contradictions']): Html | false =>
  all.length > 0 &&
  html`<div class="contradictions" role="alert">
    <h2>The answers contradict each other</h2>
    <ul>${all.map(
      ({ text, facts, doubt }) =>
        html`<li>${text} Look at <code>${doubt}</code> first, then at ${facts.filter((id) => id !== doubt).join(', ')}.</li>`,
    )}</ul>
  </div>`;
