import { Scope } from '../decide/scope.js';
import { answerInWords } from '../decide/words.js';
import type { Fact } from '../knowledge/types.js';
import { type Html, html } from './html.js';
import type { Study } from './study.js';

const from: Record<Fact['provenance'], string> = {
  flag: 'stated',
  env: 'stated (environment)',
  file: 'answers file',
  detected: 'read from the project',
  prompt: 'answered',
  assumed: 'assumed',
};

/** Every answer with where it comes from. */
export function factsSection({ facts, ruleBase, asOf }: Study): Html {
  const scope = new Scope(ruleBase, new Map(), asOf);
  const known = facts.filter(({ value }) => value !== 'unknown');
  const open = facts.filter(({ value }) => value === 'unknown');
  const origin = ({ provenance, evidence, because }: Fact): string => {
    const place = evidence?.[0] ? ` (${evidence[0].file}:${evidence[0].line})` : '';
    return `${from[provenance]}${place}${because ? `: ${because}` : ''}`;
  };
  return html`<details class="facts"><summary>All ${known.length} answers, and where each comes from</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="Answers"><table><thead><tr><th scope="col">Question</th><th scope="col">Answer</th><th scope="col">Where from</th></tr></thead>
      <tbody>${known.map((fact) => html`<tr><th scope="row">${fact.id}</th><td>${answerInWords(scope, fact.id, fact.value)}</td><td>${origin(fact)}</td></tr>`)}</tbody></table></div>
    ${open.length > 0 && html`<p>Not known: ${open.map(({ id }) => id).join(', ')}.</p>`}</details>`;
}
