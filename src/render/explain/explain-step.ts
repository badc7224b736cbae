import { mentions } from '../../knowledge/language/mentions.js';
import type { Move, RuleBase, Step } from '../../knowledge/types.js';
import { glossary, idsOf } from '../words/glossary.js';
import { conditionSection } from './explain-lines.js';
import { type Content, type Section, withoutValues } from './explanation.js';

const actors: Record<Step['who'], string> = {
  generated: 'backplane generate writes it.',
  you: 'It is yours to do.',
  platform: 'The platform does it, or its operator.',
};

/** One move of a roll-out. */
export function explainStep(ruleBase: RuleBase, step: Step): Content {
  const names = mentions(step.when.flatMap(({ from, to }) => [from, to]));
  const named = (title: string, text: string): Section => ({ title, items: [{ text: withoutValues(text) }] });
  return {
    name: withoutValues(step.title),
    text: [`A step of a roll-out. ${actors[step.who]}`, withoutValues(step.text)],
    sections: [
      ...(step.when.length > 0
        ? step.when.flatMap((move, index) => moveSections(ruleBase, move, index > 0))
        : [{ title: 'When it applies', items: [{ text: 'in every roll-out' }] }]),
      { title: 'It comes after', items: step.after.length > 0 ? [{ text: step.after.join(', ') }] : [] },
      named('How to check it', step.check),
      named('What users notice', step.notice),
      named('The way back', step.back),
      glossary(ruleBase, names),
    ],
    related: [...step.after, ...idsOf(names)],
  };
}

function moveSections(ruleBase: RuleBase, { from, to }: Move, isOther: boolean): Section[] {
  const start = isOther ? 'Or where' : 'It applies where';
  return [
    conditionSection(ruleBase, `${start} today`, from),
    conditionSection(ruleBase, from ? 'and afterwards' : `${start} afterwards`, to),
  ];
}
