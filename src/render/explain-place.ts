import type { Place, RuleBase } from '../knowledge/types.js';
import { lineWithCondition, partItem, traitsSection } from './explain-lines.js';
import { type Content, withoutValues } from './explanation.js';

/** A load balancer or a platform. */
export function explainPlace(ruleBase: RuleBase, place: Place, kind: 'load-balancer' | 'platform'): Content {
  return {
    name: place.name,
    text: [place.summary, `Name it with --${kind} ${place.id}.`],
    sections: [
      traitsSection(ruleBase, kind, place.traits),
      { title: 'What nobody could say about it', items: place.notKnown.map((trait) => ({ text: trait })) },
      {
        title: 'What goes wrong with it',
        items: place.traps.map((trap) => lineWithCondition(ruleBase, `${trap.id}: ${withoutValues(trap.text)}`, trap.when, trap.source)),
      },
      { title: 'What it puts into a project', items: place.parts.map(partItem) },
    ],
    related: [kind, ...place.traps.map(({ id }) => id)],
  };
}
