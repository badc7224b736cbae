import type { Decision, Status } from '../../decide/decision.js';
import { paint, type Style, wrap } from '../style.js';

/** A backplane with the product or tier that is meant: `Redis (a new Azure Managed Redis)`. */
export const fullName = ({ name, variantName }: { name: string; variantName: string | null }): string =>
  variantName && variantName !== name ? `${name} (${variantName})` : name;

/** What becomes of a backplane, in a word or two. What is not certain depends on answers that nobody gave. */
export function statusInWords(status: Status, recommended: boolean): string {
  const word = recommended ? 'recommended' : 'usable';
  return { eligible: word, undecided: `${word}, but not certain`, excluded: 'excluded' }[status];
}

export const statusColour = (status: Status): 'green' | 'yellow' | 'red' =>
  ({ eligible: 'green', undecided: 'yellow', excluded: 'red' })[status] as 'green' | 'yellow' | 'red';

/** The outcome in one line, with its reason below. */
export function outcomeInWords(
  { outcome, recommended, reasons }: Pick<Decision, 'outcome' | 'recommended' | 'reasons'>,
  backplanes: readonly { backplane: string; name: string; variantName: string | null }[],
  style: Style,
): string {
  const winner = backplanes.find(({ backplane }) => backplane === recommended);
  const title = {
    backplane: `Recommended backplane: ${winner ? fullName(winner) : recommended}`,
    'none-needed': 'No backplane is needed',
    'platform-provides': 'Your platform provides the backplane',
    'no-eligible': 'No backplane is eligible',
  }[outcome];
  const colour = outcome === 'no-eligible' ? 'red' : 'green';
  return [
    paint(style, 'bold', paint(style, colour, wrap(style, title, '  ', ''))),
    ...reasons.slice(0, 1).map(({ text }) => wrap(style, text, '  ')),
  ].join('\n');
}
