import { didYouMean } from '../nearest.js';
import type { Move, Step } from '../types.js';
import { type Mentions, refuseCycles } from './cycles.js';
import type { Loading } from './loading.js';
import { below, type Located } from './rule-items.js';

/** The steps of all roll-outs, each after those that it names; those that may change places stand as in the files. */
export function loadSteps(loading: Loading): Step[] {
  const { items } = loading;
  const located = items.unique(items.all('steps'));
  const ids = [...located.keys()];
  const steps = [...located.values()].map((one): Step => {
    const { when = [], after = [], ...rest } = one.item;
    loading.claimCode(rest.id, one);
    for (const [index, id] of after.entries())
      if (!located.has(id)) loading.report(one, ['after', index], `"${id}" is not a step.${didYouMean(id, ids)}`);
    const moves = when.map((move, index) => loadMove(below(one, move, 'when', index), loading));
    return { ...rest, when: moves, after, ...loading.provenance(rest) };
  });
  const before: Mentions = new Map(steps.map(({ id, after }) => [id, new Set(after)]));
  const goesRound = refuseCycles(before, (id, message) => {
    const one = located.get(id);
    if (one) loading.report(one, ['after'], message);
  });
  return goesRound ? steps : inOrder(steps);
}

function loadMove(located: Located<{ from?: unknown; to?: unknown }>, loading: Loading): Move {
  const { from, to } = located.item;
  return {
    ...(from === undefined ? {} : { from: loading.condition(from, located, 'from') }),
    ...(to === undefined ? {} : { to: loading.condition(to, located, 'to') }),
  };
}

/** Each after those that it names. Of those that may come next the first of the files does, so that the order is always the same. */
function inOrder(steps: readonly Step[]): Step[] {
  const left = [...steps];
  const done = new Set<string>();
  const ordered: Step[] = [];
  while (left.length > 0) {
    const next = left.findIndex(({ after }) => after.every((id) => done.has(id) || !steps.some((step) => step.id === id)));
    const [step] = left.splice(next, 1);
    if (!step) break;
    done.add(step.id);
    ordered.push(step);
  }
  return ordered;
}
