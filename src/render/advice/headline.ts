import type { Recommended, Verdict } from '../../decide/decision.js';
import { costLine } from '../../decide/estimate.js';
import { interval } from '../../decide/words.js';
import type { RuleBase } from '../../knowledge/types.js';
import { type Advice, folderPlaceholder } from '../json.js';
import { paint, type Style, wrap } from '../style.js';

/** Questions as flags, for a sentence. */
export const flags = (ids: readonly string[]): string => ids.map((id) => `--${id}`).join(', ');

/** The first of many questions, as flags. */
const some = (ids: readonly string[], most: number): string =>
  ids.length <= most ? flags(ids) : `${flags(ids.slice(0, most))} and ${ids.length - most} more`;

/** The name of a backplane. */
export const nameOf = (ruleBase: RuleBase, id: string | null): string =>
  ruleBase.backplanes.find((backplane) => backplane.id === id)?.name ?? String(id);

/** A backplane with the product or tier that is meant: `Redis (Azure Managed Redis)`. */
export function fullName(ruleBase: RuleBase, { backplane, variant }: Verdict): string {
  const found = ruleBase.backplanes.find(({ id }) => id === backplane);
  const name = found?.variants.find(({ id }) => id === variant)?.name;
  return name && name !== found?.name ? `${found?.name} (${name})` : (found?.name ?? backplane);
}

/** Nobody reads the cents of a hundred dollars. */
const inDollars = (amount: number): number => (amount >= 100 && Number.isFinite(amount) ? Math.round(amount) : amount);

/** `, 0 USD/month`: what it would add, wherever something is recommended. Empty where nobody knows any of it. */
export function price({ criteria }: Verdict): string {
  const cost = criteria.find(({ id }) => `measure.${id}` === costLine.show);
  const [low, high] = cost?.range ?? [cost?.value ?? null, cost?.value ?? null];
  if (cost === undefined || low === null || (low === 0 && high === null)) return '';
  return `, ${interval({ low: inDollars(low), high: inDollars(high ?? Number.POSITIVE_INFINITY) })} ${cost.unit}`;
}

/** The recommendation, its price and its doubts in the first line, then what decided it and what can break it; `most`: how many open questions are named. */
export function headline({ decision, ruleBase, generate }: Advice, style: Style, most = Number.POSITIVE_INFINITY): string {
  const [first] = decision.outcome === 'backplane' ? decision.verdicts : [];
  const title = {
    backplane: first ? `Recommended backplane: ${fullName(ruleBase, first)}${price(first)}` : '',
    'none-needed': 'No backplane is needed',
    'platform-provides': 'Your platform provides the backplane',
    'no-eligible': 'No backplane is eligible',
  }[decision.outcome];
  const unless = first?.unless ?? [];
  // Said in the first line, so that nobody takes an answer from nothing for one about his site.
  const alone = generate.includes(` ${folderPlaceholder} `) ? ' (no project was read)' : '';
  const few = unless.length <= 2;
  const doubt = few ? unless.map((id) => `--${id}`).join(' or ') : `one of ${unless.length} answers`;
  const why = first ? first.reasons.slice(0, 1) : decision.reasons;
  const colour = decision.outcome === 'no-eligible' ? 'red' : 'green';
  return [
    paint(
      style,
      'bold',
      paint(style, colour, wrap(style, `${title}${unless.length ? `, unless ${doubt} says otherwise` : ''}${alone}`, '  ', '')),
    ),
    ...why.map(({ text }) => wrap(style, text, '  ')),
    ...decision.warnings
      .filter(({ severity }) => severity === 'breaking')
      .map(({ text }) => paint(style, 'yellow', wrap(style, text, '    ', '  ! '))),
    ...(few ? [] : [wrap(style, `The answers that may say otherwise: ${some(unless, most)}`, '  ')]),
  ].join('\n');
}

/** Where a change of answers leads, in words. */
export const leadsTo = (ruleBase: RuleBase, { outcome, recommended }: Recommended): string =>
  ({
    backplane: nameOf(ruleBase, recommended),
    'none-needed': 'no backplane is needed',
    'platform-provides': 'the platform provides it',
    'no-eligible': 'nothing is eligible',
  })[outcome];
