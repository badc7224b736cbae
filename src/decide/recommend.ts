import type { Answer, Fact, RuleBase } from '../knowledge/types.js';
import { unknown } from '../knowledge/types.js';
import { assumeIn } from './assume.js';
import type { DecideOptions } from './decide.js';
import type { Recommended } from './decision.js';
import { type Prepared, prepared } from './prepared.js';
import { whoWins } from './ruling.js';
import { Situation, situationFrom } from './situation.js';

type Stated = readonly [question: string, value: Answer];

export const sameRecommendation = (a: Recommended, b: Recommended): boolean => a.outcome === b.outcome && a.recommended === b.recommended;

/** Outcome and recommendation alone. */
export interface Recommendation extends Recommended {
  /** Whether the answer to a question was looked at. That to any other one changes nothing. */
  looksAt(question: string): boolean;
  /** The same for other answers. */
  after(facts: readonly Fact[]): Recommended;
}

/** What `decide` recommends for these facts, without the reasons. Assumptions are not made here: pass the facts through `assume` first. */
export function recommend(ruleBase: RuleBase, facts: readonly Fact[], { asOf }: DecideOptions): Recommendation {
  const rules = prepared(ruleBase);
  const situation = situationFrom(rules, facts, asOf);
  return {
    ...whoWins(situation),
    looksAt: (question) => isRead(situation, question),
    after: (others) => whoWins(situationFrom(rules, others, asOf)),
  };
}

/** A site as it was stated: what is recommended for it, with the assumptions that follow, and what would be after other answers. */
export class Supposition {
  /** With the assumptions. */
  readonly situation: Situation;
  readonly now: Recommended;

  /** @param stated what was stated alone. */
  constructor(private readonly stated: Situation) {
    // Assumed in a situation of its own, so that what was looked at for that does not count.
    this.situation = like(assumed(stated));
    this.now = whoWins(this.situation);
  }

  /** Whether the recommendation looked at the answer to a question. That to any other one changes nothing, but for what is assumed. */
  looksAt(question: string): boolean {
    return isRead(this.situation, question);
  }

  /** The answer to a question, stated or assumed; `unknown` where that was stated. */
  answer(question: string): Answer | undefined {
    const place = placeOf(this.situation.prepared, question);
    return this.situation.values[place] ?? (this.situation.answered[place] ? unknown : undefined);
  }

  /** What is recommended where these answers are stated, too. */
  after(...answers: readonly Stated[]): Recommended {
    const then = this.stating(answers);
    assumeIn(then);
    return this.differs(then) ? whoWins(then) : this.now;
  }

  /** The site where these answers are stated, too. */
  with(answers: readonly Stated[]): Supposition {
    return new Supposition(this.stating(answers));
  }

  private stating(answers: readonly Stated[]): Situation {
    const then = like(this.stated);
    for (const [question, value] of answers) then.answer(placeOf(then.prepared, question), value);
    return then;
  }

  /** Whether an answer differs that was looked at. */
  private differs({ values }: Situation): boolean {
    const { read, values: before } = this.situation;
    for (let place = 0; place < values.length; place++) if (read[place] && values[place] !== before[place]) return true;
    return false;
  }
}

export const suppose = (ruleBase: RuleBase, stated: readonly Fact[], { asOf }: DecideOptions): Supposition =>
  new Supposition(situationFrom(prepared(ruleBase), stated, asOf));

const like = (situation: Situation): Situation => new Situation(situation.prepared, situation.asOf, situation);

function assumed(stated: Situation): Situation {
  const situation = like(stated);
  assumeIn(situation);
  return situation;
}

const placeOf = (rules: Prepared, question: string): number => rules.places.get(question) ?? -1;

const isRead = ({ prepared: rules, read }: Situation, question: string): boolean => read[placeOf(rules, question)] === true;
