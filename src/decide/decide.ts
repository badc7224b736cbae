import type { Answer, Fact, Order, Outcome, OutcomeRule, Place, Rule, RuleBase } from '../knowledge/types.js';
import { contradictions } from './contradictions.js';
import type { Decision, Reason, Verdict } from './decision.js';
import { holds, type Judgement, judge, reasonOf, unlessOf } from './judge.js';
import { type BandAt, bandsOf, criteriaOf, mentionsOf, orderFor, rank, rankingReason } from './rank.js';
import { said } from './said.js';
import { Scope } from './scope.js';

export interface DecideOptions {
  /** The day to decide for, as 2026-11-23: support and retirement dates are compared with it. */
  asOf: string;
}

/** The part of a decision that everything else follows from. */
interface Ruling {
  scope: Scope;
  /** The rule that makes a backplane unnecessary, where there is one. */
  settledBy?: OutcomeRule;
  /** Rules that might. */
  open: OutcomeRule[];
  order: Order;
  /** From best to worst. */
  ranked: Judgement[];
}

function rule(ruleBase: RuleBase, facts: readonly Fact[], options: DecideOptions): Ruling {
  const answers = new Map<string, Answer>(facts.map((fact) => [fact.id, fact.value]));
  const scope = new Scope(ruleBase, answers, undefined, undefined, undefined, options.asOf);
  const order = orderFor(ruleBase, scope);
  const open: OutcomeRule[] = [];
  for (const outcome of ruleBase.outcomes) {
    const truth = scope.truth(outcome.when);
    if (truth === true) return { scope, settledBy: outcome, open, order, ranked: [] };
    if (truth === undefined && outcome.ifUnknown) open.push(outcome);
  }
  const exclusions = ruleBase.rules.filter(({ effect }) => effect === 'exclude');
  const judgements = ruleBase.backplanes.map((backplane) => judge(backplane, scope, exclusions));
  return { scope, open, order, ranked: rank(ruleBase, order, judgements) };
}

/**
 * One verdict per backplane for these facts, in order, with prerequisites and warnings. Pure and synchronous.
 * Assumptions are not made here: pass the facts through `assume` first.
 */
export function decide(ruleBase: RuleBase, facts: readonly Fact[], options: DecideOptions): Decision {
  const { scope, settledBy, open, order, ranked } = rule(ruleBase, facts, options);
  if (settledBy) {
    const reason = { code: settledBy.id, ...said(settledBy.because, settledBy, scope) };
    return {
      outcome: settledBy.outcome,
      recommended: null,
      reasons: [reason],
      contradictions: contradictions(scope),
      verdicts: [],
      ...advice(scope, settledBy.outcome, []),
    };
  }
  const winner = ranked[0]?.status === 'excluded' ? undefined : ranked[0];
  const outcome: Outcome = winner ? 'backplane' : 'no-eligible';
  const bandAt = bandsOf(ranked);
  const verdicts = ranked.map((judgement): Verdict => {
    const usable = judgement.status !== 'excluded';
    return {
      backplane: judgement.backplane.id,
      variant: judgement.scope.subject?.variant?.id ?? null,
      status: judgement.status,
      reasons: usable
        ? [
            placeOf(judgement, ranked, ruleBase, order, bandAt),
            ...judgement.doubts.map((doubt) => asDoubt(reasonOf(doubt, judgement))),
            ...effects(judgement.scope, 'require', outcome, true),
          ]
        : judgement.exclusions.map((exclusion) => reasonOf(exclusion, judgement)),
      criteria: criteriaOf(ruleBase, bandAt, judgement),
      unless: unlessOf(judgement),
    };
  });
  const doubts = open.map((one) => ({ code: one.id, ...said(one.ifUnknown ?? '', one, scope) }));
  return {
    outcome,
    recommended: winner?.backplane.id ?? null,
    reasons: winner ? (verdicts[0]?.reasons.slice(0, 1) ?? []) : [noneEligible],
    contradictions: contradictions(scope),
    verdicts,
    ...advice(winner?.scope ?? scope, outcome, doubts),
  };
}

/** Why a usable backplane stands where it stands: the winner against the next, the others against the winner. */
function placeOf(judgement: Judgement, ranked: readonly Judgement[], ruleBase: RuleBase, order: Order, bandAt: BandAt<Judgement>): Reason {
  const [winner, second] = ranked;
  if (judgement !== winner && winner) return rankingReason(ruleBase, order, bandAt, winner, judgement);
  if (second && second.status !== 'excluded') {
    const reason = rankingReason(ruleBase, order, bandAt, judgement, second);
    return { ...reason, text: [...mentionsOf(ruleBase, bandAt, judgement, ranked), reason.text].join(' ') };
  }
  return { code: 'only-usable', text: `${judgement.backplane.name} is the only backplane that nothing excludes.`, source: 'ranking' };
}

const noneEligible: Reason = {
  code: 'no-eligible',
  text: 'Every backplane is excluded by an answer; each says by which.',
  source: 'ranking',
};

const asDoubt = (reason: Reason): Reason => ({ ...reason, text: `Not certain. This would exclude it: ${reason.text}` });

/** What else must be known: the prerequisites and the warnings of rules, and the traps of what the site stands on and behind. */
function advice(scope: Scope, outcome: Outcome, open: Reason[]): Pick<Decision, 'prerequisites' | 'warnings'> {
  return {
    prerequisites: effects(scope, 'require', outcome),
    warnings: [...open, ...effects(scope, 'warn', outcome), ...traps(scope)],
  };
}

/** The rules of one effect that hold; `specific`: only those that speak of some backplanes. */
function effects(scope: Scope, effect: Rule['effect'], outcome: Outcome, specific = false): Reason[] {
  return scope.ruleBase.rules
    .filter((rule) => rule.effect === effect && rule.outcomes.includes(outcome) && (!specific || rule.where))
    .filter((rule) => (rule.where && !scope.subject ? false : holds(rule, scope) === true))
    .map((rule) => ({ code: rule.id, ...said(rule.because, rule, scope), ...(rule.severity ? { severity: rule.severity } : {}) }));
}

function traps(scope: Scope): Reason[] {
  const place = (id: Answer | undefined, places: Record<string, Place>): Place | undefined =>
    typeof id === 'string' ? places[id] : undefined;
  const places = [
    place(scope.answer('load-balancer'), scope.ruleBase.loadBalancers),
    place(scope.answer('platform'), scope.ruleBase.platforms),
  ];
  return [...places, ...(scope.chain() ?? [])]
    .flatMap((one) => one?.traps ?? [])
    .filter((trap) => !trap.when || scope.truth(trap.when) === true)
    .map((trap) => ({ code: trap.id, ...said(trap.text, trap, scope) }));
}
