import { assume } from '../decide/assume.js';
import { contradictionsOf } from '../decide/contradictions.js';
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
  /** Why it is asked again: its answer and others cannot all be true. */
  contradiction?: string;
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
  const told = new Set<string>();
  for (;;) {
    const known = [...facts.values()];
    const next = contradictedQuestion(ruleBase, known, options, told) ?? nextQuestion(ruleBase, known, options);
    if (!next) return ruleBase.questions.flatMap(({ id }) => facts.get(id) ?? []);
    const { id } = next.question;
    facts.set(id, { id, value: await ask(next), provenance: 'prompt' });
  }
}

/**
 * The question whose answer is in doubt, where answers contradict each other. Each contradiction is told once: who gives the same answer again means it.
 * @param told the codes that were told; the new one is added.
 */
function contradictedQuestion(
  ruleBase: RuleBase,
  stated: readonly Fact[],
  options: DecideOptions,
  told: Set<string>,
): NextQuestion | undefined {
  const facts = assume(ruleBase, stated, options);
  // A guess contradicts nobody: it is asked for in its turn.
  const guessed = new Set(
    facts
      .filter((fact) => fact.provenance === 'assumed' && ruleBase.questions.some((one) => one.id === fact.id && isGuess(one, fact)))
      .map(({ id }) => id),
  );
  const found = contradictionsOf(ruleBase, facts, options).find((one) => !told.has(one.code) && !one.facts.some((id) => guessed.has(id)));
  if (!found) return undefined;
  told.add(found.code);
  const question = ruleBase.questions.find(({ id }) => id === found.doubt);
  if (!question) return undefined;
  const others = found.facts.filter((id) => id !== found.doubt).join(', ');
  return { question, contradiction: `${found.text} If ${found.doubt} is right as it is, give it again, and look at ${others} later.` };
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
