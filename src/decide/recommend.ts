import type { Answer, Backplane, Fact, Outcome, RuleBase } from '../knowledge/types.js';
import { unknown } from '../knowledge/types.js';
import type { DecideOptions } from './decide.js';
import type { Status } from './decision.js';
import { holdsForAll, measureOver, scopesOf } from './judge.js';
import { bandsAmong, orderFor, rankBy } from './rank.js';
import { questionsWith, Reads, type Seen } from './reads.js';
import { Scope } from './scope.js';
import type { Truth } from './truth.js';

export interface Recommended {
  outcome: Outcome;
  /** Id of a backplane; null unless the outcome is one. */
  recommended: string | null;
}

export const sameRecommendation = (a: Recommended, b: Recommended): boolean => a.outcome === b.outcome && a.recommended === b.recommended;

/** Outcome and recommendation alone, for those who decide many times: once for some answers, and then for others that differ in a few. */
export interface Recommendation extends Recommended {
  /** Whether the answer to a question was looked at. That to any other one changes nothing. */
  looksAt(question: string): boolean;
  /** The same for other answers. What looked at none that differs is not worked out again. */
  after(facts: readonly Fact[]): Recommended;
}

/** Gives what is worked out by a function of the answers. `about` and `of` say what it is. */
type Ask = <T>(about: object, of: Backplane | undefined, workOut: (scope: Scope) => T) => T;

/** What `decide` recommends for these facts, without the reasons. Assumptions are not made here: pass the facts through `assume` first. */
export function recommend(ruleBase: RuleBase, facts: readonly Fact[], { asOf }: DecideOptions): Recommendation {
  const answers = answersIn(facts);
  const noted = new Reads(ruleBase);
  const scope = new Scope(ruleBase, answers, undefined, noted, undefined, asOf);
  const known = new Map<object, Map<Backplane | undefined, Seen<unknown>>>();
  const remember = <T>(about: object, of: Backplane | undefined, workOut: (scope: Scope) => T): Seen<T> => {
    const all = known.get(about) ?? new Map<Backplane | undefined, Seen<unknown>>();
    const before = all.get(of) as Seen<T> | undefined;
    if (before) return before;
    const seen = noted.during(() => workOut(scope));
    known.set(about, all.set(of, seen));
    return seen;
  };
  const { value: first, reads } = noted.during(() => settle(ruleBase, (about, of, workOut) => remember(about, of, workOut).value));
  return {
    ...first,
    looksAt: (question) => (reads & questionsWith(ruleBase, [question])) !== 0n,
    after(others) {
      const then = answersIn(others);
      const changed = questionsWith(ruleBase, differing(answers, then));
      if ((reads & changed) === 0n) return first;
      const now = new Scope(ruleBase, then, undefined, undefined, undefined, asOf);
      return settle(ruleBase, (about, of, workOut) => {
        const before = remember(about, of, workOut);
        return (before.reads & changed) === 0n ? before.value : workOut(now);
      });
    },
  };
}

function settle(ruleBase: RuleBase, ask: Ask): Recommended {
  for (const rule of ruleBase.outcomes)
    if (ask(rule, undefined, (scope) => scope.truth(rule.when)) === true) return { outcome: rule.outcome, recommended: null };
  const usable = ruleBase.backplanes.flatMap((backplane) => {
    const status = statusOf(backplane, ruleBase, ask);
    return status === 'excluded' ? [] : [{ backplane, status }];
  });
  const order = ask(ruleBase.orders, undefined, (scope) => orderFor(ruleBase, scope));
  const bandAt = bandsAmong(usable, (id, { backplane }) =>
    ask(ruleBase.criteria[id] ?? ruleBase.criteria, backplane, (scope) => measureOver(scopesOf(backplane, scope), id)),
  );
  const [best] = rankBy(ruleBase, order, usable, bandAt);
  return best ? { outcome: 'backplane', recommended: best.backplane.id } : { outcome: 'no-eligible', recommended: null };
}

function statusOf(backplane: Backplane, { rules }: RuleBase, ask: Ask): Status {
  let status: Status = 'eligible';
  for (const rule of rules) {
    if (rule.effect !== 'exclude') continue;
    const truth: Truth = ask(rule, rule.perBackplane ? backplane : undefined, (scope) =>
      holdsForAll(rule, rule.perBackplane ? scopesOf(backplane, scope) : [scope]),
    );
    if (truth === true) return 'excluded';
    if (truth === undefined) status = 'undecided';
  }
  return status;
}

const answersIn = (facts: readonly Fact[]): Map<string, Answer> => new Map(facts.map(({ id, value }) => [id, value]));

/** The questions that are answered otherwise. Not answered and unknown are the same. */
function differing(some: ReadonlyMap<string, Answer>, others: ReadonlyMap<string, Answer>): string[] {
  const ids = new Set([...some.keys(), ...others.keys()]);
  return [...ids].filter((id) => String(some.get(id) ?? unknown) !== String(others.get(id) ?? unknown));
}
