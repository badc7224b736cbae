import type { Provenance } from '../knowledge/types.js';
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
    source: sourceOf(text, origin, view),
  };
}

function sourceOf(text: string, origin: Provenance, view: View): string {
  const { ruleBase } = view.prepared;
  const figures = figuresIn(text, view);
  if (figures.length === 0) return sourceInWords(ruleBase, origin);
  const found = figures.map(([of, id]) => figureOf(of, id, view));
  return sourceInWords(ruleBase, { source: [...new Set([origin, ...found].flatMap((one) => one?.source ?? []))] });
}

function figuresIn(text: string, { prepared: { figures } }: View): readonly [of: string, id: string][] {
  let found = figures.get(text);
  if (!found) {
    found = [...text.matchAll(/\{(quantity|price|measure)\.([a-z0-9-]+)\}/g)].map(([, of = '', id = '']) => [of, id]);
    figures.set(text, found);
  }
  return found;
}

function figureOf(of: string, id: string, view: View): Provenance | undefined {
  const { ruleBase } = view.prepared;
  return of === 'measure' ? view.measureNamed(id) : of === 'price' ? ruleBase.prices[id] : ruleBase.quantities[id];
}
