import { entriesOf, fullId, originOf } from '../../knowledge/entries.js';
import { readersOf } from '../../knowledge/language/readers.js';
import type { RuleBase, Source, Trait, Traits } from '../../knowledge/types.js';
import { readersSection } from './explain-readers.js';
import type { Content } from './explanation.js';

export function explainTrait(ruleBase: RuleBase, { id, of, means, values }: Trait): Content {
  const readers = readersOf(ruleBase, `${of}.${id}`);
  return {
    name: `${id} of a ${of.replace('-', ' ')}`,
    text: [means, values ? `Its values: ${values.join(', ')}.` : ''],
    sections: [{ title: 'Who has it', items: holders(ruleBase, of, id) }, readersSection('What reads it', readers)],
    related: readers.map(fullId),
  };
}

/** Records by the value of a trait. */
function holders(ruleBase: RuleBase, of: Trait['of'], trait: string): { text: string }[] {
  const records: { id: string; traits: Traits }[] = {
    backplane: ruleBase.backplanes,
    'load-balancer': Object.values(ruleBase.loadBalancers),
    platform: Object.values(ruleBase.platforms),
    proxy: Object.values(ruleBase.proxies),
  }[of];
  const byValue = new Map<string, string[]>();
  for (const { id, traits } of records) {
    const value = traits[trait];
    if (value === undefined) continue;
    const shown = Array.isArray(value) ? value.join(', ') || 'none' : String(value);
    byValue.set(shown, [...(byValue.get(shown) ?? []), id]);
  }
  return [...byValue].map(([value, ids]) => ({ text: `${value}: ${ids.join(', ')}` }));
}

export function explainSource(ruleBase: RuleBase, source: Source): Content {
  const citing = entriesOf(ruleBase).filter((entry) => entry.kind !== 'source' && originOf(entry).source.includes(source.id));
  return {
    name: source.title,
    text: [source.note ?? ''],
    sections: [readersSection('What rests on it', citing)],
    related: citing.map(fullId),
  };
}
