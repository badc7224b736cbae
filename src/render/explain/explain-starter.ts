import { mentions } from '../../knowledge/language/mentions.js';
import type { RuleBase, Starter } from '../../knowledge/types.js';
import { glossary } from '../words/glossary.js';
import { conditionSection, lineWithCondition, partItem } from './explain-lines.js';
import type { Content } from './explanation.js';

/** A project that `new` makes from nothing. */
export function explainStarter(ruleBase: RuleBase, starter: Starter): Content {
  const conditions = [starter.when, ...starter.assume.map(({ when }) => when)];
  return {
    name: starter.name,
    text: [starter.summary, 'Make it with backplane new NAME and these answers.'],
    sections: [
      conditionSection(ruleBase, 'Which answers it fits', starter.when),
      {
        title: 'What it assumes where nobody says otherwise',
        items: starter.assume.map(({ question, when, value, because }) =>
          lineWithCondition(ruleBase, `--${question} ${[value].flat().join(',') || 'none'}: ${because}`, when),
        ),
      },
      { title: 'What it consists of, beside what the decision adds', items: starter.parts.map(partItem) },
      glossary(ruleBase, mentions(conditions)),
    ],
    related: starter.assume.map(({ question }) => question),
  };
}
