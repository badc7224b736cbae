import type { Condition } from '../knowledge/language.js';
import type { Backplane, Rule, Variant } from '../knowledge/types.js';
import type { Reason, Status } from './decision.js';
import type { Interval } from './interval.js';
import { said } from './said.js';
import type { Scope } from './scope.js';
import type { Truth } from './truth.js';
import { unknownOf, unsettled } from './unsettled.js';

/** One backplane against the answers, before ranking. */
export interface Judgement {
  backplane: Backplane;
  /** Seen from the variant that is meant where all is known as it stands; carries texts and details. */
  scope: Scope;
  status: Status;
  /** The rules that exclude it. */
  exclusions: Rule[];
  /** The rules that may exclude it. */
  doubts: Rule[];
  /** Everything that may be meant, and the conditions on which that hangs. */
  scopes: readonly Scope[];
  open: readonly Condition[];
}

/** The variants that may be meant: each that is not ruled out, up to the first that is certain. The last one is certain, or there is none. */
function candidates(backplane: Backplane, scope: Scope): { variants: (Variant | undefined)[]; open: Condition[] } {
  if (backplane.variants.length === 0) return { variants: [undefined], open: [] };
  const variants: Variant[] = [];
  const open: Condition[] = [];
  for (const variant of backplane.variants) {
    const truth = variant.when ? scope.truth(variant.when) : true;
    if (truth === false) continue;
    variants.push(variant);
    if (truth === true) break;
    if (variant.when) open.push(variant.when);
  }
  return { variants: variants.length ? variants : [undefined], open };
}

/** Whether a rule holds over everything that may be meant: known only where all agree. */
export function holdsForAll(rule: Rule, scopes: readonly Scope[]): Truth {
  let result: Truth;
  for (const [index, scope] of scopes.entries()) {
    const truth = holds(rule, scope);
    if (truth === undefined || (index > 0 && truth !== result)) return undefined;
    result = truth;
  }
  return result;
}

/** Whether a rule speaks of the backplane at hand, and holds. */
export function holds(rule: Pick<Rule, 'when' | 'where'>, scope: Scope): Truth {
  const where = rule.where ? scope.truth(rule.where) : true;
  if (where === false) return false;
  const when = rule.when ? scope.truth(rule.when) : true;
  return when === false ? false : where && when;
}

/** A backplane seen from everything that may be meant by it. */
export const scopesOf = (backplane: Backplane, general: Scope): Scope[] => seenFrom(backplane, general).scopes;

function seenFrom(backplane: Backplane, general: Scope): { scopes: Scope[]; open: Condition[] } {
  return general.variantsOf(backplane, () => {
    const { variants, open } = candidates(backplane, general.about({ backplane }));
    return { scopes: variants.map((variant) => general.about({ backplane, variant })), open };
  });
}

/** Which exclusions hold for a backplane, and which may hold. */
export function judge(backplane: Backplane, general: Scope, exclusions: readonly Rule[]): Judgement {
  const { scopes, open } = seenFrom(backplane, general);
  const excluded: Rule[] = [];
  const doubts: Rule[] = [];
  for (const rule of exclusions) {
    const truth = rule.perBackplane ? holdsForAll(rule, scopes) : holds(rule, general);
    if (truth === true) excluded.push(rule);
    else if (truth === undefined) doubts.push(rule);
  }
  const status = excluded.length ? 'excluded' : doubts.length ? 'undecided' : 'eligible';
  return { backplane, scope: scopes.at(-1) ?? general, status, exclusions: excluded, doubts, scopes, open };
}

/** The reason that a rule gives, in the user's values. */
export function reasonOf(rule: Rule, { scope, scopes }: Judgement): Reason {
  // Where the variant that is meant is not the one the rule speaks of, its own values make the sentence.
  const speaker = holds(rule, scope) === false ? (scopes.find((one) => holds(rule, one) !== false) ?? scope) : scope;
  return { code: rule.id, ...said(rule.because, rule, speaker) };
}

/** The questions whose answers would settle a doubt about a backplane. */
export function unlessOf(judgement: Judgement): string[] {
  if (judgement.status !== 'undecided') return [];
  const found = new Set<string>();
  for (const rule of judgement.doubts) for (const id of settlingQuestions(rule, judgement)) found.add(id);
  return [...found];
}

function settlingQuestions(rule: Rule, { backplane, scope, scopes, open }: Judgement): Set<string> {
  const self = scope.about({ backplane });
  const found = new Set<string>();
  for (const one of scopes) for (const condition of [rule.where, rule.when]) if (condition) unsettled(condition, one, found);
  for (const condition of open) unsettled(condition, self, found);
  // Where only the sources differ (a price given as a range), the answer that is compared decides.
  if (found.size === 0) for (const condition of [rule.where, rule.when]) if (condition) compared(condition, self, found);
  return found;
}

function compared(condition: Condition, scope: Scope, found: Set<string>): void {
  if (condition.op === 'all' || condition.op === 'any') for (const part of condition.of) compared(part, scope, found);
  else if (condition.op === 'not') compared(condition.of, scope, found);
  else if (condition.op === 'compare') {
    for (const ref of [condition.ref, condition.with]) {
      if (typeof ref !== 'string') continue;
      if (scope.question(ref)) found.add(ref);
      else unknownOf(ref, scope, found);
    }
  }
}

/** The value of a criterion over everything that may be meant; undefined where nothing is known. */
export function measureOver(scopes: readonly Scope[], criterion: string): Interval | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const scope of scopes) {
    const value = scope.measure(criterion);
    if (!value) return undefined;
    low = Math.min(low, value.low);
    high = Math.max(high, value.high);
  }
  return { low, high };
}

export const measureOf = ({ scopes }: Judgement, criterion: string): Interval | undefined => measureOver(scopes, criterion);
