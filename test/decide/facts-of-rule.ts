/** The questions on which a rule hangs, for a backplane: what its condition looks at, and all that this is computed from. */

import { reach, references } from '../../src/knowledge/language/mentions.js';
import { questionOf } from '../../src/knowledge/language/question-of.js';
import type { Backplane, Rule } from '../../src/knowledge/types.js';
import { ruleBase } from './ask.js';

export function factsOf(rule: Rule, { measures, variants }: Backplane): string[] {
  const found = new Set<string>();
  const read = (condition: Rule['when']): void => {
    for (const ref of references([condition], ruleBase.definitions)) follow(ref);
  };
  const follow = (ref: string): void => {
    if (found.has(ref)) return;
    found.add(ref);
    const id = ref.slice(ref.indexOf('.') + 1);
    if (ref.startsWith('quantity.')) for (const other of reach({ op: 'ref', ref }, ruleBase)) follow(other);
    if (ref !== 'variant.id' && !ref.startsWith('measure.')) return;
    // Which variant is meant decides on a measure as well.
    for (const { when } of variants) read(when);
    if (ref === 'variant.id') return;
    for (const measure of [measures[id], ...variants.map((variant) => variant.measures[id])])
      if (measure) for (const other of reach(measure.formula, ruleBase)) follow(other);
  };
  read(rule.when);
  read(rule.where);
  // A trait of a load balancer or a platform hangs on which one it is.
  const ids = new Set([...found].map((ref) => questionOf(ref)));
  return ruleBase.questions.map(({ id }) => id).filter((id) => ids.has(id));
}
