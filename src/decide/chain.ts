import type { Place, TraitValue } from '../knowledge/types.js';
import type { Scope } from './scope.js';

/**
 * Who is meant of what stands before the load balancer: by `idle-timeout-seconds.least` those with the least number of that trait,
 * by `websockets.setting` those that state "setting", by a trait alone those with the least of it.
 */
export function namedInChain(name: string, scope: Scope): Place[] {
  const [trait = '', wanted = 'least'] = name.split('.');
  const { high: least } = scope.number(`proxy.${trait}`);
  const isMeant = (value: TraitValue | undefined): boolean => (wanted === 'least' ? value === least : value === wanted);
  return (scope.chain() ?? []).filter(({ traits }) => isMeant(traits[trait]));
}
