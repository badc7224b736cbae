import { checklist, type Task } from '../../decide/checklist.js';
import type { Change, Decision, Verdict } from '../../decide/decision.js';
import type { RuleBase } from '../../knowledge/types.js';
import { contradictionsInWords } from '../contradictions.js';
import { type Advice, folderPlaceholder } from '../json.js';
import { lighterInWords } from '../lighter.js';
import { paint, type Style, wrap } from '../style.js';
import { reasonInShort } from '../words/reason-in-short.js';
import { fullName, headline, leadsTo, nameOf, price } from './headline.js';

/** How much stands on one screen: the rest is behind --full. */
const most = { unless: 3, wrong: 4, yours: 7, others: 4, changes: 2 };

/**
 * The decision on one screen: what to use, at what price, why, and what could break it; what is to be done, by whom; why not the others in a line
 * each; what would change it; and the next command.
 * @param program how the user started the program.
 */
export function renderShortText(advice: Advice, style: Style, program: string): string {
  const { decision, ruleBase, facts } = advice;
  const tasks = checklist(ruleBase, decision, facts);
  return `${[
    contradictionsInWords(decision.contradictions, style),
    headline(advice, style, most.unless),
    todo(tasks, style),
    instead(decision, ruleBase, style),
    changes(advice, style),
    closing(advice, tasks, style, program),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

const labels: Record<Task['state'], string> = { wrong: 'wrong', you: 'yours', generated: 'written', platform: 'platform' };
const colours = { wrong: 'red', you: 'yellow', generated: 'green', platform: 'green' } as const;
const column = 11;

/** What must be so, by who sees to it: what is wrong in the site's files with its place, what is the user's line by line, the rest in a paragraph. */
function todo(tasks: readonly Task[], style: Style): string {
  if (tasks.length === 0) return '';
  const of = (state: Task['state']): Task[] => tasks.filter((task) => task.state === state);
  const line = (state: Task['state'], text: string): string => {
    const label = `  ${labels[state]}`;
    const whole = wrap(style, text, ' '.repeat(column), label.padEnd(column));
    return paint(style, colours[state], label) + whole.slice(label.length);
  };
  const listed = (state: 'wrong' | 'you', limit: number): string[] => {
    const all = of(state);
    const shown = all.slice(0, limit).map(({ title, place }) => line(state, `${title}${place ? ` (${place.file}:${place.line})` : ''}`));
    return all.length > limit ? [...shown, line(state, `and ${all.length - limit} more`)] : shown;
  };
  const together = (state: 'generated' | 'platform'): string[] => {
    const all = of(state);
    return all.length > 0 ? [line(state, all.map(({ title }) => title).join('; '))] : [];
  };
  return [
    paint(style, 'bold', 'What must be so'),
    ...listed('wrong', most.wrong),
    ...listed('you', most.yours),
    ...together('generated'),
    ...together('platform'),
  ].join('\n');
}

/** The others in a line each: what they cost and what they lose by; those that one rule excludes stand together. */
function instead(decision: Decision, ruleBase: RuleBase, style: Style): string {
  const rest = decision.outcome === 'backplane' ? decision.verdicts.slice(1) : decision.verdicts;
  const usable = rest
    .filter(({ status }) => status !== 'excluded')
    .map((one) => [`${fullName(ruleBase, one)}${price(one)}`, reasonInShort(ruleBase, one.reasons[0])]);
  const groups = new Map<string, Verdict[]>();
  for (const verdict of rest.filter(({ status }) => status === 'excluded')) {
    const code = verdict.reasons[0]?.code ?? '';
    groups.set(code, [...(groups.get(code) ?? []), verdict]);
  }
  const excluded = [...groups.values()].map((verdicts) => [
    verdicts.map(({ backplane }) => nameOf(ruleBase, backplane)).join(', '),
    `excluded, ${reasonInShort(ruleBase, verdicts[0]?.reasons[0])}`,
  ]);
  const all = [...usable, ...excluded];
  if (all.length === 0) return '';
  const shown = all.slice(0, most.others).map(([name, reason]) => onOneLine(style, `  ${name}: `, reason ?? ''));
  return [
    paint(style, 'bold', decision.outcome === 'backplane' ? 'Why not the others' : 'Why none'),
    ...shown,
    ...(all.length > most.others ? [`  and ${all.length - most.others} more`] : []),
  ].join('\n');
}

/** A line that is cut where the terminal ends. */
function onOneLine(style: Style, name: string, text: string): string {
  const room = style.width - name.length;
  // In a narrow terminal the name alone would fill the line.
  if (room < 20) return `${wrap(style, name.trim(), '    ', '  ')}\n${wrap(style, text, '    ')}`;
  const cut = text.length <= room ? text : `${text.slice(0, room - 1).replace(/\s+\S*$/, '')}…`;
  return paint(style, 'bold', name) + cut;
}

/** What leaves the recommendation as it is and asks for less comes first. */
function changes({ decision, changes: all, lighter, ruleBase }: Advice, style: Style): string {
  // What leads to nothing is no way to go, and nobody takes away all that runs.
  const isWay = ({ outcome, set }: Change): boolean =>
    outcome !== 'no-eligible' && !Object.values(set).some((value) => Array.isArray(value) && value.length === 0);
  const ways = all.filter(isWay).map((change) => `If you ${change.text}: ${leadsTo(ruleBase, change)}.`);
  const shown = [...lighter.map((change) => lighterInWords(decision, change)), ...ways].slice(0, most.changes);
  if (shown.length === 0) return '';
  const title = decision.outcome === 'no-eligible' ? 'What would make one eligible' : 'What would change it';
  return [paint(style, 'bold', title), ...shown.map((text) => wrap(style, text, '    ', '  - '))].join('\n');
}

/** How much there is to do, and the next command. */
function closing({ decision, generate, facts }: Advice, tasks: readonly Task[], style: Style, program: string): string {
  const count = (state: Task['state']): number => tasks.filter((task) => task.state === state).length;
  const counts = [
    ...(count('wrong') ? [`${things(count('wrong'))} wrong in your site`] : []),
    ...(count('generated') ? [`${count('generated')} can be written`] : []),
    ...(count('you') ? [`${count('you')} ${count('you') === 1 ? 'is' : 'are'} yours`] : []),
  ];
  const notes = decision.warnings.filter(({ severity }) => severity !== 'breaking').length;
  const known = notes > 0 ? [`${notes} more ${notes === 1 ? 'thing' : 'things'} to know`] : [];
  const summary = [...counts, ...known].join(', ');
  const folder = /^backplane generate (\S+)/.exec(generate)?.[1];
  const place = folder === undefined || folder.startsWith('--') ? '' : ` ${folder}`;
  // Flags are in no file: the same ones are needed again.
  const again = facts.some(({ provenance }) => provenance === 'flag' || provenance === 'env' || provenance === 'prompt');
  const same = again ? ' with the same answers' : '';
  const write = {
    backplane: `See what would be written: ${program} generate${place}${same}${place === ` ${folderPlaceholder}` ? `, with the folder of your project for ${folderPlaceholder}` : ''}.`,
    'none-needed': 'Nothing has to be generated. Decide again when the site grows: servers, scaling or hubs of its own.',
    'platform-provides': 'Nothing has to be generated. Remove registrations of your own, if there are any.',
    'no-eligible': 'Change one of the answers above, then decide again.',
  }[decision.outcome];
  const why = `All of it, with reasons and the command line that repeats it: add --full. About one thing: ${program} explain ID.`;
  return [...(summary ? [wrap(style, `${summary}.`)] : []), wrap(style, write), wrap(style, why)].join('\n');
}

const things = (count: number): string => `${count} ${count === 1 ? 'thing is' : 'things are'}`;
