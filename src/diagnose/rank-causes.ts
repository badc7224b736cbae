import type { Scope } from '../decide/scope.js';
import { fill, sourceInWords } from '../decide/words.js';
import type { Condition } from '../knowledge/language/language.js';
import type { Cause, Fact, RuleBase, Symptom } from '../knowledge/types.js';
import { unsettledBy } from './unsettled-by.js';
import { whyTrue } from './why.js';

export type Likelihood = 'certain' | 'likely' | 'possible' | 'ruled-out';

/** A cause as it stands for this site. The keys are those of the public contract. */
export interface RankedCause {
  code: string;
  title: string;
  text: string;
  likelihood: Likelihood;
  /** The facts that make it so. */
  because: string[];
  /** Ids of the questions whose answers would say more. */
  unless: string[];
  tell: { text: string; run?: string }[];
  mend: string[];
  /** Ids that `explain` knows more of. */
  see: string[];
  source: string;
}

const order: readonly Likelihood[] = ['certain', 'likely', 'possible', 'ruled-out'];

/** The causes of a symptom, the likeliest for these facts first; where the facts tell nothing, as the rules list them. */
export function rankCauses(ruleBase: RuleBase, symptom: Symptom, scope: Scope, facts: readonly Fact[]): RankedCause[] {
  return symptom.causes
    .flatMap((id) => (ruleBase.causes[id] ? [rankCause(ruleBase.causes[id], scope, facts)] : []))
    .sort((a, b) => order.indexOf(a.likelihood) - order.indexOf(b.likelihood));
}

function rankCause(cause: Cause, scope: Scope, facts: readonly Fact[]): RankedCause {
  const conditions: [Likelihood, Condition | undefined][] = [
    ['ruled-out', cause['ruled-out']],
    ['certain', cause.certain],
    ['likely', cause.likely],
  ];
  const decided = conditions.find(([, condition]) => condition && scope.truth(condition) === true);
  const open = decided ? [] : conditions.flatMap(([, condition]) => (condition ? [condition] : []));
  const say = (text: string): string => fill(text, scope);
  return {
    code: cause.id,
    title: cause.title,
    text: say(cause.text),
    likelihood: decided?.[0] ?? 'possible',
    because: decided?.[1] ? whyTrue(decided[1], scope, facts) : [],
    unless: unsettledBy(open, scope),
    tell: cause.tell,
    mend: cause.mend.map(say),
    see: cause.see ?? [],
    source: sourceInWords(scope.ruleBase, cause),
  };
}
