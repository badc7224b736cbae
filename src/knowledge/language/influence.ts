import { entriesOf } from '../entries.js';
import type { Kind } from '../kinds.js';
import type { Question, RuleBase } from '../types.js';
import type { Scalar } from './language.js';
import { boundaries, references } from './mentions.js';
import { questionOf } from './question-of.js';
import { expressionsIn } from './readers.js';
import { parseVersion } from './version.js';

/** What looks at answers without deciding anything: it tells causes apart, or picks a project to begin with. */
const withoutInfluence: ReadonlySet<Kind> = new Set(['cause', 'starter']);

/** What counts only where something else uses it, or where the question is asked at all. */
const onlyThroughOthers: ReadonlySet<Kind> = new Set(['definition', 'question']);

/** Marks the questions that something reads, and adds to their samples the boundaries that the rules draw. */
export function withInfluence(ruleBase: RuleBase): Question[] {
  const entries = entriesOf(ruleBase).filter(({ kind }) => !withoutInfluence.has(kind));
  const readers = entries.filter(({ kind }) => !onlyThroughOthers.has(kind));
  const read = references(readers.flatMap(expressionsIn), ruleBase.definitions);
  const influential = new Set([...[...read].map(questionOf), 'priority']);
  for (const { id, assume } of [...ruleBase.questions].reverse())
    if (influential.has(id)) for (const { from } of assume) if (from) influential.add(from);
  const drawn = boundaries(entries.flatMap(expressionsIn));
  return ruleBase.questions.map((question) => ({
    ...question,
    influences: influential.has(question.id),
    samples: samplesOf(question, drawn.get(question.id) ?? new Set()),
  }));
}

function samplesOf(question: Question, boundaries: ReadonlySet<number | string>): Scalar[] {
  if (question.type === 'list') return question.samples;
  const step = question.type === 'integer' ? 1 : 0.5;
  // A boundary is written as the last sample is: 8.0 of a target framework is net8.0.
  const [word = ''] = /^[a-z]*/.exec(String(question.samples.at(-1) ?? '')) ?? [];
  const around: Scalar[] = [];
  for (const boundary of boundaries)
    around.push(...(typeof boundary === 'number' ? [boundary - step, boundary, boundary + step] : [word + boundary]));
  const inside = (value: Scalar): boolean =>
    typeof value !== 'number' || (value >= (question.minimum ?? 0) && value <= (question.maximum ?? Number.POSITIVE_INFINITY));
  const all = new Set<Scalar>([...question.samples, ...around]);
  return [...all].filter(inside).sort(ascending);
}

/** Numbers by size, versions by their parts: what is nearest comes first. */
function ascending(a: Scalar, b: Scalar): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left = [], right = []] = [parseVersion(String(a)), parseVersion(String(b))];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
