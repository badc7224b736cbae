import type { Answer, Fact, Outcome, Part, Place, Rule, RuleBase, Severity } from '../knowledge/types.js';
import { chainIn } from './chain.js';
import { contradictionsIn } from './contradictions.js';
import type { Decision, Prerequisite, Reason, Verdict } from './decision.js';
import { type Judgement, reasonOf, unlessOf } from './judge.js';
import { prepared } from './prepared.js';
import { criteriaOf, mentionsOf, rankingReason, type Standing } from './rank.js';
import { rule, standingOf } from './ruling.js';
import { said } from './said.js';
import { type Situation, situationFrom } from './situation.js';
import { type View, viewFrom } from './view.js';

export interface DecideOptions {
  /** The day to decide for, as 2026-11-23: support and retirement dates are compared with it. */
  asOf: string;
}

/**
 * One verdict per backplane for these facts, in order, with prerequisites and warnings. Pure and synchronous.
 * Assumptions are not made here: pass the facts through `assume` first.
 */
export function decide(ruleBase: RuleBase, facts: readonly Fact[], options: DecideOptions): Decision {
  const situation = situationFrom(prepared(ruleBase), facts, options.asOf);
  const general = viewFrom(situation.prepared);
  const { settledBy, open } = rule(situation);
  if (settledBy) {
    const reason = said(settledBy.id, settledBy.because, settledBy, situation, general);
    return {
      outcome: settledBy.outcome,
      recommended: null,
      reasons: [reason],
      contradictions: contradictionsIn(situation, general),
      verdicts: [],
      ...advice(situation, general, settledBy.outcome, []),
    };
  }
  const standing = standingOf(situation, true);
  const ranked = standing.ranked();
  const winner = ranked[0]?.status === 'excluded' ? undefined : ranked[0];
  const outcome: Outcome = winner ? 'backplane' : 'no-eligible';
  const verdicts = ranked.map((judgement): Verdict => {
    const usable = judgement.status !== 'excluded';
    // Looked at by few, so worked out for those.
    const criteria = lazily(() => criteriaOf(standing, judgement));
    const unless = lazily(() => unlessOf(judgement));
    return {
      backplane: judgement.backplane.id,
      variant: judgement.view.subject?.variant?.id ?? null,
      status: judgement.status,
      reasons: usable
        ? [
            placeOf(judgement, ranked, standing),
            ...judgement.doubts.map((doubt) => asDoubt(reasonOf(doubt, judgement))),
            ...effects(situation, judgement.view, 'require', outcome, true),
          ]
        : judgement.exclusions.map((exclusion) => reasonOf(exclusion, judgement)),
      get criteria() {
        return criteria();
      },
      get unless() {
        return unless();
      },
    };
  });
  const doubts = open.map((one) => said(one.id, one.ifUnknown ?? '', one, situation, general));
  return {
    outcome,
    recommended: winner?.backplane.id ?? null,
    reasons: winner ? (verdicts[0]?.reasons.slice(0, 1) ?? []) : [noneEligible],
    contradictions: contradictionsIn(situation, general),
    verdicts,
    ...advice(situation, winner?.view ?? general, outcome, doubts),
  };
}

function lazily<T>(workOut: () => T): () => T {
  let known: { value: T } | undefined;
  return () => {
    known ??= { value: workOut() };
    return known.value;
  };
}

/** Why a usable backplane stands where it stands: the winner against the next, the others against the winner. */
function placeOf(judgement: Judgement, ranked: readonly Judgement[], standing: Standing): Reason {
  const [winner, second] = ranked;
  if (judgement !== winner && winner) return rankingReason(standing, winner, judgement);
  if (second && second.status !== 'excluded') {
    const reason = rankingReason(standing, judgement, second);
    return {
      code: reason.code,
      get text() {
        return [...mentionsOf(standing, judgement, ranked), reason.text].join(' ');
      },
      source: reason.source,
    };
  }
  return { code: 'only-usable', text: `${judgement.backplane.name} is the only backplane that nothing excludes.`, source: 'ranking' };
}

const noneEligible: Reason = {
  code: 'no-eligible',
  text: 'Every backplane is excluded by an answer; each says by which.',
  source: 'ranking',
};

const asDoubt = (reason: Reason): Reason => ({
  code: reason.code,
  get text() {
    return `Not certain. This would exclude it: ${reason.text}`;
  },
  source: reason.source,
});

/** What else must be known: the prerequisites and the warnings of rules, and the traps of what the site stands on and behind. */
function advice(situation: Situation, view: View, outcome: Outcome, open: readonly Reason[]): Pick<Decision, 'prerequisites' | 'warnings'> {
  return {
    prerequisites: prerequisites(situation, view, outcome),
    warnings: [...open, ...effects(situation, view, 'warn', outcome), ...traps(situation, view)],
  };
}

function prerequisites(situation: Situation, view: View, outcome: Outcome): Prerequisite[] {
  const found: Prerequisite[] = [];
  for (const { rule, test } of view.rulesFor('require', outcome, false))
    if (test(situation) === true)
      found.push(
        Object.assign(said(rule.id, rule.because, rule, situation, view), {
          title: rule.title ?? shortened(rule.because),
          who: isGenerated(rule, situation, view) ? ('generated' as const) : (rule.who ?? 'you'),
          severity: rule.severity as Severity,
        }),
      );
  return found;
}

/** Whether one of the parts that see to it is written by default and certainly applies. Without a backplane nothing is written. */
function isGenerated(rule: Rule, situation: Situation, view: View): boolean {
  const { subject } = view;
  if (!subject) return false;
  const partOf = (id: string): Part | undefined =>
    subject.backplane.parts.find((part) => part.id === id && !part.optional) ?? situation.prepared.parts.get(id);
  return (rule['written-by'] ?? []).some((id) => {
    const part = partOf(id);
    return part !== undefined && (!part.when || view.test(part.when)(situation) === true);
  });
}

/** The beginning of a text, for a rule that has no title. */
const shortened = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 59).trimEnd()}…`);

/** The rules of one effect that hold; `specific`: only those that speak of some backplanes. */
function effects(situation: Situation, view: View, effect: Rule['effect'], outcome: Outcome, specific = false): Reason[] {
  const reasons: Reason[] = [];
  for (const { rule, test } of view.rulesFor(effect, outcome, specific))
    if (test(situation) === true) {
      const reason = said(rule.id, rule.because, rule, situation, view);
      reasons.push(rule.severity === 'breaking' ? Object.assign(reason, { severity: rule.severity }) : reason);
    }
  return reasons;
}

function traps(situation: Situation, view: View): Reason[] {
  const { loadBalancers, platforms } = situation.prepared.ruleBase;
  const place = (id: Answer | undefined, places: Record<string, Place>): Place | undefined =>
    typeof id === 'string' ? places[id] : undefined;
  const places = [place(situation.look('load-balancer'), loadBalancers), place(situation.look('platform'), platforms)];
  return [...places, ...(chainIn(situation) ?? [])]
    .flatMap((one) => one?.traps ?? [])
    .filter((trap) => !trap.when || view.test(trap.when)(situation) === true)
    .map((trap) => said(trap.id, trap.text, trap, situation, view));
}
