import type { Path } from '../language/parse-condition.js';
import { didYouMean } from '../nearest.js';
import type { RuleBase } from '../types.js';
import type { Loading } from './loading.js';
import type { Located } from './rule-items.js';

/** Reports names that lead nowhere and are not part of a condition or a formula: sources, sections, criteria of orders, what is assumed. */
export function checkNames(loading: Loading, ruleBase: RuleBase): void {
  const { items, references } = loading;
  const check = (located: Located<unknown>, path: Path, name: string, valid: readonly string[], what: string): void => {
    if (!valid.includes(name)) loading.report(located, path, `"${name}" is not ${what}.${didYouMean(name, valid)}`);
  };
  checkSources(loading, Object.keys(ruleBase.sources));
  const sections = ruleBase.sections.map(({ id }) => id);
  const assumable = [...references.kinds.keys()].map((key) => key.replace(/^quantity\./, ''));
  for (const located of items.all('questions')) {
    check(located, ['section'], located.item.section, sections, 'a section');
    for (const [index, { from }] of (located.item.assume ?? []).entries())
      if (from) check(located, ['assume', index, 'from'], from, assumable, 'a question or quantity');
  }
  const criteria = Object.keys(ruleBase.criteria);
  for (const located of items.all('criteria')) {
    const of = located.item['above-cheapest'];
    if (of) check(located, ['above-cheapest'], of, criteria, 'a criterion');
    const beside = located.item.mention?.beside;
    if (beside) check(located, ['mention', 'beside'], beside, criteria, 'a criterion');
  }
  for (const located of items.all('orders'))
    for (const [index, id] of located.item.criteria.entries()) check(located, ['criteria', index], id, criteria, 'a criterion');
}

/** Sources are cited everywhere, so every `source` of every file is looked at. */
function checkSources({ items }: Loading, valid: readonly string[]): void {
  const visit = (located: Located<unknown>, value: unknown, path: Path): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const cited = key === 'source' && Array.isArray(inner) ? inner.map(String) : undefined;
      for (const id of cited ?? [])
        if (!valid.includes(id)) items.report(located, [...path, 'source'], `"${id}" is not a source.${didYouMean(id, valid)}`);
      if (!cited) visit(located, inner, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  };
  for (const file of items.files) visit({ item: file.content, file, path: [] }, file.content, []);
}
