import { posix } from 'node:path';
import type { SourceFile } from '../project.js';
import { at, entriesAt, itemsAt, type Located, textAt } from './located.js';
import { parseLocatedYaml } from './located-yaml.js';

/** A chart of Helm: its name, its values as they are where nobody sets others, and the charts that it brings. */
export interface Chart {
  /** Folder below the root. */
  folder: string;
  name: string;
  values: Located;
}

/** Files that belong to a chart beside its templates; those for production come last, and count. */
export const isValuesFile = (path: string): boolean => /^values(?:[._-](?:prod|production|live))?\.ya?ml$/i.test(posix.basename(path));

/** The charts of a tree by their folders. A value that the parent sets for a chart below it comes before the chart's own. */
export function chartsOf(files: readonly SourceFile[]): Map<string, Chart> {
  const manifests = files.filter(({ path }) => /^Chart\.ya?ml$/i.test(posix.basename(path)));
  const charts = manifests
    .map(({ path, text }): Chart => {
      const folder = posix.dirname(path);
      const own = files.filter((file) => isValuesFile(file.path) && posix.dirname(file.path) === folder).sort(byLength);
      const values = own.map((file) => parseLocatedYaml(file.text)[0]).reduce<Located>((below, over) => merge(below, over), nothing);
      return { folder, name: textAt(parseLocatedYaml(text)[0], 'name') ?? posix.basename(folder), values };
    })
    .sort((a, b) => a.folder.length - b.folder.length);
  const byFolder = new Map<string, Chart>();
  for (const chart of charts) {
    const parent = byFolder.get(posix.dirname(posix.dirname(chart.folder)));
    const isBelow = posix.basename(posix.dirname(chart.folder)) === 'charts' && parent !== undefined;
    const over = isBelow ? merge(at(parent.values, chart.name) ?? nothing, globalsOf(parent)) : nothing;
    byFolder.set(chart.folder, { ...chart, values: merge(chart.values, over) });
  }
  return byFolder;
}

const nothing: Located = { offset: 0 };
const byLength = (a: SourceFile, b: SourceFile): number => a.path.length - b.path.length;
const globalsOf = ({ values }: Chart): Located => ({
  offset: 0,
  entries: (values.entries ?? []).filter(({ key }) => key === 'global'),
});

/** An object over another one, key by key; anything else takes the place of what is there. */
function merge(below: Located, over: Located | undefined): Located {
  if (over === undefined || (!over.entries && !over.items && over.text === undefined)) return below;
  if (!below.entries || !over.entries) return over;
  const keys = new Map(below.entries.map((entry) => [entry.key, entry]));
  for (const entry of over.entries) {
    const there = keys.get(entry.key);
    keys.set(entry.key, there ? { ...entry, value: merge(there.value, entry.value) } : entry);
  }
  return { offset: over.offset, entries: [...keys.values()] };
}

/** The charts that another one depends on, without those that its values switch off. */
export function dependenciesOf(manifest: Located | undefined, values: Located): { name: string; repository: string; offset: number }[] {
  return itemsAt(manifest, 'dependencies').flatMap((item) => {
    const name = textAt(item, 'name');
    if (name === undefined) return [];
    const conditions = (textAt(item, 'condition') ?? '').split(',').map((path) => path.trim());
    const set = conditions.map((path) => textAt(values, ...path.split('.'))).find((value) => value === 'true' || value === 'false');
    const tags = itemsAt(item, 'tags').map(({ text }) => textAt(values, 'tags', text ?? ''));
    const isOff = set === 'false' || (set === undefined && tags.length > 0 && tags.every((tag) => tag === 'false'));
    return isOff ? [] : [{ name, repository: textAt(item, 'repository') ?? '', offset: at(item, 'name')?.offset ?? item.offset }];
  });
}

/** Whether there is anything in a value, as templates ask for it. */
export const isFilled = (value: Located | undefined): boolean =>
  value !== undefined &&
  (value.entries?.length !== undefined
    ? value.entries.length > 0
    : value.items !== undefined
      ? value.items.length > 0
      : isSaid(value.text));

const isSaid = (text: string | undefined): boolean => text !== undefined && !/^(?:|false|0|null|~)$/.test(text);

/** A value on one line: what `toYaml` would write over several. */
export function flowOf(value: Located, depth = 0): string {
  if (depth > 20) return 'null';
  if (value.entries)
    return `{${entriesAt(value)
      .map((one) => `${JSON.stringify(one.key)}: ${flowOf(one.value, depth + 1)}`)
      .join(', ')}}`;
  if (value.items) return `[${value.items.map((one) => flowOf(one, depth + 1)).join(', ')}]`;
  return value.text === undefined ? 'null' : JSON.stringify(value.text);
}
