import { mentions } from '../language/mentions.js';
import type { RuleBase } from '../types.js';
import { type Mentions, refuseCycles } from './cycles.js';
import type { Loading } from './loading.js';
import { below, type Located } from './rule-items.js';

/** Reports quantities and measures that lead back to themselves, through definitions or not: computing them would never end. */
export function checkFormulaCycles(loading: Loading, ruleBase: RuleBase): void {
  const { items } = loading;
  const places = new Map<string, Located<unknown>>([
    ...items.all('definitions').map((one): [string, Located<unknown>] => [`definition.${one.item.id}`, one]),
    ...items.all('quantities').map((one): [string, Located<unknown>] => [`quantity.${one.item.id}`, one]),
  ]);
  const shared: Mentions = new Map([
    ...Object.values(ruleBase.definitions).map(({ id, when }): [string, Set<string>] => [`definition.${id}`, mentions([when])]),
    ...Object.values(ruleBase.quantities).map(({ id, formula }): [string, Set<string>] => [`quantity.${id}`, mentions([formula])]),
  ]);
  const reportIn =
    (record?: Located<unknown>) =>
    (node: string, message: string): void => {
      const place = places.get(node) ?? (record && below(record, undefined, 'measures', node.replace(/^measure\./, '')));
      if (place) loading.report(place, [], message);
    };
  if (refuseCycles(shared, reportIn())) return;
  const records = new Map(items.records('backplane').map((one) => [one.item.id, one]));
  for (const backplane of ruleBase.backplanes) {
    // A variant's measure takes the place of the backplane's, so each variant is a graph of its own.
    for (const measures of [{}, ...backplane.variants.map((variant) => variant.measures)]) {
      const own = Object.entries({ ...backplane.measures, ...measures });
      const graph = new Map([...shared, ...own.map(([id, { formula }]): [string, Set<string>] => [`measure.${id}`, mentions([formula])])]);
      if (refuseCycles(graph, reportIn(records.get(backplane.id)))) break;
    }
  }
}
