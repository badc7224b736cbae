/**
 * The shape of every file in rules/, checked strictly when the rule base is loaded: an unknown key is an error.
 * Conditions and formulas are recursive languages of their own (language.ts) and are checked by their parsers; here they are `raw`.
 */
import { z } from 'zod';
import { isDay } from '../day.js';
import { kinds } from '../kinds.js';
import { sightingKinds } from '../sighting-kinds.js';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected a kebab-case name, such as "azure-signalr"');
const text = z.string().trim().min(1);
const date = z.string().refine(isDay, 'expected a date as 2026-11-23');
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const raw = z.unknown();
const sources = z.union([id, z.array(id).min(1)]).transform((value) => (Array.isArray(value) ? value : [value]));
const traits = z.record(id, z.union([scalar, z.array(scalar)]));

/** Who says so, and when we last looked. Every rule, limit, price and version carries both. */
const provenance = { source: sources, checked: date.optional() };

export const sourceSchema = z.strictObject({ id, title: text, url: z.url().optional(), checked: date, note: text.optional() });

export const choiceSchema = z.strictObject({
  value: id,
  label: text.optional(),
  help: text.optional(),
  /** Wording of a change to this choice, where that of the question does not read well. */
  change: text.optional(),
  /** Names of methods in C#: a call of one shows that this is the answer. */
  'detected-by': z
    .array(z.string().regex(/^[A-Za-z_]\w*$/, 'expected the name of a method'))
    .min(1)
    .optional(),
  /** NuGet ids: a reference to one shows that this is the answer. */
  'detected-by-package': z.array(text).min(1).optional(),
});

export const sectionSchema = z.strictObject({ id, title: text });

export const questionSchema = z.strictObject({
  id,
  section: id,
  type: z.enum(['choice', 'list', 'integer', 'number', 'version']),
  unit: text.optional(),
  choices: z.array(choiceSchema).min(1).optional(),
  /** The choices are the records of a kind, so that a new file in rules/ is a new choice. */
  'choices-from': z.enum(['load-balancers', 'platforms', 'proxies', 'backplanes']).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  /** Numbers to try when looking for what an answer could change; rules add their own boundaries. */
  samples: z.array(z.union([z.number(), z.string()])).optional(),
  prompt: text,
  /** Other names for it, which are understood as its own: as a flag, in the environment, in backplane.yaml. */
  'also-called': z.array(id).min(1).optional(),
  /** Words of somebody who may mean it: a flag of that name is an error that leads here. */
  'meant-by': z.array(id).min(1).optional(),
  /** Other words for its choices: the choice, or those between which the word does not tell. */
  'choice-words': z
    .record(
      id,
      z.union([id, z.array(id).min(1)]).transform((value) => (Array.isArray(value) ? value : [value])),
    )
    .optional(),
  help: text.optional(),
  why: text,
  /** The question makes sense only where this holds. */
  applies: raw.optional(),
  /** A safe assumption, made where nothing else answers, and always shown as such. */
  assume: z
    .array(
      z.strictObject({
        when: raw.optional(),
        value: z.union([scalar, z.array(scalar)]).optional(),
        from: id.optional(),
        because: text,
      }),
    )
    .optional(),
  /** How much it takes to change the answer, 1 (an answer) to 5 (a project); absent: not for us to propose. */
  effort: z.int().min(1).max(5).optional(),
  /** Wording of a change to it, with {value}. */
  change: text.optional(),
});

export const definitionSchema = z.strictObject({ id, means: text, when: raw });

/** Answers to questions, and whether a rule applies to a site of which nothing else is known. */
const exampleSchema = z.strictObject({ answers: z.record(id, z.union([scalar, z.array(scalar)])), holds: z.boolean() });

