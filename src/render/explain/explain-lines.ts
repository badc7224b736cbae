import type { Interval } from '../../decide/interval.js';
import { bandOf } from '../../decide/rank.js';
import type { Condition, Formula } from '../../knowledge/language/language.js';
import type { Measure, Part, RuleBase, Traits, TraitValue } from '../../knowledge/types.js';
import { conditionInWords } from '../words/condition-words.js';
import { formulaInWords } from '../words/formula-words.js';
import { midSentence } from '../words/mid-sentence.js';
import { type Item, itemOf, type Section, withoutValues } from './explanation.js';

/** A condition under a title; left out where there is none. */
export const conditionSection = (ruleBase: RuleBase, title: string, condition: Condition | undefined): Section => ({
  title,
  items: condition ? [itemOf(conditionInWords(ruleBase, condition))] : [],
});

/** A line followed by the condition under which it holds. */
export function lineWithCondition(ruleBase: RuleBase, text: string, condition: Condition | undefined, sources?: string[]): Item {
  const when = condition && itemOf(conditionInWords(ruleBase, condition));
  return { text, ...(sources ? { sources } : {}), ...(when ? { items: [{ ...when, text: `where ${when.text}` }] } : {}) };
}

/** How a figure is computed: in one line, or with a line for each case. */
export function formulaItem(ruleBase: RuleBase, label: string, formula: Formula, sources: string[]): Item {
  const { text, items } = itemOf(formulaInWords(ruleBase, formula));
  return { text: `${label}: ${text}`, sources, ...(items ? { items } : {}) };
}

/** How a criterion is measured, with the band of each value that is a constant. */
export function measureItem(ruleBase: RuleBase, label: string, id: string, { formula, because, source }: Measure): Item {
  const criterion = ruleBase.criteria[id];
  const band = (value: Interval): string => (criterion ? ` (${criterion.bands[bandOf(criterion, value)]?.id})` : '');
  const { text, items } = itemOf(formulaInWords(ruleBase, formula, band));
  if (items) return { text: `${label}: ${text}`, sources: source, items: [...items, ...(because ? [{ text: because }] : [])] };
  return { text: `${label}: ${text}${because ? `. ${because}` : ''}`, sources: source };
}

export function traitsSection(ruleBase: RuleBase, of: 'backplane' | 'load-balancer' | 'platform' | 'proxy', traits: Traits): Section {
  const items = Object.entries(traits).map(([id, value]) => {
    const means = ruleBase.traits.find((trait) => trait.of === of && trait.id === id)?.means ?? '';
    return { text: `${id}: ${traitInWords(value)}. Meaning: ${midSentence(ruleBase, means)}.` };
  });
  return { title: 'What it needs and can do', items };
}

const traitInWords = (value: TraitValue): string => (Array.isArray(value) ? value.join(', ') || 'none' : String(value));

/** A part in one line; when it applies and what a step says are told where it is explained itself. */
export const partItem = (part: Part): Item => ({
  text: `${part.id}: ${part.title}. ${part.step === undefined ? effectOf(part) : 'A step for you.'}`,
  sources: part.source,
});

/** What a part does to a project. */
export function effectOf({ file, package: packageReference, setting, call, step }: Part): string {
  // Paths are templates: what depends on the project is said as <project.name>.
  if (file) return `It writes ${file.path.replace(/\{\{\{?\s*([\w.-]+)\s*\}?\}\}/g, '<$1>')}.`;
  if (packageReference)
    return `It adds the package ${packageReference.id}: ${Object.entries(packageReference.versions)
      .map(([framework, version]) => `${version} for ${framework}`)
      .join(', ')}.`;
  if (setting) return `It sets ${setting.key} to ${setting.value} in ${setting.file}.`;
  if (call) return `It calls ${call.method} in Program.cs.`;
  return `It is a step for you: ${withoutValues(step ?? '')}`;
}
