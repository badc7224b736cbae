import { entriesOf } from '../knowledge/entries.js';
import type { RuleBase } from '../knowledge/types.js';
import type { KnownCode } from '../scan/scan-project.js';

/** What the rules know of code and of the files around it: all that a scan looks for. */
export const knownCode = (ruleBase: RuleBase): KnownCode => ({
  backplanes: ruleBase.backplanes,
  evidence: ruleBase.evidence,
  refinements: ruleBase.refinements,
  answers: ruleBase.questions.flatMap(({ id, type, choices }) =>
    choices.flatMap(({ value, 'detected-by': methods = [], 'detected-by-package': packages = [] }) =>
      methods.length + packages.length > 0 ? { question: id, value: type === 'list' ? [value] : value, methods, packages } : [],
    ),
  ),
  // Of every part, wherever it stands: what is called already is not inserted again.
  methods: entriesOf(ruleBase).flatMap((entry) => (entry.kind === 'part' ? (entry.record.call?.method ?? []) : [])),
});
