import { number } from '../../decide/words.js';
import {
  atHand,
  type Comparison,
  type Condition,
  type Reference,
  type Scalar,
  type VersionBound,
} from '../../knowledge/language/language.js';
import { dayOf } from '../../knowledge/language/written-language.js';
import type { RuleBase } from '../../knowledge/types.js';
import { midSentence } from './mid-sentence.js';
import type { Phrase } from './phrase.js';
import { questionOf, referenceInWords, unitOf, valueInWords } from './reference-words.js';

/** A condition in English. A definition speaks through what it means, with its id in brackets. */
export const conditionInWords = (ruleBase: RuleBase, condition: Condition): Phrase => words(ruleBase, condition, false);

function words(ruleBase: RuleBase, condition: Condition, negated: boolean): Phrase {
  const not = negated ? 'not ' : '';
  switch (condition.op) {
    case 'all':
    case 'any': {
      const [only, ...others] = condition.of;
      if (only && others.length === 0) return words(ruleBase, only, negated);
      const text = condition.op === 'all' ? `${not}all of` : negated ? 'none of' : 'any of';
      return { text, parts: condition.of.map((part) => words(ruleBase, part, false)) };
    }
    case 'not':
      return words(ruleBase, condition.of, !negated);
    case 'certain': {
      const { text, parts } = words(ruleBase, condition.of, false);
      return { text: `it is ${not}certain that ${text}`, ...(parts ? { parts } : {}) };
    }
    case 'known':
      return { text: `${referenceInWords(ruleBase, condition.ref)} is ${not}known` };
    case 'use': {
      const means = midSentence(ruleBase, ruleBase.definitions[condition.name]?.means ?? condition.name);
      return { text: `${negated ? 'it is not so that ' : ''}${means} (${condition.name})` };
    }
    case 'in':
      return { text: membership(ruleBase, condition.ref, condition.values, negated) };
    case 'compare': {
      const subject = referenceInWords(ruleBase, condition.ref);
      const counted = questionOf(ruleBase, condition.ref)?.type === 'list' ? `the number of entries of ${subject}` : subject;
      return { text: `${counted} is ${not}${comparison(ruleBase, condition)}` };
    }
    case 'version':
      return { text: `${referenceInWords(ruleBase, condition.ref)} is ${not}${condition.range.map(bounds).join(', or ')}` };
  }
}

function membership(ruleBase: RuleBase, ref: Reference, values: readonly Scalar[], negated: boolean): string {
  const isList = questionOf(ruleBase, ref)?.type === 'list';
  const verb = isList ? (negated ? 'does not include' : 'includes') : negated ? 'is not' : 'is';
  return `${referenceInWords(ruleBase, ref)} ${verb} ${orList(values.map((value) => (value === atHand ? referenceInWords(ruleBase, atHand) : valueInWords(ruleBase, ref, value))))}`;
}

/** `a`, `a or b`, `a, b or c`. */
export const orList = (items: readonly string[]): string =>
  items.length > 1 ? `${items.slice(0, -1).join(', ')} or ${items.at(-1)}` : (items[0] ?? '');

const comparisons: Record<Comparison, string> = {
  'at-least': 'at least',
  'more-than': 'more than',
  'at-most': 'at most',
  'less-than': 'less than',
};

function comparison(ruleBase: RuleBase, { ref, how, with: operand }: Extract<Condition, { op: 'compare' }>): string {
  if (typeof operand === 'string') return `${comparisons[how]} ${referenceInWords(ruleBase, operand)}`;
  if (ref === 'today') return day(how, dayOf(operand));
  const unit = unitOf(ruleBase, ref);
  return `${comparisons[how]} ${number(operand)}${unit ? ` ${unit}` : ''}`;
}

const day = (how: Comparison, date: string): string =>
  ({ 'at-least': `${date} or later`, 'more-than': `after ${date}`, 'at-most': `${date} or earlier`, 'less-than': `before ${date}` })[how];

/** `17.5 or later and before 18`. */
function bounds(range: readonly VersionBound[]): string {
  const bound = ({ how, parts }: VersionBound): string => {
    const version = parts.join('.');
    return {
      'at-least': `${version} or later`,
      'more-than': `after ${version}`,
      'at-most': `${version} or earlier`,
      'less-than': `before ${version}`,
    }[how];
  };
  return range.map(bound).join(' and ');
}
