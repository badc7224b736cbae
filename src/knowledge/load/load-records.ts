import type { Backplane, Choice, Part, Place, Registration, Variant } from '../types.js';
import { checkAddedChoices } from './check-added-choices.js';
import { checkRequiredTraits, checkTraits } from './check-traits.js';
import { loadEstimate } from './load-estimate.js';
import { loadMeasures } from './load-figures.js';
import type { Loading } from './loading.js';
import { below, type Item, type Located, type RecordOf } from './rule-items.js';

export function loadBackplanes(loading: Loading): Backplane[] {
  const { items } = loading;
  return [...items.unique(items.records('backplane')).values()].map((located) => {
    const { item } = located;
    checkTraits(item.traits, located, ['traits'], 'backplane', loading);
    checkAddedChoices(located, loading);
    return {
      id: item.id,
      name: item.name,
      summary: item.summary,
      traits: item.traits,
      measures: loadMeasures(item.measures, located, ['measures'], loading),
      variants: loadVariants(located, loading),
      registeredBy: (item['registered-by'] ?? []) as Registration[],
      ...(item['adds-choices'] ? { 'adds-choices': item['adds-choices'] as Record<string, Choice[]> } : {}),
      ...loadEstimate(located, loading),
      parts: loadParts(located, loading),
      ...loading.provenance(item),
    };
  });
}

function loadVariants(located: Located<RecordOf<'backplane'>>, loading: Loading): Variant[] {
  const variants = (located.item.variants ?? []).map((variant, index) => below(located, variant, 'variants', index));
  return [...loading.items.unique(variants).values()].map((one) => {
    const { item } = one;
    checkTraits(item.traits ?? {}, one, ['traits'], 'backplane', loading);
    return {
      id: item.id,
      name: item.name,
      traits: item.traits ?? {},
      measures: loadMeasures(item.measures ?? {}, one, ['measures'], loading),
      ...loading.optional(item.when, one, 'when'),
      ...(item.note ? { note: item.note } : {}),
      ...loading.provenance(item),
    };
  });
}

/** Load balancers, platforms or proxies by their id. */
export function loadPlaces(kind: 'load-balancer' | 'platform' | 'proxy', loading: Loading): Record<string, Place> {
  const { items } = loading;
  return Object.fromEntries(
    [...items.unique(items.records(kind))].map(([id, located]): [string, Place] => {
      const { item } = located;
      checkTraits(item.traits, located, ['traits'], kind, loading);
      const notKnown = item['not-known'] ?? [];
      checkRequiredTraits(item.traits, notKnown, located, kind, loading);
      const traps = (item.traps ?? []).map((trap, index) => below(located, trap, 'traps', index));
      return [
        id,
        {
          id,
          name: item.name,
          summary: item.summary,
          traits: item.traits,
          notKnown,
          traps: traps.map((one) => {
            loading.claimCode(one.item.id, one);
            return {
              id: one.item.id,
              text: one.item.text,
              ...loading.provenance(one.item),
              ...loading.optional(one.item.when, one, 'when'),
            };
          }),
          parts: 'parts' in item ? loadParts(located as Located<{ parts?: Item<'parts'>[] }>, loading) : [],
          ...loading.provenance(item),
        },
      ];
    }),
  );
}

export function loadParts(located: Located<{ parts?: Item<'parts'>[] | undefined }>, loading: Loading): Part[] {
  return (located.item.parts ?? []).map((part, index) => loadPart(below(located, part, 'parts', index), loading));
}

export function loadPart(located: Located<Item<'parts'>>, loading: Loading): Part {
  const { when, optional, group, ...rest } = located.item;
  const part = {
    ...rest,
    ...loading.provenance(rest),
    group: group ?? rest.id,
    optional: optional ?? false,
    ...loading.optional(when, located, 'when'),
  };
  return part as Part;
}
