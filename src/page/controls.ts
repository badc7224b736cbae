import type { Answer, Fact, Question, RuleBase } from '../knowledge/types.js';
import { unknown } from '../knowledge/types.js';
import { parseAnswer } from '../questions/parse-answer.js';
import { asText } from '../report/changes-section.js';
import { slotOf, valueAt } from '../report/controls-section.js';

const controls = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-question]')];

/** Tells of every answer that somebody changes. */
export function listen({ questions }: RuleBase, tell: (id: string, value: Answer) => void): void {
  for (const element of controls()) {
    const question = questions.find(({ id }) => id === element.dataset.question);
    if (question) element.addEventListener('input', ({ target }) => changedBy(target as HTMLInputElement, element, question, tell));
  }
}

function changedBy(target: HTMLInputElement, element: HTMLElement, question: Question, tell: (id: string, value: Answer) => void): void {
  if ('slider' in target.dataset) {
    const value = valueAt(question, Number(target.value));
    const text = element.querySelector<HTMLInputElement>('input[type=text]');
    if (text) text.value = String(value);
    spoken(target, question, value);
    accepted(element, question, value, tell);
    return;
  }
  const text =
    question.type === 'list'
      ? [...element.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => value).join(',') || 'none'
      : target.value;
  const parsed = parseAnswer(question, text.trim() === '' ? unknown : text.trim().replaceAll(',', question.type === 'list' ? ',' : ''));
  const problem = element.querySelector('.problem');
  if (problem) problem.textContent = 'problem' in parsed ? parsed.problem : '';
  target.setAttribute('aria-invalid', String('problem' in parsed));
  if ('value' in parsed) tell(question.id, parsed.value);
}

function accepted(element: HTMLElement, { id }: Question, value: Answer, tell: (id: string, value: Answer) => void): void {
  const problem = element.querySelector('.problem');
  if (problem) problem.textContent = '';
  tell(id, value);
}

/** A slider says its value, not its place. */
const spoken = (slider: Element, { unit }: Question, value: Answer | undefined): void =>
  slider.setAttribute('aria-valuetext', value === undefined ? 'not known' : `${value} ${unit ?? ''}`);

/** Shows the answers as they are now, and only the questions that make sense; leaves alone what somebody types in. */
export function show({ questions }: RuleBase, facts: readonly Fact[], changed: ReadonlyMap<string, Answer>): void {
  const answers = new Map(facts.map(({ id, value }) => [id, value]));
  for (const element of controls()) {
    const question = questions.find(({ id }) => id === element.dataset.question);
    if (!question) continue;
    const stated = answers.get(question.id);
    element.hidden = stated === undefined && !changed.has(question.id);
    element.classList.toggle('is-changed', changed.has(question.id));
    if (!element.contains(document.activeElement) || document.activeElement instanceof HTMLSelectElement)
      fill(element, question, stated === unknown ? undefined : stated);
    else if (document.activeElement instanceof HTMLInputElement && document.activeElement.type === 'text') {
      const slider = element.querySelector<HTMLInputElement>('[data-slider]');
      if (slider) slider.value = String(slotOf(question, stated));
    }
  }
  for (const group of document.querySelectorAll<HTMLElement>('#controls .group'))
    group.hidden = [...group.querySelectorAll<HTMLElement>('[data-question]')].every(({ hidden }) => hidden);
}

function fill(element: HTMLElement, question: Question, value: Answer | undefined): void {
  const chosen = Array.isArray(value) ? value : [];
  for (const field of element.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) {
    if (field.type === 'range') {
      field.value = String(slotOf(question, value));
      spoken(field, question, value);
    } else if (field.type === 'checkbox') (field as HTMLInputElement).checked = chosen.includes(field.value);
    else if (field.type === 'radio') (field as HTMLInputElement).checked = field.value === (value === undefined ? unknown : String(value));
    else field.value = value === undefined ? (field instanceof HTMLSelectElement ? unknown : '') : asText(value);
  }
}
