import { createHash } from 'node:crypto';
import { withInfluence } from '../language/influence.js';
import { type RuleBase, UserError } from '../types.js';
import { checkFormulaCycles } from './check-formula-cycles.js';
import { checkNames } from './check-names.js';
import { loadDefinitions } from './load-definitions.js';
import { loadEvidence, loadRefinements } from './load-evidence.js';
import { loadCriteria, loadPrices, loadQuantities } from './load-figures.js';
import { loadOrders } from './load-orders.js';
import { loadQuestions } from './load-questions.js';
import { loadBackplanes, loadPart, loadPlaces } from './load-records.js';
import { loadOutcomes, loadRules } from './load-rules.js';
import { loadStarters } from './load-starters.js';
import { loadSteps } from './load-steps.js';
import { checkSymptoms, loadCauses, loadSymptoms } from './load-symptoms.js';
import { Loading } from './loading.js';
import { type RuleFile, readRuleFile } from './rule-file.js';
import { type Located, RuleItems } from './rule-items.js';

/** A file of the rule base: its path below rules/, and its text. */
export interface RuleText {
  path: string;
  text: string;
  /** How messages name it; without it by its path. */
  name?: string;
  /** Of several folders, each laid over those before it, the place of the folder that it is in; without it the first. */
  layer?: number;
}

/**
 * Checks every file, joins them, resolves every name and parses every condition and formula.
 * Files are read in the order of their paths, which is the order in which questions are asked.
 * @throws UserError (exit 3) that lists every problem as file:line:column with the nearest valid name.
 */
export function loadRuleBase(texts: readonly RuleText[]): RuleBase {
  const sorted = [...texts].sort((a, b) => (a.path < b.path ? -1 : 1));
  const items = new RuleItems(readAll(sorted));
  const base = baseOf(items);
  const loading = new Loading(items, base.checked);
  const definitions = loadDefinitions(loading);
  const rules = loadRules(loading, definitions);
  const ruleBase: RuleBase = {
    version: base.version,
    checked: base.checked,
    ...(base['stale-after-days'] ? { staleAfterDays: base['stale-after-days'] } : {}),
    hash: hashOf(sorted),
    sources: Object.fromEntries([...items.unique(items.all('sources'))].map(([id, { item }]) => [id, item])),
    sections: [...items.unique(items.all('sections')).values()].map(({ item }) => item),
    questions: [],
    traits: items.all('traits').map(({ item }) => item),
    definitions,
    outcomes: loadOutcomes(loading),
    rules,
    criteria: loadCriteria(loading),
    orders: loadOrders(loading),
    quantities: loadQuantities(loading),
    prices: loadPrices(loading),
    packages: [...items.unique(items.all('packages')).values()].map(({ item }) => ({ ...item, ...loading.provenance(item) })),
    evidence: loadEvidence(loading),
    refinements: loadRefinements(loading),
    symptoms: loadSymptoms(loading),
    causes: loadCauses(loading),
    backplanes: loadBackplanes(loading),
    loadBalancers: loadPlaces('load-balancer', loading),
    platforms: loadPlaces('platform', loading),
    proxies: loadPlaces('proxy', loading),
    parts: items.all('parts').map((located) => loadPart(located, loading)),
    starters: loadStarters(loading),
    steps: loadSteps(loading),
  };
  ruleBase.questions = loadQuestions(loading);
  checkNames(loading, ruleBase);
  checkSymptoms(loading, ruleBase);
  checkFormulaCycles(loading, ruleBase);
  ruleBase.questions = withInfluence(ruleBase);
  items.refuseProblems();
  return ruleBase;
}

function readAll(texts: readonly RuleText[]): RuleFile[] {
  const problems: string[] = [];
  const files = texts.flatMap(({ path, text, name, layer }) => {
    try {
      return [readRuleFile(name ?? path, text, layer)];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(error.message);
      return [];
    }
  });
  if (problems.length) throw new UserError(problems.join('\n'));
  return files;
}

function baseOf(items: RuleItems): NonNullable<RuleFile['content']['rule-base']> {
  const [first, second] = items.files.filter(({ content }) => content['rule-base']);
  const base = first?.content['rule-base'];
  if (!first || !base)
    throw new UserError('The rules folder has no "rule-base" entry (version and checked date); expected it in rule-base.yaml.');
  if (second) items.reportSecond(whole(first), whole(second), ['rule-base'], (place) => `"rule-base" is already defined at ${place}.`);
  return base;
}

const whole = (file: RuleFile): Located<unknown> => ({ item: file.content, file, path: [] });

function hashOf(texts: readonly RuleText[]): string {
  const hash = createHash('sha256');
  for (const { path, text } of texts) hash.update(`${path}\0${text.replaceAll('\r\n', '\n')}\0`);
  return hash.digest('hex');
}
