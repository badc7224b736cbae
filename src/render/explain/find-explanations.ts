import { type Entry, entriesOf, fullId } from '../../knowledge/entries.js';
import { nearest } from '../../knowledge/nearest.js';
import type { Choice, Question, RuleBase } from '../../knowledge/types.js';
import { type ExplainContext, explainEntry } from './explain.js';
import { explainChoice } from './explain-question.js';
import { explainReason, reasonCodes } from './explain-reason.js';
import type { Explanation } from './explanation.js';

/**
 * Everything that goes by an id, backplanes first: entries of the rule base, answers of questions, codes of reasons, NuGet packages.
 * Capitals do not matter. Empty where nothing has the id.
 */
export function findExplanations(id: string, context: ExplainContext): Explanation[] {
  const { ruleBase } = context;
  const wanted = asWanted(id);
  const choices = ruleBase.questions.flatMap((question) =>
    question.choices.filter((choice) => isChoice(ruleBase, question, choice, wanted)).map((choice) => ({ question, choice })),
  );
  const reason = explainReason(ruleBase, wanted);
  return [
    ...findEntries(ruleBase, id).map((entry) => explainEntry(entry, context)),
    ...choices.map(({ question, choice }) => explainChoice(ruleBase, question, choice)),
    ...(reason ? [reason] : []),
  ];
}

/** The entries of the rule base that go by an id. */
export function findEntries(ruleBase: RuleBase, id: string): Entry[] {
  const wanted = asWanted(id);
  return entriesOf(ruleBase).filter((entry) => namesOf(ruleBase, entry).has(wanted));
}

/** Decisions call a criterion that decided `ranked-by-<criterion>`. */
const asWanted = (id: string): string =>
  id
    .trim()
    .toLowerCase()
    .replace(/^ranked-by-/, '');

/** Every id of an entry in the rule base, by name and once. */
export const explainableIds = (ruleBase: RuleBase): string[] => [...new Set(idsOfEntries(ruleBase))].sort();

const idsOfEntries = (ruleBase: RuleBase): string[] =>
  entriesOf(ruleBase).map((entry) => (entry.kind === 'measure' ? fullId(entry) : entry.id));

/** Up to three ids that are nearest to one that nothing has. */
export function nearestIds(ruleBase: RuleBase, id: string): string[] {
  const names = new Set([...idsOfEntries(ruleBase), ...reasonCodes]);
  const found: string[] = [];
  while (found.length < 3) {
    const name = nearest(id, names);
    if (name === undefined) break;
    found.push(name);
    names.delete(name);
  }
  return found;
}

/** What an entry may be called, in small letters. */
function namesOf(ruleBase: RuleBase, entry: Entry): Set<string> {
  // Measures of one criterion have one id, so only the full one tells them apart.
  const names = [fullId(entry), ...(entry.kind === 'measure' ? [] : [entry.id, referenceTo(entry)])];
  if ((entry.kind === 'version' || entry.kind === 'part') && entry.record.package) names.push(entry.record.package.id);
  if (entry.kind === 'outcome') names.push(entry.record.outcome);
  if (entry.kind === 'backplane') names.push(...freeTexts(ruleBase, entry));
  return new Set(names.map((name) => name.toLowerCase()));
}

/** As conditions and formulas refer to it: `quantity.peak-sends`, `backplane.needs-affinity`. */
function referenceTo(entry: Entry): string {
  if (entry.kind === 'trait') return `${entry.of}.${entry.id}`;
  return `${entry.kind === 'criterion' ? 'measure' : entry.kind}.${entry.id}`;
}

/** Traits without a list of values hold names of their own, such as that of the NuGet package. */
function freeTexts(ruleBase: RuleBase, { record }: Entry<'backplane'>): string[] {
  const free = ruleBase.traits.filter(({ of, values }) => of === 'backplane' && !values).map(({ id }) => id);
  return free.flatMap((id) => (typeof record.traits[id] === 'string' ? [record.traits[id]] : []));
}

/** An answer that has something to say, and that is not a load balancer, platform or proxy, which speak for themselves. */
function isChoice(
  { loadBalancers, platforms, proxies }: RuleBase,
  { id }: Question,
  { value, label, help }: Choice,
  wanted: string,
): boolean {
  if (wanted === `${id}/${value}` || wanted === `${id}=${value}`) return true;
  const records = new Map([
    ['load-balancer', loadBalancers],
    ['platform', platforms],
    ['proxies-in-front', proxies],
  ]).get(id);
  const isRecord = records?.[value] !== undefined;
  return wanted === value && !isRecord && Boolean(label ?? help);
}
