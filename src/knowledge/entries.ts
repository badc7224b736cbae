import type { Kind } from './kinds.js';
import type {
  Backplane,
  Cause,
  Criterion,
  Definition,
  EvidenceRecord,
  KnownPackage,
  Measure,
  Order,
  OutcomeRule,
  Part,
  Place,
  Price,
  Quantity,
  Question,
  Rule,
  RuleBase,
  Source,
  Starter,
  Step,
  Symptom,
  Trait,
  Trap,
  Variant,
} from './types.js';

interface Records {
  backplane: Backplane;
  variant: Variant;
  'load-balancer': Place;
  platform: Place;
  proxy: Place;
  starter: Starter;
  question: Question;
  exclusion: Rule;
  prerequisite: Rule;
  warning: Rule;
  contradiction: Rule;
  outcome: OutcomeRule;
  trap: Trap;
  definition: Definition;
  criterion: Criterion;
  order: Order;
  measure: Measure;
  quantity: Quantity;
  price: Price;
  part: Part;
  version: Part;
  step: Step;
  package: KnownPackage;
  evidence: EvidenceRecord;
  symptom: Symptom;
  cause: Cause;
  trait: Trait;
  source: Source;
}

/** One thing of the rule base that has an id. */
export type Entry<K extends Kind = Kind> = { [One in K]: EntryOf<One> }[K];

interface EntryOf<K extends Kind> {
  kind: K;
  id: string;
  /** What it belongs to: a variant's backplane, a trap's load balancer, a measure's backplane and variant as `redis/own-redis`. */
  of?: string;
  record: Records[K];
}

/** The id of an entry, which together with its kind is the only one: `own-redis` of Redis is `redis/own-redis`. */
export const fullId = ({ of, id }: Pick<Entry, 'of' | 'id'>): string => (of === undefined ? id : `${of}/${id}`);

/** Everything in the rule base that has an id, kind by kind. */
export function entriesOf(ruleBase: RuleBase): Entry[] {
  const { backplanes, loadBalancers, platforms, proxies, rules, starters } = ruleBase;
  const parts = [
    ...backplanes.flatMap((one) => one.parts.map((part) => ({ of: one.id, part }))),
    ...[...Object.values(loadBalancers), ...Object.values(platforms)].flatMap((one) => one.parts.map((part) => ({ of: one.id, part }))),
    ...starters.flatMap((one) => one.parts.map((part) => ({ of: one.id, part }))),
    ...ruleBase.parts.map((part) => ({ of: undefined, part })),
  ];
  const effect = (one: Rule['effect']): Rule[] => rules.filter((rule) => rule.effect === one);
  return [
    ...simple('backplane', backplanes),
    ...backplanes.flatMap(({ id, variants }) => simple('variant', variants, id)),
    ...simple('load-balancer', Object.values(loadBalancers)),
    ...simple('platform', Object.values(platforms)),
    ...simple('proxy', Object.values(proxies)),
    ...simple('starter', starters),
    ...simple('question', ruleBase.questions),
    ...simple('exclusion', effect('exclude')),
    ...simple('prerequisite', effect('require')),
    ...simple('warning', effect('warn')),
    ...simple('contradiction', effect('contradict')),
    ...simple('outcome', ruleBase.outcomes),
    ...[loadBalancers, platforms, proxies].flatMap((places) => Object.values(places).flatMap(({ id, traps }) => simple('trap', traps, id))),
    ...simple('definition', Object.values(ruleBase.definitions)),
    ...simple('criterion', Object.values(ruleBase.criteria)),
    ...ruleBase.orders.map((record): Entry => ({ kind: 'order', id: record.priority, record })),
    ...backplanes.flatMap(measuresOf),
    ...simple('quantity', Object.values(ruleBase.quantities)),
    ...simple('price', Object.values(ruleBase.prices)),
    ...parts.map(({ of, part }): Entry => ({ kind: part.package ? 'version' : 'part', id: part.id, ...(of ? { of } : {}), record: part })),
    ...simple('step', ruleBase.steps),
    ...simple('package', ruleBase.packages),
    ...simple('evidence', ruleBase.evidence),
    ...simple('symptom', ruleBase.symptoms),
    ...simple('cause', Object.values(ruleBase.causes)),
    ...ruleBase.traits.map((record): Entry => ({ kind: 'trait', id: record.id, of: record.of, record })),
    ...simple('source', Object.values(ruleBase.sources)),
  ];
}

function simple<K extends Kind>(kind: K, records: readonly (Records[K] & { id: string })[], of?: string): Entry[] {
  return records.map((record) => ({ kind, id: record.id, ...(of === undefined ? {} : { of }), record }) as unknown as Entry);
}

function measuresOf(backplane: Backplane): Entry[] {
  const measures = (of: string, all: Record<string, Measure>): Entry[] =>
    Object.entries(all).map(([id, record]) => ({ kind: 'measure', id, of, record }));
  return [
    ...measures(backplane.id, backplane.measures),
    ...backplane.variants.flatMap((variant) => measures(`${backplane.id}/${variant.id}`, variant.measures)),
  ];
}

/** Who says what an entry says, and when that was checked; a source is its own. Definitions, questions and traits have none: they are ours. */
export function originOf(entry: Entry): { source: string[]; checked?: string } {
  if (entry.kind === 'source') return { source: [entry.id], checked: entry.record.checked };
  return 'source' in entry.record ? { source: entry.record.source, checked: entry.record.checked } : { source: [] };
}