/** One effect per rule: exclude, require, warn or contradict. */
export const ruleSchema = z.strictObject({
  id,
  when: raw.optional(),
  exclude: z.strictObject({ where: raw.optional() }).optional(),
  require: z.strictObject({ where: raw.optional() }).optional(),
  warn: z.strictObject({ where: raw.optional() }).optional(),
  /** The answers that cannot all be true, and which of them is more likely wrong: the one that is asked again. */
  contradict: z.strictObject({ facts: z.array(id).min(2), doubt: id, where: z.never().optional() }).optional(),
  /** Which outcomes it speaks in; default: backplane and no-eligible. */
  outcomes: z.array(z.enum(['backplane', 'none-needed', 'platform-provides', 'no-eligible'])).optional(),
  because: text,
  /** Of a warning: it can break the recommendation for these facts, so it is said in the first lines. */
  severity: z.enum(['breaking']).optional(),
  /** Ids of questions: other answers to these may lift the condition, with the recommendation as it is. */
  'lifted-by': z.array(id).min(1).optional(),
  /** Sites to which it applies, and to which it just does not: shown by explain, and each is tried by a test. */
  examples: z.array(exampleSchema).min(2).optional(),
  ...provenance,
});

export const outcomeSchema = z.strictObject({
  id,
  outcome: z.enum(['none-needed', 'platform-provides']),
  when: raw,
  because: text,
  /** Said as a warning where the facts leave the outcome open. */
  'if-unknown': text.optional(),
  ...provenance,
});

export const bandSchema = z.strictObject({
  id,
  'at-most': z.number().optional(),
  'at-least': z.number().optional(),
  /** Of a criterion that is relative: up to this many times the cheapest usable one is in the band as well. */
  'or-times': z.number().positive().optional(),
});

export const criterionSchema = z.strictObject({
  id,
  name: text,
  unit: text,
  /** The criterion whose value counts by how far it lies above that of the cheapest usable backplane; absent: its own, as it is. */
  'above-cheapest': id.optional(),
  better: z.enum(['lower', 'higher']),
  /** From the best band to the worst. */
  bands: z.array(bandSchema).min(2),
  /** What an unknown value counts as when ranking: the best or the worst that it may be. */
  unknown: z.enum(['best', 'worst']),
  /** Why the winner comes before the loser, with {winner}, {loser}, {winner-value}, {loser-value}, {winner-band}, {loser-band}. */
  because: text,
  /** Said first of the winner where its value is worse by more than this than that of a usable one in the best band of another criterion. */
  mention: z.strictObject({ 'more-than': z.number(), beside: id, because: text }).optional(),
  ...provenance,
});

export const orderSchema = z.strictObject({ priority: id, criteria: z.array(id).min(1), because: text, ...provenance });

export const quantitySchema = z.strictObject({ id, unit: text, means: text, formula: raw, ...provenance });

export const priceSchema = z
  .strictObject({
    id,
    name: text,
    amount: z.number().nonnegative().optional(),
    low: z.number().nonnegative().optional(),
    high: z.number().nonnegative().optional(),
    unit: text,
    region: text.optional(),
    note: text.optional(),
    ...provenance,
  })
  .refine(
    (price) => (price.amount === undefined) !== (price.low === undefined) && (price.high === undefined || price.low !== undefined),
    'expected "amount", or "low" and "high"; "low" alone where nobody publishes how much it is',
  );

export const traitSchema = z.strictObject({
  id,
  of: z.enum(['backplane', 'load-balancer', 'platform', 'proxy']),
  means: text,
  values: z.array(scalar).optional(),
  /** Its values are those that records state, so that a new record may bring a new one. */
  'values-from-records': z.literal(true).optional(),
  /** Every record of the kind states it, or lists it under "not-known". */
  required: z.boolean().optional(),
});

/** Something that a decision puts into a project. Exactly one of file, package, setting, call, step. */
export const partSchema = z
  .strictObject({
    id,
    title: text,
    /** The group that --parts names; default: the id. */
    group: id.optional(),
    when: raw.optional(),
    /** Not written unless named in --parts. */
    optional: z.boolean().optional(),
    file: z.strictObject({ path: text, template: text, language: id }).optional(),
    package: z.strictObject({ id: text, versions: z.record(z.string(), text), allow: text.optional() }).optional(),
    setting: z.strictObject({ file: text, key: text, value: scalar }).optional(),
    /** A generated extension method that the app calls, and its namespace below that of the project. */
    call: z
      .strictObject({ method: z.string().regex(/^[A-Za-z_]\w*$/), namespace: z.string().regex(/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/) })
      .optional(),
    step: text.optional(),
    ...provenance,
  })
  .refine(
    ({ file, package: reference, setting, call, step }) =>
      [file, reference, setting, call, step].filter((kind) => kind !== undefined).length === 1,
    'expected exactly one of "file", "package", "setting", "call", "step"',
  );

