import { didYouMean } from '../nearest.js';
import type { Effect, Outcome, OutcomeRule, Rule, RuleExample } from '../types.js';
import { checkAnswer, questionsOf } from './check-answer.js';
import { type Definitions, looksAtBackplane } from './load-definitions.js';
import type { Loading } from './loading.js';
import type { Item, Located } from './rule-items.js';

export const loadRules = (loading: Loading, definitions: Definitions): Rule[] =>
  loading.items.all('rules').map((located) => loadRule(located, loading, definitions));

function loadRule(located: Located<Item<'rules'>>, loading: Loading, definitions: Definitions): Rule {
  const { item } = located;
  loading.claimCode(item.id, located);
  const effects = (['exclude', 'require', 'warn', 'contradict'] as const).filter((effect) => item[effect] !== undefined);
  const [effect = 'warn'] = effects;
  if (effects.length !== 1)
    loading.report(located, [], `a rule has exactly one of exclude, require, warn, contradict; "${item.id}" has ${effects.length}.`);
  checkLabels(located, effect, loading);
  const when = loading.optional(item.when, located, 'when').when;
  const where = loading.optional(item[effect]?.where, located, effect, 'where').when;
  const outcomes: Outcome[] = item.outcomes ?? defaultOutcomes(effect);
  return {
    id: item.id,
    effect,
    ...(when ? { when } : {}),
    ...(where ? { where } : {}),
    perBackplane: looksAtBackplane(when, definitions) || looksAtBackplane(where, definitions),
    outcomes,
    because: item.because,
    ...labelsOf(item, effect),
    ...loadLifting(located, loading),
    ...(item.examples === undefined ? {} : { examples: loadExamples(located, loading) }),
    ...loadContradiction(located, loading),
    ...loading.provenance(item),
  };
}

/** What only prerequisites have, and the severities that prerequisites and warnings can have. */
function checkLabels(located: Located<Item<'rules'>>, effect: Effect, loading: Loading): void {
  const { item } = located;
  const foreign = effect === 'require' ? [] : (['title', 'who', 'written-by', 'seen-in'] as const);
  for (const key of foreign)
    if (item[key] !== undefined && !(key === 'title' && effect === 'exclude'))
      loading.report(located, [key], `only a rule with "require" has "${key}"; "${item.id}" has "${effect}". Leave it out.`);
  const possible = severities[effect] ?? [];
  if (item.severity !== undefined && !possible.includes(item.severity))
    loading.report(
      located,
      ['severity'],
      possible.length === 0
        ? `a rule with "${effect}" has no severity. Leave it out.`
        : `found "${item.severity}"; a rule with "${effect}" has one of ${possible.join(', ')}.`,
    );
  const questions = questionsOf(loading);
  for (const [index, question] of (item['seen-in'] ?? []).entries())
    if (!questions.includes(question))
      loading.report(located, ['seen-in', index], `"${question}" is not a question.${didYouMean(question, questions)}`);
  const parts = partIds(loading);
  for (const [index, part] of (item['written-by'] ?? []).entries())
    if (!parts.includes(part)) loading.report(located, ['written-by', index], `"${part}" is not a part.${didYouMean(part, parts)}`);
}

const severities: Partial<Record<Effect, readonly string[]>> = { warn: ['breaking'], require: ['error', 'warning', 'note'] };

const partIds = ({ items }: Loading): string[] => [
  ...items.all('parts').map(({ item }) => item.id),
  ...items.records('backplane').flatMap(({ item }) => (item.parts ?? []).map(({ id }) => id)),
];

/** The short forms: a prerequisite without a title is called by its text. */
function labelsOf(item: Item<'rules'>, effect: Effect): Pick<Rule, 'title' | 'who' | 'written-by' | 'seen-in' | 'severity'> {
  const { title, who, 'written-by': writtenBy, 'seen-in': seenIn, severity } = item;
  return {
    ...(title === undefined ? {} : { title }),
    ...(who === undefined ? {} : { who }),
    ...(writtenBy === undefined ? {} : { 'written-by': writtenBy }),
    ...(seenIn === undefined ? {} : { 'seen-in': seenIn }),
    ...(severity === undefined ? (effect === 'require' ? { severity: 'error' } : {}) : { severity }),
  };
}

/** Every question that an example answers exists, and the answer is one; there is one to which the rule applies, and one to which it does not. */
function loadExamples(located: Located<Item<'rules'>>, loading: Loading): RuleExample[] {
  const examples = (located.item.examples ?? []) as RuleExample[];
  for (const [index, { answers }] of examples.entries())
    for (const [question, answer] of Object.entries(answers))
      checkAnswer(located, ['examples', index, 'answers', question], question, answer, loading);
  for (const holds of [true, false])
    if (!examples.some((example) => example.holds === holds))
      loading.report(located, ['examples'], `expected an example with "holds: ${holds}"; each rule shows both sides of its boundary.`);
  return examples;
}

function loadLifting(located: Located<Item<'rules'>>, loading: Loading): Pick<Rule, 'liftedBy'> {
  const liftedBy = located.item['lifted-by'];
  if (!liftedBy) return {};
  const questions = loading.items.all('questions').map(({ item }) => item.id);
  for (const [index, id] of liftedBy.entries())
    if (!questions.includes(id)) loading.report(located, ['lifted-by', index], `"${id}" is not a question.${didYouMean(id, questions)}`);
  return { liftedBy };
}

function loadContradiction(located: Located<Item<'rules'>>, loading: Loading): Pick<Rule, 'contradicts'> {
  const { contradict } = located.item;
  if (!contradict) return {};
  const { facts, doubt } = contradict;
  const questions = loading.items.all('questions').map(({ item }) => item.id);
  for (const [index, fact] of facts.entries())
    if (!questions.includes(fact))
      loading.report(located, ['contradict', 'facts', index], `"${fact}" is not a question.${didYouMean(fact, questions)}`);
  if (!facts.includes(doubt))
    loading.report(located, ['contradict', 'doubt'], `"${doubt}" is not among the facts; expected one of ${facts.join(', ')}.`);
  return { contradicts: { facts, doubt } };
}

/** The outcomes in which a rule speaks that names none. */
export function defaultOutcomes(effect: Rule['effect']): Outcome[] {
  if (effect === 'contradict') return ['backplane', 'none-needed', 'platform-provides', 'no-eligible'];
  return effect === 'require' ? ['backplane'] : ['backplane', 'no-eligible'];
}

export function loadOutcomes(loading: Loading): OutcomeRule[] {
  return loading.items.all('outcomes').map((located) => {
    const { item } = located;
    loading.claimCode(item.id, located);
    const { 'if-unknown': ifUnknown, ...rest } = item;
    return {
      ...rest,
      ...loading.provenance(item),
      when: loading.condition(item.when, located, 'when'),
      ...(ifUnknown ? { ifUnknown } : {}),
    };
  });
}
