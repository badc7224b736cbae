import type { Answer, Conflict, Evidence, Fact, Hint, ProjectChoice, RuleBase, SkippedFile } from '../knowledge/types.js';
import { paint, type Style, wrap } from './style.js';

/** What a scan found, as it is shown. */
export interface ShownScan {
  /** Its folder is absolute, and what the paths of all evidence are relative to. */
  project: { name: string; folder: string; file: string };
  projects: readonly ProjectChoice[];
  facts: readonly Fact[];
  conflicts: readonly Conflict[];
  hints: readonly Hint[];
  skipped: readonly SkippedFile[];
}

/** For people: each answer with the places that show it; then what is contradictory, what settles nothing, and what was left out. */
export function renderScan({ project, projects, facts, conflicts, hints, skipped }: ShownScan, style: Style): string {
  const others = projects.filter(({ chosen }) => !chosen);
  const because = projects.find(({ chosen }) => chosen)?.because;
  const sections = [
    [
      paint(style, 'bold', `${project.name} in ${project.folder}`),
      ...(because === undefined ? [] : [wrap(style, because, '  ')]),
      ...(others.length ? [wrap(style, `For another one: --project ${others.map(({ path }) => path).join(', or --project ')}`, '  ')] : []),
    ],
    section(
      'Found',
      facts.flatMap(({ id, value, evidence = [] }) => answer(id, value, evidence, style)),
      style,
    ),
    section(
      'Contradictory, so nothing is taken for granted',
      conflicts.flatMap(({ id, values }) => [
        `  ${id}: state it with --${id}`,
        ...values.flatMap(({ value, evidence }) => answer(textOf(value), undefined, evidence, style, '    ')),
      ]),
      style,
    ),
    section(
      'Seen, but it settles nothing',
      hints.flatMap(({ id, value, because: why, evidence }) =>
        answer(`${id}: ${textOf(value)} (${reasons[why]})`, undefined, evidence, style),
      ),
      style,
    ),
    section(
      'Left out',
      skipped.map(({ path, because: why }) => wrap(style, `${path}: ${why}`, '    ', '  ')),
      style,
    ),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

const reasons: Record<Hint['because'], string> = {
  development: 'for development only',
  'not-enough': 'it does not say which product runs in production',
};

const section = (title: string, lines: readonly string[], style: Style): string[] =>
  lines.length === 0 ? [] : [paint(style, 'bold', title), ...lines];

const textOf = (value: Answer): string => (Array.isArray(value) ? value.join(', ') || 'none' : String(value));

function answer(name: string, value: Answer | undefined, evidence: readonly Evidence[], style: Style, indent = '  '): string[] {
  const places = evidence.map(({ file, line, text, condition }) =>
    paint(style, 'dim', `${indent}  ${file}:${line}  ${text}${condition === undefined ? '' : `  [only if ${condition}]`}`),
  );
  return [`${indent}${name}${value === undefined ? '' : `: ${paint(style, 'bold', textOf(value))}`}`, ...places];
}

/** The same as JSON, with the keys of the public contract. Ends with a newline. */
export function renderScanJson({ projects, facts, conflicts, hints, skipped }: ShownScan, { version, hash, checked }: RuleBase): string {
  const shown = { schema: 1, projects, facts, conflicts, hints, skipped, ruleBase: { version, hash, checked } };
  return `${JSON.stringify(shown, null, 2)}\n`;
}