export const measureSchema = z.strictObject({ formula: raw, because: text.optional(), ...provenance });

export const variantSchema = z.strictObject({
  id,
  name: text,
  when: raw.optional(),
  traits: traits.optional(),
  measures: z.record(id, measureSchema).optional(),
  note: text.optional(),
  ...provenance,
});

/** One line of an estimate: a quantity, price or measure under a label, where a condition holds. */
const estimateLines = z.array(z.strictObject({ show: text, label: text, when: raw.optional() })).min(1);

export const estimateSchema = z.strictObject({
  traffic: estimateLines.optional(),
  capacity: estimateLines.optional(),
  cost: estimateLines.optional(),
});

/** A call in C# that shows that a backplane is registered today. */
export const registrationSchema = z.strictObject({
  method: text,
  /** The name is common: it counts only on SignalR's own builder. */
  'on-signalr-only': z.boolean().optional(),
  /** It counts only where this package is referenced. */
  package: text.optional(),
  /** It counts only beside this other call. */
  beside: text.optional(),
});

export const backplaneSchema = z.strictObject({
  id,
  name: text,
  summary: text,
  traits,
  measures: z.record(id, measureSchema),
  /** The first variant whose condition holds is the one that is meant; the last needs no condition. */
  variants: z.array(variantSchema).optional(),
  /** Choices that it adds to questions, such as its carrier to `infrastructure`. */
  'adds-choices': z.record(id, z.array(choiceSchema).min(1)).optional(),
  /** By which calls a scan recognises that it is registered. */
  'registered-by': z.array(registrationSchema).optional(),
  /** What an estimate shows of it. */
  estimate: estimateSchema.optional(),
  parts: z.array(partSchema).optional(),
  ...provenance,
});

export const loadBalancerSchema = z.strictObject({
  id,
  name: text,
  summary: text,
  traits,
  /** Required traits of which no source says anything. */
  'not-known': z.array(id).min(1).optional(),
  /** Things that go wrong with it, in the user's words. */
  traps: z.array(z.strictObject({ id, when: raw.optional(), text, ...provenance })).optional(),
  parts: z.array(partSchema).optional(),
  ...provenance,
});

export const platformSchema = loadBalancerSchema;

/** What stands before the load balancer: traits and traps, nothing to write. */
export const proxySchema = loadBalancerSchema.omit({ parts: true });

/** A project that `backplane new` makes from nothing: which answers it fits, what it takes for granted, and what it consists of. */
export const starterSchema = z.strictObject({
  id,
  name: text,
  summary: text,
  /** The answers that it fits. The first starter that fits is made. */
  when: raw,
  /** Answers for a first try, to questions that nobody answered; each may look at the answers before it. */
  assume: z.array(z.strictObject({ question: id, when: raw.optional(), value: z.union([scalar, z.array(scalar)]), because: text })),
  /** Optional groups of parts that come with it. */
  groups: z.array(id).optional(),
  /** Ids of parts whose steps its own files have taken already. */
  done: z.array(id).optional(),
  parts: z.array(partSchema).min(1),
  ...provenance,
});

/** One move of a roll-out: who does what, how to see that it worked, what users notice, and how to go back. */
export const stepSchema = z.strictObject({
  id,
  title: text,
  /** What leads to it: today's answers (`from`) and those afterwards (`to`). One of the list is enough; without a list it always applies. */
  when: z
    .array(z.strictObject({ from: raw.optional(), to: raw.optional() }))
    .min(1)
    .optional(),
  /** Steps that come before it wherever they apply. */
  after: z.array(id).optional(),
  who: z.enum(['generated', 'you', 'platform']),
  text,
  check: text,
  notice: text,
  back: text,
  ...provenance,
});

/** A package that people ask about and that no part writes into a project. */
export const knownPackageSchema = z.strictObject({ id: text, name: text, verdict: text, ...provenance });

const patterns = z.union([text, z.array(text).min(1)]).transform((value) => (Array.isArray(value) ? value : [value]));

/** What a thing in a file says of the site. */
export const evidenceSchema = z.strictObject({
  id,
  found: z.enum(sightingKinds),
  name: patterns,
  value: patterns.optional(),
  shows: z.record(id, z.union([scalar, z.array(scalar)])).optional(),
  takes: id.optional(),
  counts: z.record(id, z.int().nonnegative()).optional(),
  strength: z.enum(['strong', 'plain', 'weak']).optional(),
  settles: z.boolean().optional(),
  ...provenance,
});

