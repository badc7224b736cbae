import type { Place, TraitValue } from '../knowledge/types.js';
import type { Interval } from './interval.js';
import type { Situation } from './situation.js';

/** The question that names what stands before the load balancer. */
const question = 'proxies-in-front';

/** What stands before the load balancer; undefined where nobody knows. */
export function chainIn(situation: Situation): Place[] | undefined {
  const ids = situation.look(question);
  const { proxies } = situation.prepared.ruleBase;
  return Array.isArray(ids) ? ids.flatMap((id) => proxies[id] ?? []) : undefined;
}

/** Every value that a trait has in the chain; undefined where nobody knows what stands there. */
export const valuesInChain = (trait: string, situation: Situation): TraitValue | undefined =>
  chainIn(situation)?.flatMap(({ traits }) => traits[trait] ?? []);

/** Whether everything that stands there states a trait. What one of them does not state may be so. */
export const isStatedByAll = (trait: string, situation: Situation): boolean =>
  (chainIn(situation) ?? []).every(({ traits }) => traits[trait] !== undefined);

/** The least that a trait comes to in the chain. What one of them does not state may be less. */
export function weakestInChain(trait: string, situation: Situation): Interval {
  const stated = (chainIn(situation) ?? []).flatMap(({ traits }) => traits[trait] ?? []).map(Number);
  const least = Math.min(...stated);
  return { low: stated.length > 0 && isStatedByAll(trait, situation) ? least : 0, high: least };
}

/**
 * Who is meant of what stands before the load balancer: by `idle-timeout-seconds.least` those with the least number of that trait,
 * by `websockets.setting` those that state "setting", by a trait alone those with the least of it.
 */
export function namedInChain(name: string, situation: Situation): Place[] {
  const [trait = '', wanted = 'least'] = name.split('.');
  const { high: least } = weakestInChain(trait, situation);
  const isMeant = (value: TraitValue | undefined): boolean => (wanted === 'least' ? value === least : value === wanted);
  return (chainIn(situation) ?? []).filter(({ traits }) => isMeant(traits[trait]));
}
