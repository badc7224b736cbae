import type { Provenance } from '../knowledge/types.js';
import { namedInChain } from './chain.js';
import type { Reason } from './decision.js';
import type { Scope } from './scope.js';
import { fill, sourceInWords } from './words.js';

/** A text of the rule base in the user's values, with the sources of who says it and of every figure in it. */
export function said(text: string, origin: Provenance, scope: Scope): Pick<Reason, 'text' | 'source'> {
  const figures = [...text.matchAll(/\{(quantity|price|measure|load-balancer|platform|proxy)\.([a-z0-9.-]+)\}/g)].flatMap(
    ([, of = '', id = '']) => (of === 'proxy' ? namedInChain(id, scope) : figureOf(of, id, scope)),
  );
  const source = [...new Set([origin, ...figures].flatMap((one) => one?.source ?? []))];
  return { text: fill(text, scope), source: sourceInWords(scope.ruleBase, { ...origin, source }) };
}

function figureOf(of: string, id: string, { ruleBase, subject, answers }: Scope): Provenance | undefined {
  if (of === 'load-balancer') return ruleBase.loadBalancers[String(answers.get(of))];
  if (of === 'platform') return ruleBase.platforms[String(answers.get(of))];
  if (of === 'measure') return subject?.variant?.measures[id] ?? subject?.backplane.measures[id];
  return of === 'price' ? ruleBase.prices[id] : ruleBase.quantities[id];
}
