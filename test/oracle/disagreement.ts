/** Where the product and the oracle differ, found, made as small as possible, and told so that a person can judge who is right. */
import type { Decision } from '../../src/decide/decision.js';
import type { Backplane } from './exclusions.js';
import { backplanes } from './exclusions.js';
import type { Judgement, Status } from './oracle.js';
import { judge, nearBudget } from './oracle.js';
import { decideOn } from './product.js';
import type { Answers } from './site.js';

export interface Disagreement {
  /** Equal for disagreements of one kind: who said what by which sentence, of whichever backplane. */
  kind: string;
  product: string;
  oracle: string;
}

const from: Status[] = ['eligible', 'undecided', 'excluded'];

/** Near a price, every status between a quarter cheaper and a quarter dearer is accepted. */
function accepted(answers: Answers, exact: Judgement): Partial<Record<Backplane, Status[]>> {
  const near = nearBudget(answers) ? [judge(answers, 'cheap'), exact, judge(answers, 'dear')] : [exact];
  return Object.fromEntries(
    backplanes.map((backplane) => {
      const orders = near.map((judgement) => from.indexOf(judgement.status[backplane] as Status));
      return [backplane, from.slice(Math.min(...orders), Math.max(...orders) + 1)];
    }),
  );
}

function ofStatuses(answers: Answers, decision: Decision, exact: Judgement): Disagreement[] {
  const verdicts = new Map(decision.verdicts.map((verdict) => [verdict.backplane, verdict]));
  const differ = backplanes.filter((backplane) => verdicts.get(backplane)?.status !== exact.status[backplane]);
  if (differ.length === 0) return [];
  const right = accepted(answers, exact);
  return differ.flatMap((backplane) => {
    const verdict = verdicts.get(backplane);
    if (verdict && right[backplane]?.includes(verdict.status)) return [];
    const codes = verdict?.reasons.map((reason) => reason.code).join(', ') || 'no reason';
    const unless = verdict?.unless.length ? `; unless ${verdict.unless.join(', ')}` : '';
    const oracle = `${backplane} is ${right[backplane]?.join(' or ')} (${exact.because[backplane] || 'nothing excludes it'})`;
    return [
      {
        kind: `${verdict?.status}; ${right[backplane]?.join(' or ')} (${exact.because[backplane]})`,
        product: `${backplane} is ${verdict?.status ?? 'not judged'} (${codes}${unless})`,
        oracle,
      },
    ];
  });
}

/** What must hold of any decision with verdicts, whatever the oracle says. */
function ofRecommendation(decision: Decision): Disagreement[] {
  const usable = decision.verdicts.filter((verdict) => verdict.status !== 'excluded').map((verdict) => verdict.backplane);
  const right = usable.includes(decision.recommended ?? '')
    ? decision.outcome === 'backplane'
    : usable.length === 0 && decision.recommended === null;
  if (right) return [];
  const product = `the outcome is ${decision.outcome}, ${decision.recommended ?? 'nothing'} is recommended`;
  const oracle = usable.length > 0 ? `one of ${usable.join(', ')} is recommended` : 'nothing is eligible and nothing is recommended';
  return [{ kind: `${product}; ${oracle}`, product, oracle }];
}

/** All differences on one site; none if they agree. */
export function disagreements(answers: Answers): Disagreement[] {
  const decision = decideOn(answers);
  const exact = judge(answers);
  const early = (outcome: string) => outcome === 'none-needed' || outcome === 'platform-provides';
  if (early(exact.outcome) || early(decision.outcome)) {
    if (exact.outcome === decision.outcome) return [];
    const product = `the outcome is ${decision.outcome} (${decision.reasons.map((reason) => reason.code).join(', ')})`;
    const oracle = `the outcome is ${exact.outcome} (${exact.because.outcome ?? 'no sentence takes it earlier'})`;
    return [{ kind: `${decision.outcome}; ${oracle}`, product, oracle }];
  }
  const found = ofStatuses(answers, decision, exact);
  return found.length > 0 ? found : ofRecommendation(decision);
}

/** The same kind of disagreement with as few answers as possible. */
export function smallest(answers: Answers, kind: string): Answers {
  let small = answers;
  for (const id of Object.keys(answers)) {
    const { [id]: _left, ...fewer } = small;
    if (disagreements(fewer).some((found) => found.kind === kind)) small = fewer;
  }
  return small;
}
