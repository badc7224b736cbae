import type { Contradiction } from '../decide/decision.js';
import { paint, type Style, wrap } from './style.js';

/** What cannot all be true, and which answer to look at first. Empty where nothing contradicts. */
export function contradictionsInWords(contradictions: readonly Contradiction[], style: Style): string {
  if (contradictions.length === 0) return '';
  const lines = contradictions.map(({ text, facts, doubt }) => {
    const others = facts.filter((id) => id !== doubt).map((id) => `--${id}`);
    return wrap(style, `${text} Look at --${doubt} first, then at ${others.join(', ')}.`, '    ', '  - ');
  });
  const title = contradictions.length === 1 ? 'Your answers contradict each other' : 'Your answers contradict each other in several points';
  return [
    paint(style, 'bold', paint(style, 'red', title)),
    ...lines,
    wrap(style, 'Until that is settled, what follows rests on answers of which one is wrong.', '  '),
  ].join('\n');
}
