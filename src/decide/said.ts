import type { Provenance } from '../knowledge/types.js';
import type { Reason } from './decision.js';
import { seenFrom } from './scope.js';
import type { Situation } from './situation.js';
import type { View } from './view.js';
import { fill, sourceInWords } from './words.js';

/** A text of the rule base in the user's values, with the sources of who says it and of every figure in it. */
export function said(code: string, text: string, origin: Provenance, situation: Situation, view: View): Reason {
  return { code, text: fill(text, seenFrom(situation, view)), source: sourceOf(text, origin, situation, view) };
}

const figure = /\{(quantity|price|measure)\.([a-z0-9-]+)\}/g;

function sourceOf(text: string, origin: Provenance, { prepared: { ruleBase } }: Situation, view: View): string {
  const figures = [...text.matchAll(figure)].map(([, of = '', id = '']) => figureOf(of, id, view));
  if (figures.length === 0) return sourceInWords(ruleBase, origin);
  const source = [...new Set([origin, ...figures].flatMap((one) => one?.source ?? []))];
  return sourceInWords(ruleBase, { ...origin, source });
}

function figureOf(of: string, id: string, view: View): Provenance | undefined {
  const { ruleBase } = view.prepared;
  return of === 'measure' ? view.measureNamed(id) : of === 'price' ? ruleBase.prices[id] : ruleBase.quantities[id];
}
