import { references } from '../knowledge/language/mentions.js';
import type { Answer, Assumption, Fact, Question, RuleBase } from '../knowledge/types.js';
import type { Range } from './compile-formula.js';
import type { DecideOptions } from './decide.js';
import { noted, prepared } from './prepared.js';
import { type Situation, situationFrom } from './situation.js';
import { always, type Test } from './truth.js';
import { viewFrom } from './view.js';

/**
 * Adds the safe assumptions that the questions declare, for questions that nobody answered. Each carries why it was made.
 * A question that was answered `unknown` stays unknown.
 */
export function assume(ruleBase: RuleBase, stated: readonly Fact[], { asOf }: DecideOptions): Fact[] {
  const assumed = assumeIn(situationFrom(prepared(ruleBase), stated, asOf));
  return [...stated, ...assumed.map(({ question, value, because }): Fact => ({ id: question.id, value, provenance: 'assumed', because }))];
}

interface Assumed {
  question: Question;
  value: Answer;
  because: string;
}

/** The same in a situation, which then answers these questions, too. */
export function assumeIn(situation: Situation): Assumed[] {
  const assumed: Assumed[] = [];
  for (const { question, place, applies, rules } of assumingIn(situation.prepared)) {
    if (situation.answered[place] || applies(situation) === false) continue;
    const made = rules.find(({ when }) => when(situation) === true);
    const value = made && (made.from ? assumedValue(made.from, situation) : (made.assumption.value as Answer));
    if (made === undefined || value === undefined) continue;
    // What follows may look at it.
    situation.answer(place, value);
    assumed.push({ question, value, because: made.assumption.because });
  }
  return assumed;
}

interface Assuming {
  question: Question;
  place: number;
  applies: Test<Situation>;
  rules: { assumption: Assumption; when: Test<Situation>; from?: From }[];
}

/** The value of another question, or of a quantity where it is a point. */
type From = { question: string } | { quantity: Range<Situation> };

const assumingIn = noted((rules) => {
  const general = viewFrom(rules);
  const from = (id: string): From => (rules.places.has(id) ? { question: id } : { quantity: general.number(`quantity.${id}`) });
  return rules.ruleBase.questions.flatMap((question, place): Assuming[] =>
    question.assume.length === 0
      ? []
      : [
          {
            question,
            place,
            applies: question.applies ? general.test(question.applies) : always,
            rules: question.assume.map((assumption) => ({
              assumption,
              when: assumption.when ? general.test(assumption.when) : always,
              ...(assumption.from ? { from: from(assumption.from) } : {}),
            })),
          },
        ],
  );
});

function assumedValue(from: From, situation: Situation): Answer | undefined {
  if ('question' in from) return situation.look(from.question);
  from.quantity.set(situation);
  return situation.low === situation.high ? situation.low : undefined;
}

/** The questions that assumptions of others look at. */
export const assumedFrom = (ruleBase: RuleBase): ReadonlySet<string> => sources(prepared(ruleBase));

const sources = noted(({ ruleBase }) => {
  const rules = ruleBase.questions.flatMap(({ assume: all }) => all);
  return new Set(rules.flatMap(({ from, when }) => [...(from ? [from] : []), ...(when ? references([when], ruleBase.definitions) : [])]));
});
