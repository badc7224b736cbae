import type { Reference, Scalar } from '../language/language.js';
import type { ReferenceKind } from '../language/parse-condition.js';
import type { Trait } from '../types.js';
import { choicesOf } from './choices.js';
import { below, type RuleItems } from './rule-items.js';

/** What every reference stands for, known before any condition is parsed. */
export interface KnownReferences {
  kinds: ReadonlyMap<Reference, ReferenceKind>;
  /** Of those that are numbers; the empty text is dimensionless. */
  units: ReadonlyMap<Reference, string>;
}

export function knownReferences(items: RuleItems): KnownReferences {
  const kinds = new Map<Reference, ReferenceKind>();
  const units = new Map<Reference, string>();
  const number = (ref: Reference, unit: string): void => {
    kinds.set(ref, { type: 'number' });
    units.set(ref, unit);
  };
  const backplanes = items.records('backplane').map(({ item }) => item.id);
  for (const { item } of items.unique(items.all('questions')).values()) {
    const values = item['choices-from'] || item.choices ? choicesOf(items, item).map(({ value }) => value) : undefined;
    const type = item.type === 'integer' ? 'number' : item.type;
    kinds.set(item.id, values ? { type, values } : { type });
    units.set(item.id, item.unit ?? '');
  }
  // Traits of a backplane and of a platform may have the same name.
  const traits = items.all('traits').map((one) => below(one, { ...one.item, id: `${one.item.of}.${one.item.id}` }));
  for (const { item } of items.unique(traits).values()) {
    const values = item['values-from-records'] ? stated(items, item) : item.values;
    kinds.set(item.id, values ? { type: 'trait', values } : { type: 'trait' });
  }
  for (const { item } of items.all('quantities')) number(`quantity.${item.id}`, item.unit);
  for (const { item } of items.all('prices')) number(`price.${item.id}`, item.unit);
  for (const { item } of items.all('criteria')) number(`measure.${item.id}`, item.unit === 'ratio' ? '' : item.unit);
  for (const { item } of items.records('backplane'))
    for (const measures of [item.measures, ...(item.variants ?? []).map((variant) => variant.measures ?? {})])
      for (const id of Object.keys(measures)) if (!kinds.has(`measure.${id}`)) number(`measure.${id}`, '');
  kinds.set('backplane.id', { type: 'trait', values: backplanes });
  const variants = items.records('backplane').flatMap(({ item }) => (item.variants ?? []).map(({ id }) => id));
  kinds.set('variant.id', { type: 'trait', values: variants });
  kinds.set('decision.backplane', { type: 'trait', values: backplanes });
  kinds.set('decision.variant', { type: 'trait' });
  kinds.set('decision.outcome', { type: 'trait', values: ['backplane', 'none-needed', 'platform-provides', 'no-eligible'] });
  kinds.set('today', { type: 'date' });
  return { kinds, units };
}

/** The values that records state for a trait, whose id is `backplane.engine` here. */
function stated(items: RuleItems, { id, of }: { id: string; of: Trait['of'] }): Scalar[] {
  const name = id.slice(of.length + 1);
  return [...new Set(items.records(of).flatMap(({ item }) => item.traits[name] ?? []))];
}
