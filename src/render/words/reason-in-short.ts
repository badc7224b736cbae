import type { Reason } from '../../decide/decision.js';
import type { RuleBase } from '../../knowledge/types.js';

/** Why a backplane is not the one, in a few words: the title of what excludes it, or what it loses by; the first sentence where the rules have neither. */
export function reasonInShort({ rules, criteria }: RuleBase, reason: Pick<Reason, 'code' | 'text'> | undefined): string {
  if (reason === undefined) return '';
  const title = rules.find(({ id }) => id === reason.code)?.title ?? criteria[reason.code.replace(/^ranked-by-/, '')]?.['loses-by'];
  return title ?? firstSentence(reason.text);
}

/** Up to the first full stop that ends a sentence. */
const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