export const refinementSchema = z.strictObject({ question: id, general: id, precise: z.array(id).min(1) });
const texts = z.union([text, z.array(text).min(1)]).transform((value) => (Array.isArray(value) ? value : [value]));
const code = z.int().min(100).max(4999);
const codes = z.union([code, z.array(code).min(1)]).transform((value) => (Array.isArray(value) ? value : [value]));

/** One way in which a symptom looks: everything that is named stands in one message. Capitals do not matter. */
export const lookSchema = z
  .strictObject({
    /** Literal pieces, in any order. */
    text: texts.optional(),
    /** Pieces that make it something else. */
    without: texts.optional(),
    /** One of these HTTP status codes. */
    status: codes.optional(),
    /** One of these WebSocket close codes. */
    close: codes.optional(),
    /** One of these exception types, with or without its namespace. */
    exception: texts.optional(),
  })
  .refine(
    ({ text: pieces, status, close, exception }) => [pieces, status, close, exception].some((part) => part !== undefined),
    'expected at least one of "text", "status", "close", "exception"',
  );

/** What a person sees: a message, a status, a line of a log. */
export const symptomSchema = z.strictObject({
  id,
  title: text,
  means: text,
  seen: z.array(z.enum(['client', 'server', 'proxy', 'page'])).min(1),
  looks: z.array(lookSchema).min(1),
  /** It is said only of a message in which nothing more special is recognised. */
  general: z.boolean().optional(),
  /** Real messages: each is recognised as this symptom before any other. */
  examples: z.array(text).min(1),
  /** Messages that look alike and are something else. */
  'near-misses': z.array(text).min(1).optional(),
  /** Ids of causes, the more frequent first: so they stand where the facts tell nothing. */
  causes: z.array(id).min(1),
  ...provenance,
});

/** What a symptom can come from. Without a condition that holds it is possible. */
export const causeSchema = z.strictObject({
  id,
  title: text,
  text,
  certain: raw.optional(),
  likely: raw.optional(),
  'ruled-out': raw.optional(),
  /** How to tell: one look, or one command that changes nothing. */
  tell: z.array(z.strictObject({ text, run: text.optional() })).min(1),
  mend: texts,
  /** Ids of rules, parts, questions ... that say more of the mending. */
  see: z.array(id).min(1).optional(),
  ...provenance,
});

const days = z.int().positive().optional();

export const ruleBaseSchema = z.strictObject({
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'expected a version as 1.0.0'),
  checked: date,
  /** How many days after its check something is stale: for each kind, or `default` for those not named. */
  'stale-after-days': z.strictObject({ default: days, ...Object.fromEntries(kinds.map((kind) => [kind, days])) }).optional(),
});

/** Which top-level keys a file in rules/ may hold; each holds a list, except `backplane`, `load-balancer`, `platform`, `proxy`, `starter` and `rule-base`. */
export const fileSchema = z.strictObject({
  'rule-base': ruleBaseSchema.optional(),
  sources: z.array(sourceSchema).optional(),
  sections: z.array(sectionSchema).optional(),
  questions: z.array(questionSchema).optional(),
  traits: z.array(traitSchema).optional(),
  definitions: z.array(definitionSchema).optional(),
  rules: z.array(ruleSchema).optional(),
  outcomes: z.array(outcomeSchema).optional(),
  criteria: z.array(criterionSchema).optional(),
  orders: z.array(orderSchema).optional(),
  quantities: z.array(quantitySchema).optional(),
  prices: z.array(priceSchema).optional(),
  packages: z.array(knownPackageSchema).optional(),
  evidence: z.array(evidenceSchema).optional(),
  refinements: z.array(refinementSchema).optional(),
  symptoms: z.array(symptomSchema).optional(),
  causes: z.array(causeSchema).optional(),
  parts: z.array(partSchema).optional(),
  backplane: backplaneSchema.optional(),
  'load-balancer': loadBalancerSchema.optional(),
  platform: platformSchema.optional(),
  proxy: proxySchema.optional(),
  starter: starterSchema.optional(),
  steps: z.array(stepSchema).optional(),
});
