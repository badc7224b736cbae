import { conditionsIn, mentionsOf } from '../knowledge/readers.js';
import type { Entry } from '../knowledge/entries.js';
import type { Condition, Formula } from '../knowledge/language.js';
import { conditionMentions, formulaMentions } from '../knowledge/mentions.js';
import type { Part, RuleBase, TraitValue, Traits } from '../knowledge/types.js';
import { conditionInWords } from './condition-words.js';
import { type Item, itemOf, type Section, withoutValues } from './explanation.js';
import { formulaInWords } from './formula-words.js';
import { inOneLine } from './phrase.js';
import { priceInWords, questionOf, referenceInWords } from './reference-words.js';

/** The pieces that the explanations of several kinds are made of. */

export const conditionSection = (ruleBase: RuleBase, title: string, condition: Condition | undefined): Section => ({
  title,
  items: condition ? [itemOf(conditionInWords(ruleBase, condition))] : [],
});

/** A line followed by the condition under which it holds. */
export function lineWithCondition(ruleBase: RuleBase, text: string, condition: Condition | undefined, sources?: string[]): Item {
  const when = condition && itemOf(conditionInWords(ruleBase, condition));
  return { text, ...(sources ? { sources } : {}), ...(when ? { items: [{ ...when, text: `where ${when.text}` }] } : {}) };
}

export const formulaItem = (ruleBase: RuleBase, label: string, formula: Formula, because: string | undefined, sources: string[]): Item => {
  const { text, items } = itemOf(formulaInWords(ruleBase, formula));
  return { text: `${label}: ${text}${items || !because ? '' : `. ${because}`}`, sources, items: [...(items ?? []), ...(items && because ? [{ text: because }] : [])] };
};

export function traitsSection(ruleBase: RuleBase, of: 'backplane' | 'load-balancer' | 'platform', traits: Traits): Section {
  const items = Object.entries(traits).map(([id, value]) => {
    const means = ruleBase.traits.find((trait) => trait.of === of && trait.id === id)?.means ?? '';
    return { text: `${id}: ${valueOf(value)}. ${means}` };
  });
  return { title: 'What it needs and can do', items };
}

const valueOf = (value: TraitValue): string => (Array.isArray(value) ? value.join(', ') || 'none' : String(value));

/** What parts put into a project. */
export const partItem = (ruleBase: RuleBase, part: Part): Item => lineWithCondition(ruleBase, `${part.id}: ${part.title}. ${effectOf(part)}`, part.when, part.source);

export function effectOf({ file, package: packageReference, setting, step }: Part): string {
  if (file) return `It writes ${file.path}.`;
  if (packageReference) return `It adds the package ${packageReference.id}: ${Object.entries(packageReference.versions).map(([framework, version]) => `${version} for ${framework}`).join(', ')}.`;
  if (setting) return `It sets ${setting.key} to ${setting.value} in ${setting.file}.`;
  return `It is a step for you: ${withoutValues(step ?? '')}`;
}

/** What the names mean that an entry's conditions and formulas are made of; figures with their sources. */
export function glossary(ruleBase: RuleBase, mentions: Iterable<string>): Section {
  return { title: 'What the names mean', items: [...new Set(mentions)].flatMap((name) => meaningOf(ruleBase, name) ?? []) };
}

export const glossaryOf = (ruleBase: RuleBase, entry: Entry): Section => glossary(ruleBase, mentionsOf(entry));

function meaningOf(ruleBase: RuleBase, name: string): Item | undefined {
  const [of = '', id = ''] = name.includes('.') ? [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)] : ['', name];
  switch (of) {
    case '': {
      const question = questionOf(ruleBase, id);
      return question && { text: `${id}: ${question.prompt}` };
    }
    case 'quantity': {
      const quantity = ruleBase.quantities[id];
      return quantity && { text: `${id} (${quantity.unit}): ${quantity.means}`, sources: quantity.source };
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

/** The ids behind names, to be explained next. */
export const idsOf = (mentions: Iterable<string>): string[] => [...mentions].map((name) => name.replace(/^.*\./, '')).filter((id) => id !== 'id' && id !== 'today');

/** Everything that conditions and formulas mention, through which a reader may go on. */
export function mentionedIn(conditions: readonly (Condition | undefined)[], formulas: readonly Formula[] = []): Set<string> {
  const found = new Set<string>();
  for (const condition of conditions) if (condition) conditionMentions(condition, found);
  for (const formula of formulas) formulaMentions(formula, found);
  return found;
}

/** The conditions of an entry in one line each, for lists of what reads a name. */
export const conditionsInOneLine = (ruleBase: RuleBase, entry: Entry): string => conditionsIn(entry).map((one) => inOneLine(conditionInWords(ruleBase, one))).join('; and ');
