import { speaksOf } from '../../decide/speaks-of.js';
import { fullId } from '../../knowledge/entries.js';
import { mentions } from '../../knowledge/language/mentions.js';
import { readersOf } from '../../knowledge/language/readers.js';
import type { Definition, OutcomeRule, Rule, RuleBase, RuleExample, Trap } from '../../knowledge/types.js';
import { glossary, idsOf } from '../words/glossary.js';
import { conditionSection } from './explain-lines.js';
import { readersSection } from './explain-readers.js';
import { type Content, type Item, withoutValues } from './explanation.js';

const effects: Record<Rule['effect'], string> = {
  exclude: 'It excludes a backplane. Where an answer that it needs is unknown, it only stands as "unless".',
  require: 'It names what must be so for a recommendation to work.',
  warn: 'It is said beside the decision and excludes nothing.',
  contradict: 'It says first of all that answers cannot all be true.',
};

export function explainRule(ruleBase: RuleBase, rule: Rule): Content {
  const names = mentions([rule.when, rule.where]);
  const concerned = ruleBase.backplanes.filter((backplane) => speaksOf(ruleBase, backplane, rule.where));
  const all = concerned.length === ruleBase.backplanes.length;
  return {
    name: rule.id,
    text: [effects[rule.effect], `What it says: ${withoutValues(rule.because)}`],
    sections: [
      rule.when ? conditionSection(ruleBase, 'When it applies', rule.when) : { title: 'When it applies', items: [{ text: 'always' }] },
      conditionSection(ruleBase, 'Of which backplanes it speaks', rule.where),
      {
        title: 'Those backplanes',
        items: rule.where ? [{ text: all ? 'all of them' : concerned.map(({ id }) => id).join(', ') || 'none' }] : [],
      },
      {
        title: 'Which answer is more likely wrong',
        items: rule.contradicts ? [{ text: `${rule.contradicts.doubt}, of ${rule.contradicts.facts.join(', ')}` }] : [],
      },
      { title: 'For example', items: (rule.examples ?? []).map(exampleInWords) },
      glossary(ruleBase, names),
    ],
    related: idsOf(names),
  };
}

const exampleInWords = ({ answers, holds }: RuleExample): Item => ({
  text: `${Object.entries(answers)
    .map(([id, value]) => `${id}: ${[value].flat().join(', ') || 'none'}`)
    .join(', ')}: it ${holds ? 'applies' : 'does not apply'}`,
});

const outcomeNames = { 'none-needed': 'No backplane is needed', 'platform-provides': 'The platform provides the backplane' };

export function explainOutcome(ruleBase: RuleBase, outcome: OutcomeRule): Content {
  const names = mentions([outcome.when]);
  return {
    name: outcomeNames[outcome.outcome],
    text: [
      `It ends the decision with the outcome ${outcome.outcome}.`,
      `What it says: ${withoutValues(outcome.because)}`,
      outcome.ifUnknown ? `While that is not certain: ${withoutValues(outcome.ifUnknown)}` : '',
    ],
    sections: [conditionSection(ruleBase, 'When it applies', outcome.when), glossary(ruleBase, names)],
    related: idsOf(names),
  };
}

export function explainTrap(ruleBase: RuleBase, trap: Trap, of: string): Content {
  // A product may be a load balancer and a proxy.
  const place = [ruleBase.loadBalancers[of], ruleBase.platforms[of], ruleBase.proxies[of]].find((one) => one?.traps.includes(trap));
  const names = mentions([trap.when]);
  return {
    name: `${place?.name ?? of}: ${trap.id}`,
    text: [`A warning about ${place?.name ?? of}.`, withoutValues(trap.text)],
    sections: [
      trap.when
        ? conditionSection(ruleBase, 'When it is said', trap.when)
        : { title: 'When it is said', items: [{ text: `wherever ${place?.name ?? of} is used` }] },
      glossary(ruleBase, names),
    ],
    related: [of, ...idsOf(names)],
  };
}

export function explainDefinition(ruleBase: RuleBase, definition: Definition): Content {
  const names = mentions([definition.when]);
  const readers = readersOf(ruleBase, `definition.${definition.id}`);
  return {
    name: definition.id,
    text: [definition.means, 'A named condition: rules combine such names.'],
    sections: [
      conditionSection(ruleBase, 'It holds where', definition.when),
      readersSection('Where it is used', readers),
      glossary(ruleBase, names),
    ],
    related: [...readers.map(fullId), ...idsOf(names)],
  };
}
