import type { Answer, Fact, RuleBase } from '../knowledge/types.js';
import { type Axis, axisOf } from './axis.js';
import type { DecideOptions } from './decide.js';
import type { Recommended } from './decision.js';
import { suppose } from './recommend.js';

/** What is recommended for each pair of answers to two questions, everything else as it is. */
export interface WinMap {
  across: Axis;
  up: Axis;
  /** Today's answers. */
  today: { across: Answer | undefined; up: Answer | undefined };
  /** By rows, from the first value of `up`; as long as `across` each. */
  rows: Recommended[][];
}

/**
 * Pure.
 * @param stated the facts without assumptions, since those follow from the answers
 * @param across id of a question, as `up`; undefined comes back where there is no such question.
 */
export function winMap(
  ruleBase: RuleBase,
  stated: readonly Fact[],
  across: string,
  up: string,
  options: DecideOptions,
): WinMap | undefined {
  const [first, second] = [across, up].map((id) => ruleBase.questions.find((question) => question.id === id));
  if (!first || !second) return undefined;
  const base = suppose(ruleBase, stated, options);
  const today = { across: base.answer(across), up: base.answer(up) };
  const [x, y] = [axisOf(first, 25, today.across), axisOf(second, 15, today.up)];
  const rows = y.values.map((high) =>
    x.values.map((wide) => {
      const { outcome, recommended } = base.after([across, wide], [up, high]);
      return { outcome, recommended };
    }),
  );
  return { across: x, up: y, today, rows };
}
