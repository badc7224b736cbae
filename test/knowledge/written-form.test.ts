/** What `rules show` prints can be put back into a file: it says the same as the rule base. */
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { entriesOf } from '../../src/knowledge/entries.js';
import { loadRuleBase } from '../../src/knowledge/load.js';
import { asInFile, shownEntry } from '../../src/render/rules-show.js';
import { rulesInTree } from './rules-in-tree.js';

test('every entry, shown and loaded again, is the same entry', () => {
  const { hash: _, ...original } = rulesInTree();
  const whole = { ...original, hash: '' };
  // Variants, traps, measures and the parts of a record are inside the record that they belong to.
  const inFiles = entriesOf(whole).filter(({ kind, of }) => of === undefined || kind === 'trait');
  const files = inFiles.map((entry, index) => ({
    path: `${String(index).padStart(5, '0')}.yaml`,
    text: stringify(asInFile(shownEntry(whole, entry, '2026-11-23'))),
  }));
  const base = { 'rule-base': { version: whole.version, checked: '2000-01-01', 'stale-after-days': whole.staleAfterDays }, sections: whole.sections };
  const { hash: __, checked: ___, ...loaded } = loadRuleBase([{ path: 'base.yaml', text: stringify(base) }, ...files]);
  expect(inFiles.length).toBeGreaterThan(400);
  const { checked: ____, ...expected } = original;
  expect(loaded).toEqual(expected);
});
