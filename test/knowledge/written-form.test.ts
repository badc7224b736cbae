/** What `rules show` prints can be put back into a file: it says the same as the rule base. */
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { entriesOf, fullId } from '../../src/knowledge/entries.js';
import { loadRuleBase } from '../../src/knowledge/load/load.js';
import type { RuleBase } from '../../src/knowledge/types.js';
import { asInFile, shownEntry } from '../../src/render/rules-show.js';
import { rulesInTree } from './rules-in-tree.js';

const byName = (ruleBase: RuleBase): Record<string, unknown> =>
  Object.fromEntries(entriesOf(ruleBase).map((entry) => [`${entry.kind} ${fullId(entry)}`, entry.record]));

test('every entry, shown and loaded again, is the same entry', () => {
  const ruleBase = rulesInTree();
  // Variants, traps, measures and the parts of a record are inside the record that they belong to.
  const shown = entriesOf(ruleBase).filter(({ kind, of }) => of === undefined || kind === 'trait');
  const files = shown.map((entry, index) => ({
    path: `${String(index).padStart(5, '0')}.yaml`,
    text: stringify(asInFile(shownEntry(ruleBase, entry, '2026-11-23'))),
  }));
  // A day of its own shows that each entry states when it was checked.
  const base = { 'rule-base': { version: '1.0.0', checked: '2000-01-01' }, sections: ruleBase.sections };
  const loaded = loadRuleBase([{ path: 'base.yaml', text: stringify(base) }, ...files]);
  expect(shown.length).toBeGreaterThan(400);
  expect(byName(loaded)).toEqual(byName(ruleBase));
});
