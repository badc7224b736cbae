import type { Entry } from '../../knowledge/entries.js';
import type { RuleBase } from '../../knowledge/types.js';
import { explainBackplane, explainVariant } from './explain-backplane.js';
import { explainEvidence } from './explain-evidence.js';
import { explainCriterion, explainMeasure, explainOrder, explainPrice, explainQuantity } from './explain-figure.js';
import { explainPackage, explainPart } from './explain-part.js';
import { explainPlace } from './explain-place.js';
import { explainQuestion } from './explain-question.js';
import { explainDefinition, explainOutcome, explainRule, explainTrap } from './explain-rule.js';
import { explainStarter } from './explain-starter.js';
import { explainStep } from './explain-step.js';
import { explainCause, explainSymptom } from './explain-symptom.js';
import { explainSource, explainTrait } from './explain-trait.js';
import { type Content, type Explanation, explanationOf } from './explanation.js';

export interface ExplainContext {
  ruleBase: RuleBase;
  /** The day from which staleness is seen, as 2026-11-23. */
  asOf: string;
  /** The environment variable that answers a question. */
  environmentName(question: string): string;
}

/** What an entry of the rule base is and means, when it applies, what it rests on and what to read next. */
export const explainEntry = (entry: Entry, context: ExplainContext): Explanation =>
  explanationOf(context.ruleBase, entry, contentOf(entry, context), context.asOf);

function contentOf(entry: Entry, { ruleBase, environmentName }: ExplainContext): Content {
  switch (entry.kind) {
    case 'backplane':
      return explainBackplane(ruleBase, entry.record);
    case 'variant':
      return explainVariant(ruleBase, entry.record, entry.of ?? '');
    case 'load-balancer':
    case 'platform':
    case 'proxy':
      return explainPlace(ruleBase, entry.record, entry.kind);
    case 'starter':
      return explainStarter(ruleBase, entry.record);
    case 'question':
      return explainQuestion(ruleBase, entry.record, environmentName(entry.id));
    case 'exclusion':
    case 'prerequisite':
    case 'warning':
    case 'contradiction':
      return explainRule(ruleBase, entry.record);
    case 'outcome':
      return explainOutcome(ruleBase, entry.record);
    case 'trap':
      return explainTrap(ruleBase, entry.record, entry.of ?? '');
    case 'definition':
      return explainDefinition(ruleBase, entry.record);
    case 'criterion':
      return explainCriterion(ruleBase, entry.record);
    case 'order':
      return explainOrder(ruleBase, entry.record);
    case 'measure':
      return explainMeasure(ruleBase, entry.id, entry.of ?? '', entry.record);
    case 'quantity':
      return explainQuantity(ruleBase, entry.record);
    case 'price':
      return explainPrice(ruleBase, entry.record);
    case 'part':
    case 'version':
      return explainPart(ruleBase, entry.record, entry.of);
    case 'step':
      return explainStep(ruleBase, entry.record);
    case 'package':
      return explainPackage(entry.record);
    case 'evidence':
      return explainEvidence(entry.record);
    case 'symptom':
      return explainSymptom(ruleBase, entry.record);
    case 'cause':
      return explainCause(ruleBase, entry.record);
    case 'trait':
      return explainTrait(ruleBase, entry.record);
    case 'source':
      return explainSource(ruleBase, entry.record);
  }
}
