import type { Decision, Reason, Verdict } from '../../decide/decision.js';
import { Scope } from '../../decide/scope.js';
import { answerInWords } from '../../decide/words.js';
import type { Fact, RuleBase } from '../../knowledge/types.js';
import { contradictionsInWords } from '../contradictions.js';
import { type Advice, folderPlaceholder } from '../json.js';
import { lighterInWords } from '../lighter.js';
import { paint, type Style, wrap } from '../style.js';
import { flags, fullName, headline, leadsTo, nameOf, price } from './headline.js';

/** The whole decision for people (`--full`): the recommendation and its deciding reason first, then conditions, why not the others, what would change it, what to do next. */
export function renderFullText(advice: Advice, style: Style): string {
  const { decision, ruleBase } = advice;
  return `${[
    contradictionsInWords(decision.contradictions, style),
    headline(advice, style),
    list('What must be so', decision.prerequisites, style),
    list(
      'What to know',
      decision.warnings.filter(({ severity }) => severity !== 'breaking'),
      style,
    ),
    others(decision, ruleBase, style),
    whatWouldChangeIt(advice, style),
    assumptions(advice, style),
    next(advice, style),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

function list(title: string, reasons: readonly Pick<Reason, 'text'>[], style: Style): string {
  if (reasons.length === 0) return '';
  return [paint(style, 'bold', title), ...reasons.map(({ text }) => wrap(style, text, '    ', '  - '))].join('\n');
}

function others(decision: Decision, ruleBase: RuleBase, style: Style): string {
  const rest = decision.outcome === 'backplane' ? decision.verdicts.slice(1) : decision.verdicts;
  if (rest.length === 0) return '';
  const usable = rest
    .filter(({ status }) => status !== 'excluded')
    .map((verdict) => {
      const doubt = verdict.unless.length ? [`Unless one of these answers says otherwise: ${flags(verdict.unless)}`] : [];
      const texts = [verdict.reasons[0]?.text ?? '', ...doubt];
      return [
        labelled(`${fullName(ruleBase, verdict)}${price(verdict)}`, 'usable', 'yellow', style),
        ...texts.map((text) => wrap(style, text, '    ')),
      ].join('\n');
    });
  // Those that the same rule excludes stand together.
  const groups = new Map<string, Verdict[]>();
  for (const verdict of rest) {
    if (verdict.status !== 'excluded') continue;
    const code = verdict.reasons[0]?.code ?? '';
    groups.set(code, [...(groups.get(code) ?? []), verdict]);
  }
  const excluded = [...groups.values()].map((verdicts) => {
    const names = verdicts.map(({ backplane }) => nameOf(ruleBase, backplane)).join(', ');
    const more = verdicts.length > 1 ? ' The same holds for the others.' : '';
    return `${labelled(names, 'excluded', 'red', style)}\n${wrap(style, `${verdicts[0]?.reasons[0]?.text ?? ''}${more}`, '    ')}`;
  });
  const lines = [...usable, ...excluded];
  return [paint(style, 'bold', decision.outcome === 'backplane' ? 'Why not the others' : 'Why none'), ...lines].join('\n');
}

/** `  Redis, NATS: excluded`; the label is one word, so that it is never broken. */
function labelled(names: string, label: string, colour: 'yellow' | 'red', style: Style): string {
  const text = wrap(style, `${names}: ${label}`, '    ', '  ');
  const end = text.length - label.length;
  return paint(style, 'bold', text.slice(0, end)) + paint(style, colour, text.slice(end));
}

function whatWouldChangeIt({ decision, changes, lighter, ruleBase }: Advice, style: Style): string {
  if (changes.length + lighter.length === 0) return '';
  const title = decision.outcome === 'no-eligible' ? 'What would make one eligible' : 'What would change it';
  return [
    paint(style, 'bold', title),
    ...lighter.map((change) => wrap(style, lighterInWords(decision, change), '    ', '  - ')),
    ...changes.map((change) => wrap(style, `If you ${change.text}: ${leadsTo(ruleBase, change)}.`, '    ', '  - ')),
  ].join('\n');
}

function assumptions({ facts, ruleBase }: Advice, style: Style): string {
  const scope = new Scope(ruleBase, new Map(), undefined);
  const assumed = facts.filter((fact) => fact.provenance === 'assumed' && fact.value !== 'unknown');
  const detected = facts.filter((fact) => fact.provenance === 'detected');
  const line = (fact: Fact, why: string): string =>
    wrap(style, `${fact.id}: ${answerInWords(scope, fact.id, fact.value)}${why}`, '    ', '  - ');
  const place = ({ evidence }: Fact): string => (evidence?.[0] ? ` (${evidence[0].file}:${evidence[0].line})` : '');
  const part = (title: string, lines: readonly string[]): string =>
    lines.length ? [paint(style, 'bold', title), ...lines].join('\n') : '';
  return [
    part(
      'Read from the project',
      detected.map((fact) => line(fact, place(fact))),
    ),
    part(
      'Assumed, because nobody said otherwise',
      assumed.map((fact) => line(fact, fact.because ? `. ${fact.because}` : '')),
    ),
  ]
    .filter((one) => one !== '')
    .join('\n\n');
}

function next({ decision, command, generate }: Advice, style: Style): string {
  const step = (text: string): string => wrap(style, text, '    ', '  - ');
  // A command is never broken: it is there to be copied.
  const withCommand = (text: string, line: string): string => `${step(text)}\n      ${line}`;
  const steps = {
    backplane: [
      withCommand(
        generate.includes(` ${folderPlaceholder} `)
          ? `No project was read. With its folder for ${folderPlaceholder}, see what would be written into it:`
          : 'See what it would write into the project:',
        `${generate} --diff`,
      ),
      step('Put it there: the same with --yes instead of --diff.'),
    ],
    'none-needed': [step('Nothing has to be generated. Decide again when the site grows: servers, scaling or hubs of its own.')],
    'platform-provides': [step('Nothing has to be generated. Remove registrations of your own, if there are any.')],
    'no-eligible': [step('Change one of the answers above, then decide again.')],
  }[decision.outcome];
  return [
    paint(style, 'bold', 'Next'),
    ...steps,
    withCommand('The same answer in a pipeline:', `${command} --format json`),
    withCommand('In words, with sources, for a backplane, rule, question or load balancer:', 'backplane explain ID'),
  ].join('\n');
}
