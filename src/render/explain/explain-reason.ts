import type { RuleBase } from '../../knowledge/types.js';
import { type Explanation, sourcesOf } from './explanation.js';

/** The codes of reasons that no rule gives, because they follow from how a decision is made. */
const reasons: Record<string, { name: string; text: string[] }> = {
  'only-usable': {
    name: 'The only usable backplane',
    text: ['Every other backplane is excluded, so nothing had to be compared. The reasons of the others say by what.'],
  },
  'ranked-equal': {
    name: 'Equal on every criterion',
    text: ['No criterion tells the two apart. The one that depends on no unknown answer comes first, then they are listed by name.'],
  },
  'no-eligible': {
    name: 'No backplane is eligible',
    text: [
      'Every backplane is excluded by an answer; each says by which. The decision names the smallest changes that would make one eligible.',
    ],
  },
};

export const reasonCodes = Object.keys(reasons);

/** What a code means that the engine itself gives. */
export function explainReason(ruleBase: RuleBase, code: string): Explanation | undefined {
  const reason = reasons[code];
  if (!reason) return undefined;
  const sources = sourcesOf(ruleBase, ['ranking']);
  return {
    kind: 'reason',
    id: code,
    ...reason,
    sections: [],
    checked: sources[0]?.checked ?? null,
    stale: false,
    sources,
    related: ['default'],
    data: null,
  };
}
