import type { RuleBase } from '../../knowledge/types.js';

/** A sentence as it stands within another one: without its full stop, and with a small first letter unless its first word is a name. */
export function midSentence(ruleBase: RuleBase, sentence: string): string {
  const [first = ''] = sentence.split(/[\s']/, 1);
  const text = sentence.trim().replace(/\.$/, '');
  // A capital further in (WebSockets, IIS) or a figure makes a name by itself.
  const isName = /.[A-Z0-9]/.test(first) || namesIn(ruleBase).has(first);
  return isName ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

const cache = new WeakMap<RuleBase, Set<string>>();

/** Words that products and clouds are named by; they are the words that stand in the names of records, apart from ordinary ones. */
function namesIn(ruleBase: RuleBase): Set<string> {
  let names = cache.get(ruleBase);
  if (!names) {
    const { backplanes, loadBalancers, platforms, proxies, questions } = ruleBase;
    const labels = questions.flatMap(({ choices }) => choices.flatMap(({ label }) => label ?? []));
    const all = [
      ...[...backplanes, ...[loadBalancers, platforms, proxies].flatMap((places) => Object.values(places))].map(({ name }) => name),
      ...labels,
    ];
    names = new Set(all.flatMap((name) => name.split(/[^A-Za-z.]+/)).filter((word) => /^[A-Z]/.test(word) && !ordinary.has(word)));
    cache.set(ruleBase, names);
  }
  return names;
}

const ordinary = new Set([
  'A',
  'An',
  'The',
  'No',
  'None',
  'One',
  'Other',
  'Another',
  'Some',
  'Several',
  'More',
  'Not',
  'Service',
  'Hardware',
  'Server',
  'Servers',
  'Clients',
]);
