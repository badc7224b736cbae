import type { Interval } from '../../decide/interval.js';
import { interval } from '../../decide/words.js';
import type { Formula } from '../../knowledge/language/language.js';
import { singular } from '../../knowledge/language/units.js';
import type { RuleBase } from '../../knowledge/types.js';
import { conditionInWords, orList } from './condition-words.js';
import { inOneLine, type Phrase } from './phrase.js';
import { referenceInWords, valueInWords } from './reference-words.js';

/** Adds to a constant that is a result what it stands for; nothing where it says enough. */
type Remark = (result: Interval) => string;

/** A formula in English, with the units of its constants. What depends on an answer has a part for each case. */
export function formulaInWords(ruleBase: RuleBase, formula: Formula, remark: Remark = () => ''): Phrase {
  if (isPlain(formula)) return { text: plain(ruleBase, formula) + (formula.op === 'number' ? remark(formula) : '') };
  switch (formula.op) {
    case 'if':
      return { text: 'depending on the answers', parts: branches(ruleBase, formula, remark) };
    case 'choose': {
      const cases = Object.entries(formula.cases).map(([value, one]) =>
        labelled(ruleBase, valueInWords(ruleBase, formula.ref, value), one, remark),
      );
      return { text: `depending on ${referenceInWords(ruleBase, formula.ref)}`, parts: cases };
    }
    case 'round-up':
      return { text: `rounded up to ${steps(formula.to)}`, parts: [formulaInWords(ruleBase, formula.of)] };
    case 'number':
    case 'ref':
      return { text: plain(ruleBase, formula) };
    default:
      return { text: listNames[formula.op], parts: formula.of.map((part) => formulaInWords(ruleBase, part)) };
  }
}

const listNames = {
  add: 'the sum of',
  subtract: 'the first minus the second of',
  multiply: 'the product of',
  divide: 'the first divided by the second of',
  max: 'the largest of',
  min: 'the smallest of',
};

/** If, else if ... else, as one list. */
function branches(ruleBase: RuleBase, formula: Formula, remark: Remark): Phrase[] {
  if (formula.op !== 'if') return [labelled(ruleBase, 'otherwise', formula, remark)];
  const when = `if ${inOneLine(conditionInWords(ruleBase, formula.when))}`;
  return [labelled(ruleBase, when, formula.then, remark), ...branches(ruleBase, formula.else, remark)];
}

function labelled(ruleBase: RuleBase, label: string, formula: Formula, remark: Remark): Phrase {
  const { text, parts } = formulaInWords(ruleBase, formula, remark);
  return { text: `${label}: ${text}`, ...(parts ? { parts } : {}) };
}

function isPlain(formula: Formula): boolean {
  if (formula.op === 'number' || formula.op === 'ref') return true;
  if (formula.op === 'if' || formula.op === 'choose') return false;
  return formula.op === 'round-up' ? isPlain(formula.of) : formula.of.every(isPlain);
}

const signs = { add: ' plus ', subtract: ' minus ', multiply: ' times ', divide: ' divided by ' };

function plain(ruleBase: RuleBase, formula: Formula): string {
  switch (formula.op) {
    case 'number':
      return constant(formula);
    case 'ref':
      return referenceInWords(ruleBase, formula.ref);
    case 'round-up':
      return `${operand(ruleBase, formula.of)} rounded up to ${steps(formula.to)}`;
    case 'max':
    case 'min':
      return `the ${formula.op === 'max' ? 'larger' : 'smaller'} of ${formula.of.map((part) => operand(ruleBase, part)).join(' and ')}`;
    case 'if':
    case 'choose':
      return inOneLine(formulaInWords(ruleBase, formula));
    default:
      return formula.of.map((part) => operand(ruleBase, part)).join(signs[formula.op]);
  }
}

function constant({ low, high, unit }: Extract<Formula, { op: 'number' }>): string {
  const [first = '', ...rest] = unit.split('/');
  const fitting = low === 1 && high === 1 ? [singular(first), ...rest].join('/') : unit;
  return `${interval({ low, high })}${unit === '' ? '' : ` ${fitting}`}`;
}

/** Part of a larger formula: in brackets where it is one itself. */
function operand(ruleBase: RuleBase, formula: Formula): string {
  const text = plain(ruleBase, formula);
  return formula.op === 'number' || formula.op === 'ref' ? text : `(${text})`;
}

/** Beyond the last listed value there is nothing to be had. */
const steps = (to: readonly number[]): string =>
  to.length === 0 ? 'a whole number' : to.length > 8 ? `one of ${to[0]}, ${to[1]} ... ${to.at(-1)}` : orList(to.map(String));
