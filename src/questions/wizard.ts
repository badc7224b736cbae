import { assume } from '../decide/assume.js';
import type { DecideOptions } from '../decide/decide.js';
import { sameRecommendation, suppose } from '../decide/recommend.js';
import { openQuestions } from '../decide/relevance.js';
import { valuesToTry } from '../decide/values-to-try.js';
import type { Answer, Fact, Question, RuleBase } from '../knowledge/types.js';

/** A question to put to the user now. */
export interface NextQuestion {
  question: Question;
  /** What is taken for it if the user has nothing to say: a safe assumption. */
  assumed?: Fact;
}

/**
 * Asks one question after the other until no answer can change the outcome or the recommendation any more.
 * @param stated what is known from elsewhere, without assumptions.
 * @param ask puts one question; rejects where the user leaves, and then nothing is returned.
 * @returns the stated facts and the answers, in the order of the catalogue.
 */
export async function askQuestions(
  ruleBase: RuleBase,
  stated: readonly Fact[],
  options: DecideOptions,
  ask: (next: NextQuestion) => Promise<Answer>,
): Promise<Fact[]> {
  const facts = new Map(stated.map((fact) => [fact.id, fact]));
  for (;;) {
    const next = nextQuestion(ruleBase, [...facts.values()], options);
    if (!next) return ruleBase.questions.flatMap(({ id }) => facts.get(id) ?? []);
    const { id } = next.question;
    facts.set(id, { id, value: await ask(next), provenance: 'prompt' });
  }
}

/**
 * The first question, in the order of the catalogue, that must be answered: the same questions that are missing where nobody can be asked.
 * When none is left, the first assumption that is no more than a guess and that would, if it were wrong, change the result.
 */
export function nextQuestion(ruleBase: RuleBase, stated: readonly Fact[], options: DecideOptions): NextQuestion | undefined {
  const facts = assume(ruleBase, stated, options);
  for (const question of openQuestions(ruleBase, facts, options)) return { question };
  const site = suppose(ruleBase, stated, options);
  const assumed = new Map(facts.filter(({ provenance }) => provenance === 'assumed').map((fact) => [fact.id, fact]));
  for (const question of ruleBase.questions) {
    const fact = assumed.get(question.id);
    if (!fact || !isGuess(question, fact)) continue;
    const changes = (value: Answer): boolean => !sameRecommendation(site.now, site.after([question.id, value]));
    if (valuesToTry(question, fact.value).some(changes)) return { question, assumed: fact };
  }
  return undefined;
}

/** An assumption with a condition follows from other answers (a site on AKS runs on Azure), and asking for it would be tiresome. One without is a guess. */
const isGuess = (question: Question, fact: Fact): boolean =>
  question.assume.some(({ when, because }) => when === undefined && because === fact.because);
