import type { Scope } from '../decide/scope.js';
import { answerInWords } from '../decide/words.js';
import type { Condition, Reference } from '../knowledge/language/language.js';
import type { Fact } from '../knowledge/types.js';

/** The facts that make a condition true, a sentence each. */
export function whyTrue(condition: Condition, scope: Scope, facts: readonly Fact[]): string[] {
  return [...new Set(reasons(condition, true, scope, facts))];
}

/** Why a condition is as it is: true, or false. */
function reasons(condition: Condition, truth: boolean, scope: Scope, facts: readonly Fact[]): string[] {
  switch (condition.op) {
    case 'all':
    case 'any': {
      const deciding = condition.of.filter((part) => scope.truth(part) === truth);
      // To make all of them true, or any of them false, every part is needed; otherwise one is enough.
      const needed = (condition.op === 'all') === truth ? deciding : deciding.slice(0, 1);
      return needed.flatMap((part) => reasons(part, truth, scope, facts));
    }
    case 'not':
      return reasons(condition.of, !truth, scope, facts);
    case 'certain':
      return scope.truth(condition.of) === undefined ? [] : reasons(condition.of, truth, scope, facts);
    case 'use': {
      const definition = scope.ruleBase.definitions[condition.name];
      if (!definition) return [];
      const below = reasons(definition.when, truth, scope, facts);
      const means = definition.means.replace(/\.$/, '');
      return [
        `${truth ? means : `It is not so that ${means.charAt(0).toLowerCase()}${means.slice(1)}`}${below.length ? ` (${below.map(plain).join('; ')})` : ''}.`,
      ];
    }
    case 'compare':
      return [condition.ref, condition.with].flatMap((ref) => (typeof ref === 'string' ? sentence(ref, scope, facts) : []));
    default:
      return sentence(condition.ref, scope, facts);
  }
}

const plain = (text: string): string => text.replace(/\.$/, '');

function sentence(ref: Reference, scope: Scope, facts: readonly Fact[]): string[] {
  const id = /^(load-balancer|platform)\./.exec(ref)?.[1] ?? ref;
  const fact = facts.find((one) => one.id === id);
  if (!scope.question(id) || !fact) return [];
  return [`${id} is ${answerInWords(scope, id, scope.answer(id))}${origin(fact)}.`];
}

function origin({ provenance, evidence, because }: Fact): string {
  const [first] = evidence ?? [];
  if (provenance === 'detected')
    return first ? ` (${first.line > 0 ? `${first.file}:${first.line}` : first.file})` : ' (read from the project)';
  if (provenance === 'assumed') return because ? ` (assumed: ${because.replace(/\.$/, '')})` : ' (assumed)';
  return ' (stated)';
}
