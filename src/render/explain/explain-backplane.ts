import { speaksOf } from '../../decide/speaks-of.js';
import { mentions } from '../../knowledge/language/mentions.js';
import type { Backplane, Measure, Part, Registration, Rule, RuleBase, Variant } from '../../knowledge/types.js';
import { glossary, idsOf } from '../words/glossary.js';
import { conditionSection, lineWithCondition, measureItem, partItem, traitsSection } from './explain-lines.js';
import { type Content, type Item, type Section, withoutValues } from './explanation.js';

export function explainBackplane(ruleBase: RuleBase, backplane: Backplane): Content {
  const { id, name, summary, traits, measures, variants } = backplane;
  const names = mentions(Object.values(measures).map(({ formula }) => formula));
  const variantItems = variants.map((one) =>
    lineWithCondition(ruleBase, `${one.id}: ${one.name}${one.note ? `. ${one.note}` : ''}`, one.when, one.source),
  );
  return {
    name,
    text: [summary],
    sections: [
      traitsSection(ruleBase, 'backplane', traits),
      measuresSection(ruleBase, 'How it is measured', measures),
      { title: 'Variants; the first that fits is meant', items: variantItems },
      { title: 'By which calls a project is seen to use it', items: backplane.registeredBy.map(registration) },
      { title: 'What can exclude it', items: exclusionsOf(ruleBase, backplane) },
      { title: 'What else is said about it, each where it applies', items: adviceOn(ruleBase, backplane) },
      { title: 'What it puts into a project', items: partsOf(ruleBase, backplane).map(partItem) },
      glossary(ruleBase, names),
    ],
    related: [...variants.map((one) => `${id}/${one.id}`), ...idsOf(names)],
  };
}

export function explainVariant(ruleBase: RuleBase, variant: Variant, of: string): Content {
  const backplane = ruleBase.backplanes.find(({ id }) => id === of);
  const own = Object.keys(variant.measures);
  const inherited = Object.fromEntries(Object.entries(backplane?.measures ?? {}).filter(([id]) => !own.includes(id)));
  const names = mentions([variant.when, ...Object.values(variant.measures).map(({ formula }) => formula)]);
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
      glossary(ruleBase, names),
    ],
    related: [of, ...idsOf(names)],
  };
}

function registration({ method, package: packageId, beside, 'on-signalr-only': onSignalr }: Registration): Item {
  const limits = [
    onSignalr ? "on SignalR's own builder" : '',
    packageId ? `where ${packageId} is referenced` : '',
    beside ? `beside ${beside}` : '',
  ];
  return { text: [`${method}(...)`, ...limits].filter(Boolean).join(' ') };
}

function measuresSection(ruleBase: RuleBase, title: string, measures: Record<string, Measure>): Section {
  const items = Object.entries(measures).map(([id, measure]) => {
    const name = ruleBase.criteria[id]?.name;
    return measureItem(ruleBase, name ? `${name} (${id})` : id, id, measure);
  });
  return { title, items };
}

function exclusionsOf(ruleBase: RuleBase, backplane: Backplane): Item[] {
  const rules = ruleBase.rules.filter((rule) => rule.effect === 'exclude' && speaksOf(ruleBase, backplane, rule.where));
  return rules.map(({ id, because, source }) => ({
    text: `${id}: ${withoutValues(because, { backplane: backplane.name })}`,
    sources: source,
  }));
}

/** The ids of requirements and warnings that speak of some backplanes, this one among them, and not of others. */
function adviceOn(ruleBase: RuleBase, backplane: Backplane): Item[] {
  const ids = (effect: Rule['effect']): string =>
    ruleBase.rules
      .filter((rule) => rule.effect === effect && rule.where && speaksOf(ruleBase, backplane, rule.where))
      .map(({ id }) => id)
      .join(', ');
  return [
    { what: 'prerequisites', found: ids('require') },
    { what: 'warnings', found: ids('warn') },
  ].flatMap(({ what, found }) => (found ? [{ text: `${what}: ${found}` }] : []));
}

/** Its own parts, and the general ones that name it. */
function partsOf(ruleBase: RuleBase, backplane: Backplane): Part[] {
  const named = ruleBase.parts.filter(
    ({ when }) => [...mentions([when])].some((name) => /^(decision|backplane|variant)\./.test(name)) && speaksOf(ruleBase, backplane, when),
  );
  return [...backplane.parts, ...named];
}
