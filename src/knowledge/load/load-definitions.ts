import type { Condition } from '../language/language.js';
import { mentions, references } from '../language/mentions.js';
import type { Definition } from '../types.js';
import { refuseCycles } from './cycles.js';
import type { Loading } from './loading.js';

export type Definitions = Record<string, Definition>;

/**
 * The named conditions by their id.
 * @throws UserError (exit 3) where one leads back to itself: nothing that follows could end.
 */
export function loadDefinitions(loading: Loading): Definitions {
  const { items } = loading;
  const located = items.unique(items.all('definitions'));
  const definitions = Object.fromEntries(
    [...located].map(([id, one]): [string, Definition] => [
      id,
      { id, means: one.item.means, when: loading.condition(one.item.when, one, 'when'), perBackplane: false },
    ]),
  );
  const edges = new Map(Object.values(definitions).map(({ id, when }) => [`definition.${id}`, mentions([when])]));
  const circles = refuseCycles(edges, (node, message) => {
    const one = located.get(node.slice('definition.'.length));
    if (one) loading.report(one, [], message);
  });
  if (circles) items.refuseProblems();
  for (const definition of Object.values(definitions)) definition.perBackplane = looksAtBackplane(definition.when, definitions);
  return definitions;
}

/** Whether a condition cannot be told without a backplane at hand. */
export const looksAtBackplane = (condition: Condition | undefined, definitions: Definitions): boolean =>
  [...references([condition], definitions)].some((ref) => /^(backplane|variant|measure)\b/.test(ref));
