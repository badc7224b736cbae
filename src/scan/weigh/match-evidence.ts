import type { EvidenceRecord } from '../../knowledge/types.js';
import { evidenceAt } from '../evidence.js';
import type { Sighting } from '../sighting.js';
import type { Finding } from './finding.js';

/** What sightings show, by the records of evidence. */
export function matchEvidence(
  sightings: readonly Sighting[],
  records: readonly EvidenceRecord[],
  isOwn: (path: string) => boolean,
): Finding[] {
  const matchers = records.map((record) => ({ record, matches: matcherOf(record) }));
  return sightings.flatMap((sighting) =>
    matchers.flatMap(({ record, matches }) =>
      record.found === sighting.found && matches(sighting) ? findingsOf(sighting, record, isOwn) : [],
    ),
  );
}

function matcherOf({ name, value }: EvidenceRecord): (sighting: Sighting) => boolean {
  const names = name.map(patternOf);
  const values = value?.map(patternOf);
  return (sighting) =>
    names.some((pattern) => pattern.test(sighting.name)) && (values?.some((pattern) => pattern.test(sighting.value?.trim() ?? '')) ?? true);
}

/** `*` stands for any text. */
const patternOf = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\/]/g, '\\$&'))
      .join('.*')}$`,
    'is',
  );

function findingsOf(sighting: Sighting, record: EvidenceRecord, isOwn: (path: string) => boolean): Finding[] {
  const common = {
    strength: record.strength,
    settles: record.settles,
    stage: sighting.stage,
    own: sighting.own ?? isOwn(sighting.file.path),
    evidence: evidenceAt(sighting),
    ...(sighting.condition === undefined ? {} : { condition: sighting.condition }),
  };
  const shown = Object.entries(record.shows).map(([question, value]) => ({ ...common, question, value: asAnswer(value) }));
  const number = record.takes === undefined || !/^\d{1,6}$/.test(sighting.value ?? '') ? undefined : Number(sighting.value);
  return number === undefined || record.takes === undefined ? shown : [...shown, { ...common, question: record.takes, value: number }];
}

const asAnswer = (value: unknown): Finding['value'] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'number' ? value : String(value);

/** Numbers that are counted together, such as hubs: each different one once. None where something that was seen leaves the number open. */
export function countEvidence(sightings: readonly Sighting[], records: readonly EvidenceRecord[]): Finding[] {
  const counted = new Map<string, { number: number; sighting: Sighting; question: string; settles: boolean }>();
  for (const record of records) {
    if (!record.counts) continue;
    const matches = matcherOf(record);
    for (const sighting of sightings) {
      if (sighting.found !== record.found || sighting.stage !== 'production' || !matches(sighting)) continue;
      for (const [question, number] of Object.entries(record.counts)) {
        const key = `${question} ${record.id} ${record.found === 'hub' ? sighting.name : ''}`;
        const settles = record.settles && sighting.name !== '*';
        if (!counted.has(key)) counted.set(key, { number, sighting, question, settles });
      }
    }
  }
  const all = [...counted.values()];
  return [...new Set(all.map(({ question }) => question))].flatMap((question) => {
    const about = all.filter((one) => one.question === question);
    const value = about.reduce((sum, { number }) => sum + number, 0);
    // What comes with a host or a package says nothing of how many the site has itself.
    if (!about.some(({ sighting }) => sighting.found === 'hub') || about.some(({ settles }) => !settles)) return [];
    return about.map(
      ({ sighting }): Finding => ({
        question,
        value,
        strength: 'plain',
        settles: true,
        stage: 'production',
        own: true,
        evidence: evidenceAt(sighting),
      }),
    );
  });
}
