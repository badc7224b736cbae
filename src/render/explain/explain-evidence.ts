import type { EvidenceRecord } from '../../knowledge/types.js';
import type { Content } from './explanation.js';

/** What a thing in a file says of the site. */
export function explainEvidence({ found, name, value, shows, takes, strength, settles }: EvidenceRecord): Content {
  const answers = Object.entries(shows).map(([question, answer]) => ({ text: `${question}: ${[answer].flat().join(', ')}` }));
  return {
    name: `${found} ${name.join(', ')}${value ? ` = ${value.join(', ')}` : ''}`,
    text: [
      'Something that a scan looks for in the files of a site and around it.',
      settles ? '' : 'It does not settle the answer by itself.',
      strength === 'plain' ? '' : `It is ${strength} evidence: what is stronger counts alone.`,
    ].filter((line) => line !== ''),
    sections: [
      { title: 'What it shows', items: [...answers, ...(takes === undefined ? [] : [{ text: `${takes}: the number that stands there` }])] },
    ],
    related: [...Object.keys(shows), ...(takes === undefined ? [] : [takes])],
  };
}
