import type { Path } from '../language/parse-condition.js';
import { didYouMean } from '../nearest.js';
import type { Trait, Traits } from '../types.js';
import type { Loading } from './loading.js';
import type { Located } from './rule-items.js';

/** Reports traits that are not declared, and values that they cannot have. */
export function checkTraits(traits: Traits, located: Located<unknown>, path: Path, of: Trait['of'], loading: Loading): void {
  const { kinds } = loading.references;
  for (const [name, value] of Object.entries(traits)) {
    const kind = kinds.get(`${of}.${name}`);
    if (!kind) {
      const names = [...kinds.keys()].filter((key) => key.startsWith(`${of}.`)).map((key) => key.slice(of.length + 1));
      loading.report(
        located,
        [...path, name],
        `"${name}" is not a trait of a ${of}.${didYouMean(name, names)} Declare it under "traits:".`,
      );
    }
    const values = kind?.values;
    if (!values) continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      if (values.includes(one)) continue;
      const meant = didYouMean(String(one), values.map(String));
      loading.report(located, [...path, name], `"${one}" is not a value of ${of}.${name}; expected one of ${values.join(', ')}.${meant}`);
    }
  }
}

/** Reports required traits that a record neither states nor lists as not known, so that silence is never taken for a "no". */
export function checkRequiredTraits(
  traits: Traits,
  notKnown: readonly string[],
  located: Located<unknown>,
  of: Trait['of'],
  loading: Loading,
): void {
  const required = loading.items.all('traits').filter(({ item }) => item.of === of && item.required);
  const names = required.map(({ item }) => item.id);
  for (const name of names) {
    if (name in traits || notKnown.includes(name)) continue;
    loading.report(located, ['traits'], `every ${of} states "${name}". Where no source says it, list it under "not-known:".`);
  }
  for (const [index, name] of notKnown.entries()) {
    const at = ['not-known', index];
    if (name in traits) loading.report(located, at, `"${name}" is stated under "traits:" and cannot be unknown as well.`);
    else if (!names.includes(name))
      loading.report(located, at, `"${name}" is not a required trait of a ${of}.${didYouMean(name, names)} Leave it out.`);
  }
}
