import { rangeOf, rounded } from '../decide/axis.js';
import type { Answer, Fact, Question } from '../knowledge/types.js';
import { unknown } from '../knowledge/types.js';
import { type Html, html } from './html.js';
import type { Study } from './study.js';

/** The steps of a slider. */
export const sliderSteps = 200;

/** Sliders for numbers and switches for choices, by sections of the catalogue. Which questions make sense follows from the others: see `applies`. */
export function controlsSection({ ruleBase, facts }: Study): Html {
  const answers = new Map(facts.map((fact) => [fact.id, fact]));
  const asked = ruleBase.questions.filter(({ influences }) => influences);
  const sections = [...ruleBase.sections].sort((a, b) => Number(opened.has(b.id)) - Number(opened.has(a.id)));
  return html`
    <details id="try" open><summary><h2>Try other answers</h2></summary>
    <p class="hint">Everything on this page follows at once. Nothing leaves it: the answers are kept in its address.</p>
    <p class="row"><button type="button" id="reset">Back to the answers of the report</button></p>
    ${sections.map(({ id, title }) => {
      const questions = asked.filter(({ section }) => section === id);
      return (
        questions.length > 0 &&
        html`<details class="group"${opened.has(id) && ' open'}><summary>${title}</summary>${questions.map((question) => control(question, answers.get(question.id)))}</details>`
      );
    })}</details>`;
}

/** What people ask "what if" about. */
const opened = new Set(['throughput', 'affinity', 'cost']);

function control(question: Question, fact: Fact | undefined): Html {
  const { id, type, prompt, help } = question;
  const value = fact?.value === unknown ? undefined : fact?.value;
  const hidden = fact === undefined && ' hidden';
  const hint = help && html`<span class="help" id="help-${id}">${help}</span>`;
  const described = help ? html` aria-describedby="help-${id}"` : '';
  if (type === 'integer' || type === 'number')
    return html`<div class="control number" data-question="${id}"${hidden}>
      <label for="n-${id}">${prompt}</label>
      <div class="row"><input type="range" min="0" max="${sliderSteps}" step="1" value="${slotOf(question, value)}" aria-label="${prompt} (slider)" data-slider>
      <input type="text" inputmode="decimal" id="n-${id}" value="${value === undefined ? '' : String(value)}" placeholder="not known" autocomplete="off"${described}><span class="unit">${question.unit}</span></div>
      <span class="problem" role="alert"></span>${hint}</div>`;
  if (type === 'version')
    return html`<div class="control" data-question="${id}"${hidden}><label for="n-${id}">${prompt}</label>
      <div class="row"><input type="text" id="n-${id}" value="${value === undefined ? '' : String(value)}" placeholder="not known" autocomplete="off"${described}></div><span class="problem" role="alert"></span>${hint}</div>`;
  if (type === 'list') {
    const chosen = Array.isArray(value) ? value : [];
    return html`<fieldset class="control list" data-question="${id}"${hidden}${described}><legend>${prompt}</legend>
      ${question.choices.map((choice) => html`<label><input type="checkbox" value="${choice.value}"${chosen.includes(choice.value) && ' checked'}>${choice.label ?? choice.value}</label>`)}${hint}</fieldset>`;
  }
  const choices = [
    ...question.choices.map((choice) => ({ value: choice.value, label: choice.label ?? choice.value })),
    { value: unknown, label: 'not known' },
  ];
  const now = value === undefined ? unknown : String(value);
  if (choices.length <= 4)
    return html`<fieldset class="control switch" data-question="${id}"${hidden}${described}><legend>${prompt}</legend>
      <div class="row">${choices.map((choice) => html`<label><input type="radio" name="c-${id}" value="${choice.value}"${choice.value === now && ' checked'}><span>${choice.label}</span></label>`)}</div>${hint}</fieldset>`;
  return html`<div class="control" data-question="${id}"${hidden}><label for="n-${id}">${prompt}</label>
    <select id="n-${id}"${described}>${choices.map((choice) => html`<option value="${choice.value}"${choice.value === now && ' selected'}>${choice.label}</option>`)}</select>${hint}</div>`;
}

/** Where a slider stands: 0 is none, then steps that grow alike. */
export function slotOf(question: Question, value: Answer | undefined): number {
  if (typeof value !== 'number' || value <= 0) return 0;
  const { low, high } = rangeOf(question);
  const part = Math.log(value / low) / Math.log(high / low);
  return Math.max(1, Math.min(sliderSteps, Math.round(1 + part * (sliderSteps - 1))));
}

/** The number at which a slider stands. */
export function valueAt(question: Question, slot: number): number {
  const { low, high } = rangeOf(question);
  if (slot <= 0) return question.minimum ?? 0;
  return rounded(question, low * (high / low) ** ((slot - 1) / (sliderSteps - 1)));
}
