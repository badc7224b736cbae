import { didYouMean } from '../nearest.js';
import type { Outcome, OutcomeRule, Rule, RuleExample } from '../types.js';
import { checkAnswer } from './check-answer.js';
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
  if (item.severity !== undefined && effect !== 'warn')
    loading.report(located, ['severity'], `only a rule with "warn" has a severity; "${item.id}" has "${effect}". Leave it out.`);
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
    ...(item.severity === undefined ? {} : { severity: item.severity }),
    ...loadLifting(located, loading),
    ...(item.examples === undefined ? {} : { examples: loadExamples(located, loading) }),
    ...loadContradiction(located, loading),
    ...loading.provenance(item),
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
