import type { Provenance } from '../knowledge/types.js';
import { namedInChain } from './chain.js';
import type { Reason } from './decision.js';
import { seenFrom } from './scope.js';
import type { Situation } from './situation.js';
import type { View } from './view.js';
import { fill, sourceInWords } from './words.js';

/** A text of the rule base in the user's values, with the sources of who says it and of every figure in it. The text is made when it is read. */
export function said(code: string, text: string, origin: Provenance, situation: Situation, view: View): Reason {
  let words: string | undefined;
  return {
    code,
    get text() {
      words ??= fill(text, seenFrom(situation, view));
      return words;
    },
    source: sourceOf(text, origin, situation, view),
  };
}

function sourceOf(text: string, origin: Provenance, situation: Situation, view: View): string {
  const { ruleBase } = view.prepared;
  const figures = figuresIn(text, view);
  if (figures.length === 0) return sourceInWords(ruleBase, origin);
  const found = figures.flatMap(([of, id]) => (of === 'proxy' ? namedInChain(id, situation) : figureOf(of, id, situation, view)));
  return sourceInWords(ruleBase, { source: [...new Set([origin, ...found].flatMap((one) => one?.source ?? []))] });
}

function figuresIn(text: string, { prepared: { figures } }: View): readonly [of: string, id: string][] {
  let found = figures.get(text);
  if (!found) {
    found = [...text.matchAll(/\{(quantity|price|measure|load-balancer|platform|proxy)\.([a-z0-9.-]+)\}/g)].map(([, of = '', id = '']) => [
      of,
      id,
    ]);
    figures.set(text, found);
  }
  return found;
}

function figureOf(of: string, id: string, situation: Situation, view: View): Provenance | undefined {
  const { ruleBase } = view.prepared;
  if (of === 'load-balancer') return ruleBase.loadBalancers[String(situation.look(of))];
  if (of === 'platform') return ruleBase.platforms[String(situation.look(of))];
  return of === 'measure' ? view.measureNamed(id) : of === 'price' ? ruleBase.prices[id] : ruleBase.quantities[id];
}
