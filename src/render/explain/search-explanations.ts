import { recogniser } from '../../diagnose/recognise.js';
import { type Entry, entriesOf, fullId } from '../../knowledge/entries.js';
import type { RuleBase } from '../../knowledge/types.js';
import { paint, type Style, wrap } from '../style.js';
import { withoutValues } from './explanation.js';

/** An entry whose words hold what was looked for. */
export interface Hit {
  kind: Entry['kind'];
  /** What `explain` takes. */
  id: string;
  /** The first of its texts that holds a word of the search, or its first one. */
  text: string;
}

/** The keys of a record that hold sentences or names for people. */
const spoken = ['name', 'title', 'because', 'text', 'prompt', 'why', 'help', 'summary', 'means', 'step', 'verdict', 'note'];

/** At most this many are shown: a person reads them. */
const limit = 12;

/**
 * Entries of which the id or the sentences hold every word of a text, those with the words in the id first. Capitals do not matter.
 * @returns all of them; empty where nothing fits, or the text has no word of two letters.
 */
export function searchEntries(ruleBase: RuleBase, text: string): Hit[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}.]{2,}/gu) ?? [];
  if (words.length === 0) return [];
  const holdsAll = (where: string): boolean => words.every((word) => where.includes(word));
  const found = entriesOf(ruleBase).flatMap((entry) => {
    const name = entry.id.toLowerCase().replaceAll('-', ' ');
    const texts = textsOf(entry);
    if (!holdsAll([name, ...texts].join('\n').toLowerCase())) return [];
    const said = texts.find((one) => holdsAll(one.toLowerCase())) ?? texts[0] ?? '';
    return [{ inId: holdsAll(name), hit: { kind: entry.kind, id: fullId(entry), text: withoutValues(said) } }];
  });
  // A message names its symptom by how that looks, whatever else stands in it.
  const shown = recogniser(ruleBase.symptoms)(text).map(({ symptom: { id, title } }): Hit => ({ kind: 'symptom', id, text: title }));
  const others = found.filter(({ hit }) => !shown.some(({ id }) => id === hit.id && hit.kind === 'symptom'));
  return [
    ...shown,
    ...others.filter(({ inId }) => inId).map(({ hit }) => hit),
    ...others.filter(({ inId }) => !inId).map(({ hit }) => hit),
  ];
}

function textsOf(entry: Entry): string[] {
  const texts = spoken.flatMap((key) => {
    const value = (entry.record as unknown as Record<string, unknown>)[key];
    return typeof value === 'string' ? [value] : [];
  });
  return entry.kind === 'symptom' ? [...texts, ...entry.record.examples] : texts;
}

/** What was found, a line each, and how to read on. Ends with a newline. */
export function renderHits(text: string, hits: readonly Hit[], style: Style): string {
  const shown = hits.slice(0, limit);
  const more = hits.length - shown.length;
  return `${[
    paint(style, 'bold', `Nothing goes by the id "${text}". What says it:`),
    ...shown.map((hit) => wrap(style, `${hit.id} (${hit.kind}): ${hit.text}`, '    ', '  - ')),
    ...(more > 0 ? [wrap(style, `and ${more} more: add a word to find fewer.`, '  ')] : []),
    '',
    wrap(style, 'Read one with: backplane explain ID', ''),
  ].join('\n')}\n`;
}

/** The kinds of things that can be explained, with how many there are of each and an example. Ends with a newline. */
export function renderKinds(ruleBase: RuleBase, style: Style): string {
  const kinds = new Map<Entry['kind'], string[]>();
  for (const entry of entriesOf(ruleBase)) kinds.set(entry.kind, [...(kinds.get(entry.kind) ?? []), fullId(entry)]);
  return `${[
    paint(style, 'bold', 'What can be explained'),
    ...[...kinds].map(([kind, ids]) => wrap(style, `${kind}: ${ids.length}, such as ${ids[0]}`, '    ', '  - ')),
    '',
    wrap(
      style,
      'backplane explain ID explains one, backplane explain "SOME WORDS" finds those that speak of them, backplane rules list lists all.',
      '',
    ),
  ].join('\n')}\n`;
}
