import type { Prerequisite, Reason } from '../decide/decision.js';
import type { Topology } from '../decide/topology.js';
import { number } from '../decide/words.js';
import { lighterInWords } from '../render/lighter.js';
import { statusInWords } from '../render/words/verdict-words.js';
import { costOf, headroomOf, recommendedName, verdictName } from './names.js';
import type { Study } from './study.js';
import { whoInWords } from './who-in-words.js';

/** What the report of a project names beside the decision. */
export interface MarkdownOptions {
  name: string | undefined;
  files: readonly { path: string; state: string; title: string }[];
}

/** A decision for a pull request, a wiki or an issue: the answer as a table, a picture (Mermaid), and everything else folded. */
export function renderReportMarkdown(study: Study, { name, files }: MarkdownOptions): string {
  const { advice, ruleBase, today, afterwards, curves } = study;
  const { decision, changes, lighter } = advice;
  const [first] = decision.outcome === 'backplane' ? decision.verdicts : [];
  const title = first ? `Recommended backplane: ${verdictName(ruleBase, first)}` : headline[decision.outcome];
  const why = (first?.reasons ?? decision.reasons)[0];
  const breaking = decision.warnings.filter(({ severity }) => severity === 'breaking');
  const rows = [
    ['Recommendation', first ? verdictName(ruleBase, first) : (headline[decision.outcome] ?? '')],
    ['Why', why?.text ?? ''],
    ...(first
      ? [
          ['Adds a month', costOf(first) ?? 'not known'],
          ['Room', headroomOf(first) ?? 'not known'],
        ]
      : []),
    ...(first?.unless.length ? [['Not certain: depends on', first.unless.join(', ')]] : []),
    ...breaking.map(({ text }) => ['Could break it', text]),
    ...(decision.prerequisites.length ? [['Must be so', `${decision.prerequisites.length} things, below`]] : []),
  ];
  const turns = curves.flatMap(({ unit, turns: all }) =>
    all.map(({ value, after }) => `- From ${number(value)} ${unit} on: ${escaped(recommendedName(ruleBase, after))}`),
  );
  const rest = decision.warnings.filter(({ severity }) => severity !== 'breaking');
  return `${[
    `# ${escaped(title ?? '')}${name ? ` (${escaped(name)})` : ''}`,
    ...decision.contradictions.map(({ text }) => `> **The answers contradict each other.** ${escaped(text)}`),
    table(['', ''], rows),
    mermaid(afterwards),
    folded(
      `What must be so (${decision.prerequisites.length})`,
      decision.prerequisites.map((reason) => `- [ ] ${prerequisite(reason)}`),
    ),
    folded(
      'All options',
      decision.verdicts.length
        ? [
            table(
              ['Backplane', 'Verdict', 'Adds a month', 'Room', 'Why'],
              decision.verdicts.map((verdict) => [
                verdictName(ruleBase, verdict),
                statusInWords(verdict.status, verdict.backplane === decision.recommended),
                verdict.status === 'excluded' ? '' : (costOf(verdict) ?? 'not known'),
                verdict.status === 'excluded' ? '' : (headroomOf(verdict) ?? 'not known'),
                verdict.reasons[0]?.text ?? '',
              ]),
            ),
          ]
        : [],
    ),
    folded('What would change it', [
      ...changes.map((change) => `- If you ${escaped(change.text)}: ${escaped(recommendedName(ruleBase, change))}`),
      ...lighter.map((change) => `- ${escaped(lighterInWords(decision, change))}`),
      ...turns,
    ]),
    folded(
      'What to know',
      rest.map((reason) => `- ${said(reason)}`),
    ),
    folded('Today', [mermaid(today)]),
    folded(
      'Files that `generate` would write',
      files.map(({ path, state, title: what }) => `- \`${path.replaceAll('`', '')}\` (${state}): ${escaped(what)}`),
    ),
    folded('The same answer again', [`\`\`\`\n${advice.command}\n\`\`\``]),
    `<sub>Rules ${ruleBase.version}, checked ${ruleBase.checked}.</sub>`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

const headline: Partial<Record<Study['advice']['decision']['outcome'], string>> = {
  'none-needed': 'No backplane is needed',
  'platform-provides': 'The platform provides the backplane',
  'no-eligible': 'No backplane is eligible',
};

const prerequisite = (reason: Prerequisite): string => `**${escaped(reason.title)}** (${whoInWords[reason.who]}). ${said(reason)}`;

const said = (reason: Pick<Reason, 'text' | 'source'>): string => `${escaped(reason.text)}${cited(reason)}`;

/** Addresses of the sources, as links. */
const cited = ({ source }: Pick<Reason, 'source'>): string => {
  const links = source.split(' ; ').filter((one) => /^https?:/.test(one));
  return links.length ? ` ${links.map((link, index) => `[source${links.length > 1 ? ` ${index + 1}` : ''}](<${link}>)`).join(' ')}` : '';
};

/** Nothing where there is nothing inside. */
const folded = (title: string, lines: readonly string[]): string =>
  lines.length ? `<details><summary>${title.replace(/`([^`]*)`/g, '<code>$1</code>')}</summary>\n\n${lines.join('\n')}\n\n</details>` : '';

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const row = (cells: readonly string[]): string => `| ${cells.map((cell) => escaped(cell).replaceAll('\n', ' ')).join(' | ')} |`;
  return [row(head), `|${head.map(() => '---|').join('')}`, ...rows.map(row)].join('\n');
};

/** Text that Markdown takes as text. */
const escaped = (text: string): string => text.replace(/([\\|*_`<>[\]#])/g, '\\$1');

/** A topology as Mermaid draws it. */
export function mermaid({ nodes, links }: Topology): string {
  const name = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const quoted = (text: string): string => `"${text.replace(/["#;<>]/g, (one) => `#${one.charCodeAt(0)};`)}"`;
  const shape = { carrier: ['[[', ']]'], database: ['[(', ')]'], cache: ['[(', ')]'], clients: ['([', '])'] } as Readonly<
    Record<string, [string, string]>
  >;
  const boxes = nodes.map(({ id, kind, lines }) => {
    const [open, close] = shape[kind] ?? ['[', ']'];
    return `  ${name.get(id)}${open}${quoted(lines.join('\n')).replaceAll('\n', '<br/>')}${close}`;
  });
  const arrows = links.map(({ from, to, label, state }) => {
    const line = state === 'missing' ? '-.-' : '<-->';
    return `  ${name.get(from)} ${line}${label ? `|${quoted(label)}|` : ''} ${name.get(to)}`;
  });
  return ['```mermaid', 'flowchart LR', ...boxes, ...arrows, '```'].join('\n');
}
