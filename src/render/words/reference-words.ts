import { interval, number } from '../../decide/words.js';
import type { Reference, Scalar } from '../../knowledge/language/language.js';
import type { Price, Question, RuleBase } from '../../knowledge/types.js';

const split = (ref: Reference): [string, string] => {
  const dot = ref.indexOf('.');
  return dot < 0 ? ['', ref] : [ref.slice(0, dot), ref.slice(dot + 1)];
};

/** What a reference stands for, in words: `servers`, `needs-affinity of the backplane`, `the price of Redis B0`. */
export function referenceInWords(ruleBase: RuleBase, ref: Reference): string {
  const [of, name] = split(ref);
  switch (of) {
    case '':
      return ref === 'today' ? 'the day of the decision' : ref;
    case 'quantity':
      return name;
    case 'measure':
      return ruleBase.criteria[name]?.name ?? name;
    case 'price':
      return `the price of ${ruleBase.prices[name]?.name ?? name}`;
    case 'decision':
      return name === 'outcome' ? 'the outcome' : `the recommended ${name}`;
    default:
      return name === 'id' ? `the ${of}` : `${name} of the ${of.replace('-', ' ')}`;
  }
}

/** The unit of a number; empty where it has none, or where its name says it already. */
export function unitOf(ruleBase: RuleBase, ref: Reference): string {
  const [of, name] = split(ref);
  const unit = of === '' ? questionOf(ruleBase, ref)?.unit : figureOf(ruleBase, of, name)?.unit;
  return unit === undefined || unit === '1' || unit === 'ratio' || unit === name ? '' : unit;
}

function figureOf({ quantities, criteria, prices }: RuleBase, of: string, name: string): { unit: string } | undefined {
  return of === 'quantity' ? quantities[name] : of === 'measure' ? criteria[name] : of === 'price' ? prices[name] : undefined;
}

export const questionOf = (ruleBase: RuleBase, id: string): Question | undefined =>
  ruleBase.questions.find((question) => question.id === id);

/** A value that a reference is compared with, by its label or the name of its record. */
export function valueInWords(ruleBase: RuleBase, ref: Reference, value: Scalar): string {
  const [of, name] = split(ref);
  const record =
    of === 'decision' || of === 'backplane'
      ? ruleBase.backplanes.find(({ id }) => name.match(/^(backplane|id)$/) && id === value)
      : undefined;
  const label = record?.name ?? questionOf(ruleBase, ref)?.choices.find((choice) => choice.value === value)?.label ?? String(value);
  // A label that is a phrase of its own would run into the sentence around it.
  return /[,;]/.test(label) ? String(value) : label;
}

/** A price as figures: `48.97 USD/month/unit`, `11.68 to 23.36 USD/month`; without an upper end nobody publishes how much it is. */
export function priceInWords({ low, high, unit }: Price): string {
  if (high !== undefined) return `${interval({ low, high })} ${unit}`;
  return low > 0 ? `at least ${number(low)} ${unit}; how much more is not published` : `not published (${unit})`;
}
