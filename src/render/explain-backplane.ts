import { speaksOf } from '../decide/speaks-of.js';
import type { Backplane, Measure, Part, Rule, RuleBase, Variant } from '../knowledge/types.js';
import { conditionSection, formulaItem, glossary, idsOf, lineWithCondition, mentionedIn, partItem, traitsSection } from './explain-words.js';
import { type Content, type Item, type Section, withoutValues } from './explanation.js';

export function explainBackplane(ruleBase: RuleBase, backplane: Backplane): Content {
  const { id, name, summary, traits, measures, variants } = backplane;
  const mentions = mentionedIn([], Object.values(measures).map(({ formula }) => formula));
  const variantItems = variants.map((one) => lineWithCondition(ruleBase, `${one.id}: ${one.name}${one.note ? `. ${one.note}` : ''}`, one.when, one.source));
  return {
    name,
    text: [summary],
    sections: [
      traitsSection(ruleBase, 'backplane', traits),
      measuresSection(ruleBase, 'How it is measured', measures),
      { title: 'Variants; the first that fits is meant', items: variantItems },
      { title: 'What can exclude it', items: rulesAbout(ruleBase, backplane, 'exclude') },
      { title: 'What must be so for it to work', items: rulesAbout(ruleBase, backplane, 'require') },
      { title: 'What is said about it', items: rulesAbout(ruleBase, backplane, 'warn') },
      { title: 'What it puts into a project', items: partsOf(ruleBase, backplane).map((part) => partItem(ruleBase, part)) },
      glossary(ruleBase, mentions),
    ],
    related: [...variants.map((one) => `${id}/${one.id}`), ...idsOf(mentions)],
  };
}

export function explainVariant(ruleBase: RuleBase, variant: Variant, of: string): Content {
  const backplane = ruleBase.backplanes.find(({ id }) => id === of);
  const own = Object.keys(variant.measures);
  const inherited = Object.fromEntries(Object.entries(backplane?.measures ?? {}).filter(([id]) => !own.includes(id)));
  const mentions = mentionedIn([variant.when], Object.values(variant.measures).map(({ formula }) => formula));
  return {
    name: `${backplane?.name ?? of}: ${variant.name}`,
    text: [`A product or tier of ${backplane?.name ?? of}. The first whose condition holds is meant.`, variant.note ?? ''],
    sections: [
      variant.when
        ? conditionSection(ruleBase, 'When it is meant', variant.when)
        : { title: 'When it is meant', items: [{ text: 'where no other variant fits' }] },
      traitsSection(ruleBase, 'backplane', variant.traits),
      measuresSection(ruleBase, 'How it is measured', variant.measures),
      measuresSection(ruleBase, `What holds for ${backplane?.name ?? of} as a whole`, inherited),
      glossary(ruleBase, mentions),
    ],
    related: [of, ...idsOf(mentions)],
  };
}

function measuresSection(ruleBase: RuleBase, title: string, measures: Record<string, Measure>): Section {
  const items = Object.entries(measures).map(([id, { formula, because, source }]) => {
    const name = ruleBase.criteria[id]?.name;
    return formulaItem(ruleBase, name ? `${name} (${id})` : id, formula, because, source);
  });
  return { title, items };
}

/** The rules of an effect that may speak of a backplane. Of requirements and warnings only those that speak of some and not of others. */
function rulesAbout(ruleBase: RuleBase, backplane: Backplane, effect: Rule['effect']): Item[] {
  return ruleBase.rules
    .filter((rule) => rule.effect === effect && (effect === 'exclude' || rule.where) && speaksOf(ruleBase, backplane, rule.where))
    .map((rule) => ({ text: `${rule.id}: ${withoutValues(rule.because)}`, sources: rule.source }));
}

/** Its own parts, and the general ones that name it. */
function partsOf(ruleBase: RuleBase, backplane: Backplane): Part[] {
  const named = ruleBase.parts.filter(({ when }) => [...mentionedIn([when])].some((name) => /^(decision|backplane|variant)\./.test(name)) && speaksOf(ruleBase, backplane, when));
  return [...backplane.parts, ...named];
}
