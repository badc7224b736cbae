import { z } from 'zod';
import type { Change, Contradiction, CriterionValue, Decision, LighterChange, Reason, Verdict } from '../decide/decision.js';

const outcome = z
  .enum(['backplane', 'none-needed', 'platform-provides', 'no-eligible'])
  .meta({ description: 'What the decision says: a backplane, none needed, the platform has one, or none is possible.' });

const recommended = z.string().nullable().meta({ description: 'Id of the recommended backplane; null unless the outcome is "backplane".' });

const reason = z.object({
  code: z.string().meta({ description: 'Stable, unique in the rule base: for filters.' }),
  text: z.string(),
  source: z.string().meta({ description: 'Id of a source; "backplane explain ID" shows it.' }),
  severity: z.enum(['breaking']).optional().meta({ description: 'Of a warning: it can break the recommendation for these facts.' }),
}) satisfies z.ZodType<Reason>;

const contradiction = reason.extend({
  facts: z.array(z.string()).meta({ description: 'Ids of the questions whose answers cannot all be true.' }),
  doubt: z.string().meta({ description: 'The one of them whose answer is more likely wrong.' }),
}) satisfies z.ZodType<Contradiction>;

const limit = z.number().nullable();

const criterion = z.object({
  id: z.string(),
  value: z.number().nullable().meta({ description: 'Null where it is unknown; then "range" says what is known.' }),
  range: z.tuple([limit, limit]).optional(),
  unit: z.string(),
  band: z.string(),
  source: z.string(),
}) satisfies z.ZodType<CriterionValue>;

const verdict = z.object({
  backplane: z.string(),
  variant: z.string().nullable().meta({ description: 'Which product or tier is meant.' }),
  status: z
    .enum(['eligible', 'undecided', 'excluded'])
    .meta({ description: '"undecided": usable unless a fact that nobody stated turns out otherwise.' }),
  reasons: z.array(reason),
  criteria: z.array(criterion),
  unless: z.array(z.string()).meta({ description: 'Ids of the questions whose answers would settle an undecided verdict.' }),
}) satisfies z.ZodType<Verdict>;

export const answer = z.union([z.string(), z.number(), z.array(z.string())]);

const change = z.object({
  set: z.record(z.string(), answer),
  outcome,
  recommended,
  text: z.string(),
}) satisfies z.ZodType<Change>;

const lighter = z.object({
  set: z.record(z.string(), answer),
  lifts: z.array(z.string()).meta({ description: 'Codes of what no longer has to be so.' }),
  text: z.string(),
}) satisfies z.ZodType<LighterChange>;

const fact = z.object({
  id: z.string(),
  value: answer,
  provenance: z.enum(['flag', 'env', 'file', 'detected', 'prompt', 'assumed']),
  evidence: z.array(z.object({ file: z.string(), line: z.int(), text: z.string() })),
  because: z.string().optional(),
});

const price = z.object({
  id: z.string(),
  low: z.number(),
  high: z.number().nullable(),
  unit: z.string(),
  from: z.string(),
  list: z.unknown(),
});

/** What a result says of itself: which answers, which command line, which rule base. */
export const basis = {
  facts: z.array(fact).meta({ description: 'Every answer, in the order of the questions; "unknown" where nobody knows.' }),
  prices: z.array(price).optional().meta({ description: 'Own prices, in place of list prices.' }),
  command: z.string().meta({ description: 'The command line that gives the same result again.' }),
  ruleBase: z.object({ version: z.string(), hash: z.string(), checked: z.string() }),
};

/** The keys of a decision. */
export const decision = {
  outcome,
  recommended,
  reasons: z.array(reason),
  contradictions: z.array(contradiction).meta({ description: 'Answers that cannot all be true: said before anything else.' }),
  verdicts: z.array(verdict).meta({ description: 'In the order of rank, the recommended one first.' }),
  prerequisites: z.array(reason).meta({ description: 'What must be so for the recommendation to work.' }),
  warnings: z.array(reason),
} satisfies Record<keyof Decision, z.ZodType>;

/** What `advise --format json` prints. */
export const decisionSchema = z
  .object({
    schema: z.literal(1),
    ...decision,
    changes: z.array(change).meta({ description: 'The smallest changes of answers that lead elsewhere.' }),
    lighter: z.array(lighter).meta({ description: 'Changes of answers that leave the recommendation, and make it ask for less.' }),
    ...basis,
  })
  .meta({ title: 'A decision of backplane', description: 'What "backplane advise --format json" prints. Keys may be added.' });
