import type { Decision, LighterChange } from '../decide/decision.js';

/** `If you switch session affinity on: the same, without "Every client of your own hubs must skip negotiation".` */
export function lighterInWords({ prerequisites, warnings }: Decision, { text, lifts }: LighterChange): string {
  const lifted = [...prerequisites, ...warnings].filter(({ code }) => lifts.includes(code)).map((reason) => `"${inShort(reason.text)}"`);
  return `If you ${text}: the same, without ${lifted.join(', ')}.`;
}

/** The first clause says what is asked. */
const inShort = (text: string): string => /^[^(:;.]+/.exec(text)?.[0].trim() ?? text;
