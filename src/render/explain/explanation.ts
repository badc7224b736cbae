import { type Entry, fullId, originOf } from '../../knowledge/entries.js';
import type { Kind } from '../../knowledge/kinds.js';
import { isStale } from '../../knowledge/staleness.js';
import type { RuleBase, Source } from '../../knowledge/types.js';
import { writtenForm } from '../../knowledge/written-form.js';
import type { Phrase } from '../words/phrase.js';

/** One line of an explanation, with the ids of the sources of what it states. */
export interface Item {
  text: string;
  sources?: string[];
  items?: Item[];
}

export interface Section {
  title: string;
  items: Item[];
}

/** What is said about an id. The text and the JSON are two forms of it, so that they cannot differ. */
export interface Explanation {
  /** `choice` is an answer of a question, `reason` a code that the engine itself gives. */
  kind: Kind | 'choice' | 'reason';
  id: string;
  /** What it belongs to, such as a variant's backplane. */
  of?: string;
  name: string;
  /** What it is and what it means, in sentences. */
  text: string[];
  /** Parts that have nothing to say are left out. */
  sections: Section[];
  /** Null for what has no source: questions, definitions, traits. */
  checked: string | null;
  stale: boolean;
  sources: Source[];
  /** Ids to explain next. */
  related: string[];
  /** As it is written in the rule base; null for what is not an entry of its own. */
  data: Record<string, unknown> | null;
}

/** What a kind of entry has to say about itself. */
export interface Content {
  name: string;
  text: string[];
  sections: Section[];
  related: string[];
}

/** Adds to the content of an entry where it comes from: its own sources, and those of every line. */
export function explanationOf(ruleBase: RuleBase, entry: Entry, content: Content, asOf: string): Explanation {
  const { source, checked } = originOf(entry);
  const sections = content.sections.filter(({ items }) => items.length > 0);
  return {
    kind: entry.kind,
    id: entry.id,
    ...(entry.of === undefined ? {} : { of: entry.of }),
    name: content.name,
    text: content.text.filter((sentence) => sentence !== ''),
    sections,
    checked: checked ?? null,
    stale: isStale(ruleBase, entry, asOf),
    sources: sourcesOf(ruleBase, [...source, ...sections.flatMap(({ items }) => citedIn(items))]),
    related: [...new Set(content.related)].filter((id) => id !== entry.id && id !== fullId(entry)),
    data: writtenForm(entry),
  };
}

/** Sources by their ids, each once. */
export const sourcesOf = (ruleBase: RuleBase, ids: readonly string[]): Source[] =>
  [...new Set(ids)].flatMap((id) => ruleBase.sources[id] ?? []);

const citedIn = (items: readonly Item[]): string[] => items.flatMap((item) => [...(item.sources ?? []), ...citedIn(item.items ?? [])]);

/** A phrase as lines. */
export const itemOf = ({ text, parts }: Phrase): Item => ({
  text: parts?.length ? `${text}:` : text,
  ...(parts?.length ? { items: parts.map(itemOf) } : {}),
});

/** A text of the rule base with <servers> for {servers}, or a value that is known here: there are no answers of the user. */
export const withoutValues = (text: string, known: Record<string, string> = {}): string =>
  text.replace(/\{([a-z0-9.-]+)\}/g, (_, ref: string) => known[ref] ?? `<${ref.replace(/^\w+\./, '')}>`);
