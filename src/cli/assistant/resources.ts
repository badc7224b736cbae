import { entriesOf, fullId, originOf } from '../../knowledge/entries.js';
import { findEntries } from '../../render/explain/find-explanations.js';
import { renderRulesListJson } from '../../render/rules-list.js';
import { shownEntry } from '../../render/rules-show.js';
import { jsonSchema, schemaNames } from '../../schemas/index.js';
import type { Desk } from './asked.js';

const json = 'application/json';

/** What can be read without knowing any id. */
export const listed = [
  { uri: 'backplane://rules', name: 'rules', title: 'All rules and figures, with the day of their check', mimeType: json },
  { uri: 'backplane://sources', name: 'sources', title: 'All sources, with the day of their check', mimeType: json },
  ...schemaNames.map((name) => ({
    uri: `backplane://schema/${name}`,
    name: `schema-${name}`,
    title: `JSON Schema: ${name}`,
    mimeType: 'application/schema+json',
  })),
];

export const templates = [
  { uriTemplate: 'backplane://rules/{id}', name: 'rule', title: 'A rule or figure as it is written, with its sources', mimeType: json },
  { uriTemplate: 'backplane://sources/{id}', name: 'source', title: 'A source, and what rests on it', mimeType: json },
];

/** The text of a resource; undefined where there is none of that address. */
export function readResource(uri: string, { ruleBase, terminal }: Desk): string | undefined {
  const [, kind, id] = /^backplane:\/\/(rules|sources|schema)(?:\/(.+))?$/.exec(uri) ?? [];
  const asOf = terminal.today();
  if (kind === 'schema') return id !== undefined && schemaNames.includes(id) ? asText(jsonSchema(id, ruleBase)) : undefined;
  if (kind === 'rules') return id === undefined ? rulesOf(false) : ruleOf(decodeURIComponent(id));
  if (kind === 'sources') return id === undefined ? rulesOf(true) : sourceOf(decodeURIComponent(id));
  return undefined;

  function rulesOf(sources: boolean): string {
    if (sources) return asText({ schema: 1, sources: Object.values(ruleBase.sources) });
    return renderRulesListJson({ ruleBase, entries: entriesOf(ruleBase).filter((entry) => entry.kind !== 'source'), asOf });
  }
  function ruleOf(one: string): string | undefined {
    const found = findEntries(ruleBase, one).filter((entry) => entry.kind !== 'source');
    return found.length > 0 ? asText({ schema: 1, matches: found.map((entry) => shownEntry(ruleBase, entry, asOf)) }) : undefined;
  }
  function sourceOf(one: string): string | undefined {
    const source = Object.values(ruleBase.sources).find((known) => known.id === one);
    if (!source) return undefined;
    const resting = entriesOf(ruleBase).filter((entry) => entry.kind !== 'source' && originOf(entry).source.includes(one));
    return asText({ schema: 1, source, 'rests-on-it': resting.map((entry) => ({ kind: entry.kind, id: fullId(entry) })) });
  }
}

const asText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
