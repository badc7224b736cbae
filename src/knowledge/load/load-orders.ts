import { didYouMean } from '../nearest.js';
import type { Order } from '../types.js';
import type { Loading } from './loading.js';
import { below } from './rule-items.js';

/** The order of criteria for each priority; "default" is for those who state none. */
export function loadOrders(loading: Loading): Order[] {
  const { items, references } = loading;
  const located = items.all('orders');
  const priorities = ['default', ...(references.kinds.get('priority')?.values ?? []).map(String)];
  items.unique(located.map((one) => below(one, { ...one.item, id: one.item.priority })));
  for (const one of located) {
    const { priority } = one.item;
    if (!priorities.includes(priority))
      loading.report(one, ['priority'], `"${priority}" is not a priority.${didYouMean(priority, priorities)}`);
  }
  const [first] = located;
  if (first && !located.some(({ item }) => item.priority === 'default'))
    loading.report(first, [], 'there is no order with the priority "default"; it is used where nobody states a priority.');
  return located.map(({ item }) => ({ ...item, ...loading.provenance(item) }));
}
