import type { Answer, Fact, Question, RuleBase } from '../knowledge/types.js';
import { assume } from './assume.js';
import { axisOf } from './axis.js';
import type { DecideOptions } from './decide.js';
import type { Recommended, Status } from './decision.js';
import { costLine, headroomLine } from './estimate.js';
import type { Interval } from './interval.js';
import { measureOf } from './judge.js';
import { judgeAll } from './judge-all.js';
import { type Supposition, sameRecommendation, suppose } from './recommend.js';

/** What each backplane would cost and how much room it would leave while one number grows and everything else stays. */
export interface Curve {
  question: string;
  unit: string;
  /** Today's value; undefined where nobody stated it. */
  today: number | undefined;
  points: CurvePoint[];
  /** Where the recommendation changes. */
  turns: Turn[];
}

export interface CurvePoint extends Recommended {
  value: number;
  backplanes: { backplane: string; status: Status; headroom: Interval | undefined; cost: Interval | undefined }[];
}

/** The first value, to four digits, from which on something else is recommended. */
export interface Turn {
  value: number;
  before: Recommended;
  after: Recommended;
}

/** Numbers that mean the same thing at another time of the day: they grow alike. */
const growsWith: Readonly<Record<string, string>> = { 'messages-per-second': 'peak-messages-per-second' };

const count = 41;

/**
 * A curve over a question about a number. Pure.
 * @param stated the facts without assumptions, since those follow from the answers
 */
export function curveOver(ruleBase: RuleBase, stated: readonly Fact[], question: Question, options: DecideOptions): Curve {
  const base = suppose(ruleBase, stated, options);
  const known = base.answer(question.id);
  const today = typeof known === 'number' ? known : undefined;
  const axis = axisOf(question, count, today);
  const values = [...new Set([...axis.values, ...(today === undefined ? [] : [today])])].filter((value) => typeof value === 'number');
  const grown = grower(question, stated);
  const points = values.sort((a, b) => a - b).map((value) => pointAt(ruleBase, stated, grown(value), value, options));
  return { question: question.id, unit: question.unit ?? '', today, points, turns: turnsIn(base, points, grown, question) };
}

/** The answers that change where the number is another one. */
function grower(question: Question, stated: readonly Fact[]): (value: number) => [string, Answer][] {
  const other = stated.find(({ id }) => id === growsWith[question.id]);
  const today = stated.find(({ id }) => id === question.id)?.value;
  return (value) => [
    [question.id, value],
    ...(other && typeof other.value === 'number' && typeof today === 'number' && today > 0
      ? [[other.id, Number(((other.value * value) / today).toPrecision(6))] as [string, Answer]]
      : []),
  ];
}

function pointAt(
  ruleBase: RuleBase,
  stated: readonly Fact[],
  answers: readonly [string, Answer][],
  value: number,
  options: DecideOptions,
): CurvePoint {
  const changed = new Map(answers);
  const then = [
    ...stated.filter(({ id }) => !changed.has(id)),
    ...answers.map(([id, answer]): Fact => ({ id, value: answer, provenance: 'flag' })),
  ];
  const facts = assume(ruleBase, then, options);
  const judged = judgeAll(ruleBase, facts, options);
  const { outcome, recommended } = suppose(ruleBase, then, options).now;
  return {
    value,
    outcome,
    recommended,
    backplanes: judged.map((judgement) => ({
      backplane: judgement.backplane.id,
      status: judgement.status,
      headroom: measureOf(judgement, measureIn(headroomLine.show)),
      cost: measureOf(judgement, measureIn(costLine.show)),
    })),
  };
}

const measureIn = (reference: string): string => reference.slice('measure.'.length);

function turnsIn(
  base: Supposition,
  points: readonly CurvePoint[],
  grown: (value: number) => [string, Answer][],
  question: Question,
): Turn[] {
  const at = (value: number): Recommended => base.after(...grown(value));
  return points.slice(1).flatMap((point, index) => {
    const before = points[index];
    if (!before || sameRecommendation(before, point)) return [];
    let [low, high] = [before.value, point.value];
    for (let round = 0; round < 24; round++) {
      const middle = question.type === 'integer' ? Math.round((low + high) / 2) : Number(((low + high) / 2).toPrecision(4));
      if (middle <= low || middle >= high) break;
      if (sameRecommendation(at(middle), before)) low = middle;
      else high = middle;
    }
    const after = at(high);
    return [{ value: high, before: pick(before), after: pick(after) }];
  });
}

const pick = ({ outcome, recommended }: Recommended): Recommended => ({ outcome, recommended });
