import type { DiagnosedSymptom, Diagnosis } from '../diagnose/diagnosis.js';
import type { Likelihood, RankedCause } from '../diagnose/rank-causes.js';
import { type Fact, type RuleBase, unknown } from '../knowledge/types.js';
import { paint, type Style, wrap } from './style.js';

export interface DiagnosisReport {
  diagnosis: Diagnosis;
  facts: readonly Fact[];
  ruleBase: RuleBase;
}

/** The diagnosis as JSON, with the keys of the public contract. Ends with a newline. */
export function renderDiagnosisJson({ diagnosis: { symptoms, nearest }, facts, ruleBase }: DiagnosisReport): string {
  const { version, hash, checked } = ruleBase;
  const report = {
    schema: 1,
    symptoms,
    nearest: nearest.map(({ id, title, examples }) => ({ id, title, example: examples[0] })),
    facts: known(facts),
    ruleBase: { version, hash, checked },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

const known = (facts: readonly Fact[]): Fact[] => facts.filter(({ value }) => value !== unknown);

/** How many symptoms a person reads about in full; the others are named. */
const inFull = 3;

/** The diagnosis for people. Ends with a newline. */
export function renderDiagnosis({ diagnosis, facts }: DiagnosisReport, style: Style): string {
  const { symptoms, nearest } = diagnosis;
  if (symptoms.length === 0) return nothingRecognised(nearest, style);
  const more = symptoms.slice(inFull);
  const stated = known(facts).some(({ provenance }) => provenance !== 'assumed');
  const parts = [
    ...symptoms.slice(0, inFull).map((symptom) => symptomText(symptom, style)),
    ...(more.length
      ? [
          [
            paint(style, 'bold', 'Also seen'),
            ...more.map(({ id, title, matched }) => wrap(style, `${id}: ${title} (${times(matched.count)})`, '    ', '  - ')),
          ].join('\n'),
        ]
      : []),
    wrap(
      style,
      stated
        ? 'Read on with: backplane explain ID'
        : 'Nothing is known of the site. With --folder SITE, or answers such as --sticky-sessions no, the causes are ranked by it.',
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function nothingRecognised(nearest: Diagnosis['nearest'], style: Style): string {
  return `${[
    paint(style, 'bold', 'Nothing of this is recognised.'),
    wrap(style, 'The nearest that is known:'),
    ...nearest.map(({ id, title, examples }) => wrap(style, `${id}: ${title}, such as: ${examples[0]}`, '    ', '  - ')),
    '',
    wrap(style, 'What to collect, and to give to diagnose again:'),
    ...collect.map((text) => wrap(style, text, '    ', '  - ')),
  ].join('\n')}\n`;
}

const collect = [
  'the whole message of the browser console, with the client built by configureLogging("debug");',
  'the log of every server for the same minute, with Microsoft.AspNetCore.SignalR and Microsoft.AspNetCore.Http.Connections at Debug;',
  'the lines of the proxy or load balancer for the path of the hub: method, path, status, and which server answered.',
];

function symptomText({ id, title, means, matched, causes }: DiagnosedSymptom, style: Style): string {
  return [
    `${paint(style, 'bold', paint(style, 'yellow', id))}: ${title}`,
    wrap(style, means, '  '),
    ...matched.places
      .slice(0, 1)
      .map(({ line, text }) => wrap(style, `Seen ${times(matched.count)}, first in line ${line}: ${text}`, '    ', '  ')),
    ...causes.map((cause, index) => causeText(cause, index + 1, style)),
  ].join('\n');
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

const colours: Record<Likelihood, Parameters<typeof paint>[1]> = { certain: 'red', likely: 'yellow', possible: 'cyan', 'ruled-out': 'dim' };

function causeText(
  { code, title, text, likelihood, because, unless, tell, mend, see, source }: RankedCause,
  place: number,
  style: Style,
): string {
  const head = `\n  ${place}. ${paint(style, colours[likelihood], likelihood.replace('-', ' '))}: ${title} (${code})`;
  const why = because.map((one) => wrap(style, `Because: ${one}`, '       ', '     '));
  if (likelihood === 'ruled-out') return [head, ...why].join('\n');
  return [
    head,
    wrap(style, text, '     '),
    ...why,
    ...(unless.length ? [wrap(style, `Not known: ${unless.join(', ')}.`, '       ', '     ')] : []),
    ...tell.flatMap((one) => [wrap(style, `Tell: ${one.text}`, '       ', '     '), ...(one.run ? [`       ${one.run}`] : [])]),
    ...mend.map((one) => wrap(style, `Mend: ${one}`, '       ', '     ')),
    ...(see.length ? [wrap(style, `See: backplane explain ${see.join(', ')}`, '       ', '     ')] : []),
    wrap(style, `Source: ${source}`, '       ', '     '),
  ].join('\n');
}
