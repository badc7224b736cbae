import type { Decision } from '../decide/decision.js';
import { lineEdits } from '../plan/edit/text-edits.js';
import type { ChangeState, FileChange, Plan } from '../plan/plan.js';
import { entry, paint, type Style, wrap } from './style.js';

const marks: Record<ChangeState, [string, Parameters<typeof paint>[1], string]> = {
  create: ['+', 'green', 'new'],
  edit: ['~', 'yellow', 'changed'],
  delete: ['-', 'red', 'removed'],
  unchanged: [' ', 'dim', 'as planned already'],
  conflict: ['!', 'red', 'kept'],
};

const conflicts = {
  'not-ours': 'it exists and was not written by backplane',
  edited: 'you edited it since it was written',
  merge: 'your edits and the new version touch the same lines',
};

/** The files of a plan, one a line, with what becomes of each and what it is for. */
export function renderPreview(plan: Plan, style: Style): string {
  const column = Math.max(0, ...plan.changes.map(({ path }) => path.length)) + 6;
  const lines = plan.changes.map((change) => {
    const [mark, colour, word] = marks[change.state];
    const why = change.conflict ? `${word}: ${conflicts[change.conflict]}` : word;
    const label = `  ${mark} ${change.path}`;
    const text = entry(style, label, column, `${why}; ${change.title}`);
    return `${paint(style, colour, label)}${paint(style, 'dim', text.slice(label.length))}`;
  });
  const nothing = plan.changes.every(({ state }) => state === 'unchanged');
  return `${[paint(style, 'bold', nothing ? 'Nothing to write: the project is as planned' : 'Files'), ...lines].join('\n')}\n`;
}

/** What the user does next, in order. */
export function renderSteps(plan: Plan, style: Style): string {
  if (plan.steps.length === 0) return '';
  const lines = plan.steps.flatMap((step, index) => {
    const number = `  ${index + 1}. `;
    const text = wrap(style, step.text, ' '.repeat(number.length), number);
    return step.lines
      ? [text, `     in ${step.lines.file}:`, ...step.lines.text.split('\n').map((line) => `       ${line}`.trimEnd())]
      : [text];
  });
  return `${[paint(style, 'bold', 'What to do next'), ...lines].join('\n')}\n`;
}

/** Colours for a unified diff; unchanged where the style has none. */
export function colourDiff(diff: string, style: Style): string {
  if (!style.colour) return diff;
  return diff
    .split('\n')
    .map((line) => {
      if (line.startsWith('+++') || line.startsWith('---')) return paint(style, 'bold', line);
      if (line.startsWith('+')) return paint(style, 'green', line);
      if (line.startsWith('-')) return paint(style, 'red', line);
      return line.startsWith('@@') ? paint(style, 'cyan', line) : line;
    })
    .join('\n');
}

/**
 * The plan as data: the whole text of what is new, and of what was kept the text that would have been written; of everything else the edits only, for it
 * may hold what is the user's. Offsets count characters of the text without its byte order mark.
 */
export function renderPlanJson(plan: Plan, decision: Pick<Decision, 'outcome' | 'recommended' | 'contradictions'>): string {
  const changes = plan.changes.map((change) => {
    const { path, state, title, parts, conflict, encoding, byteOrderMark } = change;
    return { path, state, title, parts, ...(conflict ? { conflict } : {}), encoding, byteOrderMark, ...contentOf(change) };
  });
  return `${JSON.stringify({ schema: 1, ...decision, changes, steps: plan.steps }, null, 2)}\n`;
}

function contentOf({ state, before = '', after, edits }: FileChange): object {
  if (state === 'create' || (state === 'conflict' && after !== '')) return { text: after };
  return state === 'edit' ? { edits: edits ?? lineEdits(before, after) } : {};
}
