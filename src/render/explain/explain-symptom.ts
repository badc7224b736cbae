import { mentions } from '../../knowledge/language/mentions.js';
import type { Cause, Look, RuleBase, Symptom } from '../../knowledge/types.js';
import { glossary, idsOf } from '../words/glossary.js';
import { conditionSection } from './explain-lines.js';
import { type Content, withoutValues } from './explanation.js';

/** What a person sees, how it is recognised, and what it can come from. */
export function explainSymptom({ causes }: RuleBase, symptom: Symptom): Content {
  return {
    name: symptom.title,
    text: [symptom.means, 'What it is on a site of yours: backplane diagnose "THE MESSAGE" --folder SITE.'],
    sections: [
      { title: 'How it is recognised', items: symptom.looks.map((look) => ({ text: lookInWords(look) })) },
      { title: 'What it looks like', items: symptom.examples.map((text) => ({ text })) },
      {
        title: 'What it can come from',
        items: symptom.causes.flatMap((id) => (causes[id] ? [{ text: `${id}: ${causes[id].title}`, sources: causes[id].source }] : [])),
      },
    ],
    related: symptom.causes,
  };
}

/** What a symptom can come from, under which facts, how to tell and how to mend it. */
export function explainCause(ruleBase: RuleBase, cause: Cause): Content {
  const names = mentions([cause.certain, cause.likely, cause['ruled-out']]);
  const symptoms = ruleBase.symptoms.filter(({ causes }) => causes.includes(cause.id));
  return {
    name: cause.title,
    text: [withoutValues(cause.text)],
    sections: [
      conditionSection(ruleBase, 'Certain where', cause.certain),
      conditionSection(ruleBase, 'Likely where', cause.likely),
      conditionSection(ruleBase, 'Ruled out where', cause['ruled-out']),
      { title: 'How to tell', items: cause.tell.map(({ text, run }) => ({ text: run ? `${text} ${run}` : text })) },
      { title: 'How to mend it', items: cause.mend.map((text) => ({ text: withoutValues(text) })) },
      { title: 'What it shows as', items: symptoms.map(({ id, title }) => ({ text: `${id}: ${title}` })) },
      glossary(ruleBase, names),
    ],
    related: [...(cause.see ?? []), ...symptoms.map(({ id }) => id), ...idsOf(names)],
  };
}

function lookInWords({ text, without, status, close, exception }: Look): string {
  const parts = [
    ...(text ?? []).map((piece) => `"${piece}"`),
    ...(status ? [`the HTTP status ${status.join(' or ')}`] : []),
    ...(close ? [`the close code ${close.join(' or ')}`] : []),
    ...(exception ? [`the exception ${exception.join(' or ')}`] : []),
  ];
  return `${parts.join(' and ')}${without ? `, but not ${without.map((piece) => `"${piece}"`).join(' or ')}` : ''}`;
}
