import type { RuleBase } from '../knowledge/types.js';
import type { KnownCode } from '../scan/scan-project.js';

/** What the rules know of code and of the files around it: all that a scan looks for. */
export const knownCode = ({ backplanes, parts, questions, evidence, refinements }: RuleBase): KnownCode => ({
  backplanes,
  evidence,
  refinements,
  answers: questions.flatMap(({ id, type, choices }) =>
    choices.flatMap(({ value, 'detected-by': methods = [], 'detected-by-package': packages = [] }) =>
      methods.length + packages.length > 0 ? { question: id, value: type === 'list' ? [value] : value, methods, packages } : [],
    ),
  ),
  methods: parts.flatMap(({ call }) => call?.method ?? []),
});
