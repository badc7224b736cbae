import type { RuleBase } from '../../knowledge/types.js';
import type { Item, Section } from '../explain/explanation.js';
import { priceInWords, questionOf, referenceInWords } from './reference-words.js';

/** What the names mean that an entry's conditions and formulas are made of; figures with their sources. */
export function glossary(ruleBase: RuleBase, names: Iterable<string>): Section {
  return { title: 'What the names mean', items: [...new Set(names)].flatMap((name) => meaningOf(ruleBase, name) ?? []) };
}

function meaningOf(ruleBase: RuleBase, name: string): Item | undefined {
  const [of = '', id = ''] = name.includes('.') ? [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)] : ['', name];
  switch (of) {
    case '': {
      const question = questionOf(ruleBase, id);
      return question && { text: `${id} (question): ${question.prompt}` };
    }
    case 'quantity': {
      const quantity = ruleBase.quantities[id];
      return quantity && { text: `${id}${unitInBrackets(quantity.unit)}: ${quantity.means}`, sources: quantity.source };
    }
    case 'price': {
      const price = ruleBase.prices[id];
      return price && { text: `${referenceInWords(ruleBase, name)} (${id}): ${priceInWords(price)}`, sources: price.source };
    }
    case 'measure': {
      const criterion = ruleBase.criteria[id];
      return criterion && { text: `${criterion.name} (${id}): measured for each backplane`, sources: criterion.source };
    }
    case 'definition':
      return undefined; // It is said in full where it is used.
    default: {
      const trait = ruleBase.traits.find((one) => one.of === of && one.id === id);
      return trait && { text: `${id} of the ${of.replace('-', ' ')}: ${trait.means}` };
    }
  }
}

/** A unit after a name; nothing for plain numbers. */
export const unitInBrackets = (unit: string): string => (unit === '' || unit === '1' ? '' : ` (${unit})`);

/** The ids behind names, to be explained next. */
export function idsOf(names: Iterable<string>): string[] {
  // Which backplane or variant it is has no id of its own.
  const isEntry = (name: string): boolean => !/^(decision|variant)\.|^backplane\.id$|^today$/.test(name);
  return [...names].filter(isEntry).map((name) => name.replace(/^.*\./, ''));
}
