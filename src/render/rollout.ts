import type { Rollout, RolloutStep } from '../decide/rollout.js';
import { markdownText } from '../plan/templates/escape-markdown.js';
import { type Basis, basisAsJson } from './basis.js';
import { paint, type Style, wrap } from './style.js';

/** A roll-out together with what it rests on. */
export interface RolloutReport extends Basis {
  rollout: Rollout;
  /** The answers that are other ones afterwards, by question. */
  afterwards: Readonly<Record<string, string>>;
}

const actors: Record<RolloutStep['who'], string> = { generated: 'backplane generate writes it', you: 'you', platform: 'your platform' };

/** The roll-out as JSON. Ends with a newline. */
export function renderRolloutJson({ rollout, afterwards, ...basis }: RolloutReport): string {
  return `${JSON.stringify({ schema: 1, ...rollout, afterwards, ...basisAsJson(basis) }, null, 2)}\n`;
}

/** The roll-out for people: where it leads, then each step with how to check it, what users notice, and the way back. */
export function renderRollout(report: RolloutReport, style: Style): string {
  const { steps } = report.rollout;
  const blocks = steps.map((step, index) => {
    const number = `${index + 1}. `;
    const indent = ' '.repeat(number.length);
    return [
      `${paint(style, 'bold', wrap(style, step.title, indent, number))}`,
      wrap(style, `${step.text} (${actors[step.who]})`, indent),
      ...linesOf(step).map(([label, text]) => wrap(style, `${label}: ${text}`, `${indent}  `, `${indent}- `)),
    ].join('\n');
  });
  return `${[paint(style, 'bold', wrap(style, titleOf(report))), ...introOf(report).map((text) => wrap(style, text)), ...blocks, ...openOf(report).map((text) => wrap(style, text))].join('\n\n')}\n`;
}

/** The same as Markdown, a checklist to copy. */
export function renderRolloutMarkdown(report: RolloutReport): string {
  const blocks = report.rollout.steps.map((step) =>
    [
      `- [ ] **${markdownText(step.title)}** (${actors[step.who]})`,
      '',
      `  ${markdownText(step.text)}`,
      '',
      ...linesOf(step).map(([label, text]) => `  - ${label}: ${markdownText(text)}`),
      `  - Source: ${markdownText(step.source)}`,
    ].join('\n'),
  );
  return `${[`# ${markdownText(titleOf(report))}`, ...introOf(report).map(markdownText), ...blocks, ...openOf(report).map(markdownText)].join('\n\n')}\n`;
}

const linesOf = ({ check, notice, back }: RolloutStep): [string, string][] => [
  ['Check', check],
  ['Users notice', notice],
  ['Way back', back],
];

function titleOf({ rollout: { outcome, target, steps } }: RolloutReport): string {
  const to = target?.name ?? { 'none-needed': 'no backplane', 'platform-provides': 'what the platform provides' }[String(outcome)];
  if (to === undefined) return 'No roll-out: no backplane is eligible';
  const count = steps.length === 0 ? 'nothing to do' : steps.length === 1 ? '1 step' : `${steps.length} steps`;
  return `Roll-out to ${to}: ${count}`;
}

/** What it starts from and why it leads there. */
function introOf({ rollout, afterwards, ruleBase }: RolloutReport): string[] {
  const { registered, target, outcome, recommended, reasons } = rollout;
  const name = (id: string | null): string => ruleBase.backplanes.find((one) => one.id === id)?.name ?? String(id);
  const why = reasons[0]?.text ?? '';
  if (outcome === 'no-eligible')
    return [
      why,
      'backplane advise names the smallest changes that would make one eligible. With such a change, this shows the way: --then "QUESTION=ANSWER", for example --then "umbraco-version=17.8". Or name the backplane: --target ID.',
    ];
  const today =
    registered === null
      ? 'Nobody said what the code registers today (--registered-backplane), so this starts from nothing.'
      : `Today the code registers ${registered.length > 0 ? registered.map(name).join(' and ') : 'no backplane'}.`;
  const changed = Object.entries(afterwards).map(([id, value]) => `${id}: ${value}`);
  return [
    [today, ...(changed.length > 0 ? [`Afterwards ${changed.join('; ')}.`] : [])].join(' '),
    ...(target?.status === 'excluded' ? [`${target.name} is excluded here: ${why}`] : []),
    ...(target && target.backplane !== recommended
      ? [`Recommended is ${recommended === null ? 'no backplane' : name(recommended)}; this is the way to the one that you named.`]
      : []),
  ];
}

/** The answers that might add steps or take some away. */
function openOf({ rollout: { open } }: RolloutReport): string[] {
  const questions = [...new Set(open.flatMap(({ unless }) => unless))];
  if (open.length === 0) return [];
  return [
    `Steps that may apply as well: ${open.map(({ title }) => title).join('; ')}.`,
    ...(questions.length > 0 ? [`Whether they do, these answers tell: ${questions.map((id) => `--${id}`).join(', ')}.`] : []),
  ];
}
