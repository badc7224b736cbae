import type { Evidence, Fact, RuleBase } from '../knowledge/types.js';
import type { Decision, Prerequisite } from './decision.js';

/** A prerequisite as something to do. */
export interface Task extends Pick<Prerequisite, 'code' | 'title' | 'text' | 'severity'> {
  /** Wrong: a file of the site says that it is not so. Otherwise who sees to it. */
  state: 'wrong' | Prerequisite['who'];
  /** Where it is wrong. */
  place?: Evidence;
}

/** What must be so, as a list to work through: what is wrong in the site's own files first, and within each state what fails without it. */
export function checklist(ruleBase: RuleBase, { prerequisites }: Decision, facts: readonly Fact[]): Task[] {
  const tasks = prerequisites.map(({ code, title, text, severity, who }): Task => {
    const seenIn = ruleBase.rules.find(({ id }) => id === code)?.['seen-in'] ?? [];
    const place = facts.find(({ id, provenance }) => provenance === 'detected' && seenIn.includes(id))?.evidence?.[0];
    return { code, title, text, severity, state: place ? 'wrong' : who, ...(place ? { place } : {}) };
  });
  return tasks.toSorted((one, other) => rank(one) - rank(other));
}

const states: readonly Task['state'][] = ['wrong', 'you', 'generated', 'platform'];
const severities: readonly Task['severity'][] = ['error', 'warning', 'note'];

const rank = ({ state, severity }: Task): number => states.indexOf(state) * severities.length + severities.indexOf(severity);
