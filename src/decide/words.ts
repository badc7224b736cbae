import type { Reference } from '../knowledge/language/language.js';
import type { Answer, Provenance, RuleBase } from '../knowledge/types.js';
import { namedInChain } from './chain.js';
import type { Interval } from './interval.js';
import { prepared } from './prepared.js';
import type { Scope } from './scope.js';

/** A number as people write it: 1,234 or 48.97. (Not toLocaleString: loading the locale data costs start-up time.) */
export function number(value: number): string {
  if (!Number.isFinite(value)) return 'any number of';
  const [whole = '', fraction] = String(Math.round(value * 100) / 100).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction ? `${grouped}.${fraction}` : grouped;
}

/** An interval in words: `48.97`, `11.68 to 23.36`, `at least 48.97`. */
export function interval({ low, high }: Interval): string {
  if (low === high) return number(low);
  if (high === Number.POSITIVE_INFINITY) return low > 0 ? `at least ${number(low)}` : 'an unknown number of';
  return `${number(low)} to ${number(high)}`;
}

/** An answer as people read it: the labels of choices, numbers with separators, lists with commas. */
export function answerInWords(scope: Scope, id: string, value: Answer | undefined): string {
  const question = scope.question(id);
  const label = (one: string): string => question?.choices.find((choice) => choice.value === one)?.label ?? one;
  if (value === undefined) return 'unknown';
  if (Array.isArray(value)) return value.length ? value.map(label).join(', ') : 'none';
  return typeof value === 'number' ? number(value) : label(value);
}

/** Replaces {servers}, {backplane}, {measure.monthly-cost} ... by the user's values. */
export function fill(text: string, scope: Scope, extra: Record<string, string> = {}): string {
  const { texts } = scope.situation.prepared;
  let parts = texts.get(text);
  if (!parts) {
    parts = text.split(/\{([a-z0-9.-]+)\}/);
    texts.set(text, parts);
  }
  let filled = parts[0] ?? '';
  // Every other part stood in braces.
  for (let index = 1; index < parts.length; index += 2) {
    const ref: Reference = parts[index] ?? '';
    filled += (extra[ref] ?? inWords(ref, scope)) + (parts[index + 1] ?? '');
  }
  return filled;
}

function inWords(ref: Reference, scope: Scope): string {
  if (ref === 'backplane') return scope.subject?.backplane.name ?? ref;
  if (ref === 'variant') return scope.subject?.variant?.name ?? scope.subject?.backplane.name ?? ref;
  const dot = ref.indexOf('.');
  if (dot < 0) return answerInWords(scope, ref, scope.answer(ref));
  const of = ref.slice(0, dot);
  if (of === 'quantity' || of === 'measure' || of === 'price') return interval(scope.number(ref));
  if (of === 'proxy') return ofChain(ref.slice(dot + 1), scope);
  const value = scope.value(ref);
  if (typeof value === 'number') return number(value);
  return Array.isArray(value) ? value.join(', ') : value === undefined ? 'unknown' : String(value);
}

/** Of what stands in front: the least number of a trait, or the names of those who are meant. */
function ofChain(name: string, scope: Scope): string {
  if (!name.includes('.')) return number(scope.number(`proxy.${name}`).high);
  return namedInChain(name, scope.situation)
    .map((one) => one.name)
    .join(' and ');
}

/** Sources as people can follow them: the address where there is one, else the title. */
export function sourceInWords(ruleBase: RuleBase, { source }: Pick<Provenance, 'source'>): string {
  const known = prepared(ruleBase).citations;
  let words = known.get(source);
  if (words === undefined) {
    words = source.map((id) => ruleBase.sources[id]?.url ?? ruleBase.sources[id]?.title ?? id).join(' ; ');
    known.set(source, words);
  }
  return words;
}
