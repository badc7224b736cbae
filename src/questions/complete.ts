import { assume } from '../decide/assume.js';
import type { DecideOptions } from '../decide/decide.js';
import { Scope } from '../decide/scope.js';
import type { Fact, RuleBase } from '../knowledge/types.js';
import { asUnknown } from './resolve.js';

/** Assumptions first, then `unknown` for every question that applies and that nobody answered. */
export function complete(ruleBase: RuleBase, stated: readonly Fact[], options: DecideOptions): Fact[] {
  const assumed = assume(ruleBase, stated, options);
  const scope = new Scope(ruleBase, new Map(assumed.map(({ id, value }) => [id, value])), options.asOf);
  const answered = new Set(assumed.map(({ id }) => id));
  const rest = ruleBase.questions.filter(
    (question) => question.influences && !answered.has(question.id) && !(question.applies && scope.truth(question.applies) === false),
  );
  const all = new Map([...assumed, ...asUnknown(rest)].map((fact) => [fact.id, fact]));
  return ruleBase.questions.flatMap(({ id }) => all.get(id) ?? []);
}
