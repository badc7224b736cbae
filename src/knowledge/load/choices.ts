import type { Choice } from '../types.js';
import type { Item, RuleItems } from './rule-items.js';

/** The choices of a question: its own, or the records of a kind, then those that backplanes add. One that is there already stays as it is. */
export function choicesOf(items: RuleItems, question: Item<'questions'>): Choice[] {
  const from = question['choices-from'];
  const own = from ? recordsOf(items, from) : (question.choices ?? []);
  const all = new Map<string, Choice>();
  for (const choice of [...own, ...items.records('backplane').flatMap(({ item }) => item['adds-choices']?.[question.id] ?? [])] as Choice[])
    if (!all.has(choice.value)) all.set(choice.value, choice);
  // What a question says twice itself is a mistake, which is reported.
  return own.length > new Set(own.map(({ value }) => value)).size ? (own as Choice[]) : [...all.values()];
}

/** The key of the records of a kind. */
const singular = { 'load-balancers': 'load-balancer', platforms: 'platform', proxies: 'proxy', backplanes: 'backplane' } as const;

function recordsOf(items: RuleItems, kind: keyof typeof singular): Choice[] {
  const byId = new Map<string, Choice>();
  for (const { item } of items.records(singular[kind])) {
    byId.set(item.id, { value: item.id, label: item.name });
  }
  return [...byId.values()];
}
