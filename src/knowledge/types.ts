/** The rule base after loading: every name checked, every condition and formula parsed. Plain data, so that it is compiled to JSON at build time. */
import type { Kind } from './kinds.js';
import type { Condition, Formula, Reference, Scalar } from './language/language.js';
import type { sightingKinds } from './sighting-kinds.js';

export type TraitValue = Scalar | Scalar[];
export type Traits = Record<string, TraitValue>;

export interface Provenance {
  /** Ids of sources. */
  source: string[];
  /** When it was last compared with its source, as 2026-11-23. */
  checked: string;
}

export interface Source {
  id: string;
  title: string;
  url?: string;
  checked: string;
  note?: string;
}

export interface Choice {
  value: string;
  label?: string;
  help?: string;
  /** Wording of a change to this choice, where that of the question does not read well. */
  change?: string;
  /** Names of methods in C#: a call of one shows that this is the answer. */
  'detected-by'?: string[];
  /** NuGet ids: a reference to one shows that this is the answer. */
  'detected-by-package'?: string[];
}

export interface Assumption {
  when?: Condition;
  value?: Scalar | Scalar[];
  /** The question, or the quantity, whose value it takes. */
  from?: string;
  because: string;
}

export type QuestionType = 'choice' | 'list' | 'integer' | 'number' | 'version';

export interface Question {
  id: string;
  section: string;
  type: QuestionType;
  unit?: string;
  choices: Choice[];
  minimum?: number;
  maximum?: number;
  /** Values to try when looking for what an answer could change: the question's own, and every boundary that a rule draws. */
  samples: Scalar[];
  prompt: string;
  /** Other names for it, which are understood wherever its own is. */
  'also-called'?: string[];
  /** Words of somebody who may mean it: they are not understood, but lead here. */
  'meant-by'?: string[];
  /** Other words for its choices; a word that may mean several of them is answered with these. */
  'choice-words'?: Record<string, string[]>;
  help?: string;
  why: string;
  applies?: Condition;
  assume: Assumption[];
  effort?: number;
  change?: string;
  /** Whether any rule, definition, formula or order reads it. A question that decides nothing is accepted with a note and never asked. */
  influences: boolean;
}

export interface Definition {
  id: string;
  means: string;
  when: Condition;
  /** Whether it looks at the backplane at hand. */
  perBackplane: boolean;
}

export type Effect = 'exclude' | 'require' | 'warn' | 'contradict';
export type Outcome = 'backplane' | 'none-needed' | 'platform-provides' | 'no-eligible';

/** Answers, and whether a rule applies to a site of which nothing else is known. */
export interface RuleExample {
  answers: Record<string, Scalar | Scalar[]>;
  holds: boolean;
}

export interface Rule extends Provenance {
  id: string;
  effect: Effect;
  when?: Condition;
  /** Which backplanes it speaks of; absent: all, or none in particular. */
  where?: Condition;
  /** Whether `when` or `where` looks at the backplane at hand. */
  perBackplane: boolean;
  outcomes: Outcome[];
  because: string;
  /** Of a warning: it can break the recommendation for these facts, so it is said in the first lines. */
  severity?: 'breaking';
  /** Ids of questions: other answers to these may lift the condition, with the recommendation as it is. */
  liftedBy?: string[];
  /** Of a contradiction: the answers that cannot all be true, and which of them is more likely wrong. */
  contradicts?: { facts: string[]; doubt: string };
  /** Sites to which it applies, and to which it just does not. */
  examples?: RuleExample[];
}

export interface OutcomeRule extends Provenance {
  id: string;
  outcome: 'none-needed' | 'platform-provides';
  when: Condition;
  because: string;
  ifUnknown?: string;
}

export interface Band {
  id: string;
  'at-most'?: number;
  'at-least'?: number;
  /** Of a relative criterion: up to this many times the cheapest usable one is in the band as well. */
  'or-times'?: number;
}

export interface Criterion extends Provenance {
  id: string;
  name: string;
  unit: string;
  /** The criterion whose value counts by how far it lies above that of the cheapest usable backplane. */
  'above-cheapest'?: string;
  better: 'lower' | 'higher';
  bands: Band[];
  unknown: 'best' | 'worst';
  because: string;
  /** Said first of the winner where its value is worse by more than this than that of a usable one in the best band of another criterion. */
  mention?: { 'more-than': number; beside: string; because: string };
}

export interface Order extends Provenance {
  priority: string;
  criteria: string[];
  because: string;
}

export interface Quantity extends Provenance {
  id: string;
  unit: string;
  means: string;
  formula: Formula;
}

export interface Price extends Provenance {
  id: string;
  name: string;
  low: number;
  /** Absent where nobody publishes how much it is. */
  high?: number;
  unit: string;
  region?: string;
  note?: string;
  /** Where the user's own price stands, and the list price that it takes the place of. */
  own?: { from: string; list: { low: number; high?: number } };
}

export interface Trait {
  id: string;
  of: 'backplane' | 'load-balancer' | 'platform' | 'proxy';
  means: string;
  values?: Scalar[];
  /** Its values are those that records state. */
  'values-from-records'?: true;
  /** Every record of the kind states it, or lists it under `notKnown`. */
  required?: boolean;
}

/** Something that a decision puts into a project. */
export interface Part extends Provenance {
  id: string;
  title: string;
  group: string;
  when?: Condition;
  optional: boolean;
  /** `path` and the template's text are Handlebars. */
  file?: { path: string; template: string; language: string };
  /** NuGet package; versions by target framework (`net10.0`), `allow`: the version range that is left as it is. */
  package?: { id: string; versions: Record<string, string>; allow?: string };
  /** A key of a JSON settings file, written with colons as in .NET. */
  setting?: { file: string; key: string; value: Scalar };
  /** A generated extension method that the app has to call, and its namespace below that of the project. */
  call?: { method: string; namespace: string };
  /** Something the user does; said, not written. */
  step?: string;
}

export interface Measure extends Provenance {
  formula: Formula;
  because?: string;
}

export interface Variant extends Provenance {
  id: string;
  name: string;
  when?: Condition;
  traits: Traits;
  measures: Record<string, Measure>;
  note?: string;
}

/** One line of an estimate: a quantity, price or measure under a label. */
export interface EstimateLine {
  show: Reference;
  label: string;
  when?: Condition;
}

export interface EstimateLines {
  traffic: EstimateLine[];
  capacity: EstimateLine[];
  cost: EstimateLine[];
}

/** A call in C# that shows that a backplane is registered today. */
export interface Registration {
  method: string;
  /** The name is common: it counts only on SignalR's own builder. */
  'on-signalr-only'?: boolean;
  /** It counts only where this package is referenced. */
  package?: string;
  /** It counts only beside this other call. */
  beside?: string;
}

export interface Backplane extends Provenance {
  id: string;
  name: string;
  summary: string;
  traits: Traits;
  measures: Record<string, Measure>;
  variants: Variant[];
  registeredBy: Registration[];
  /** Choices that it adds to questions. */
  'adds-choices'?: Record<string, Choice[]>;
  /** Absent: an estimate shows its criteria only. */
  estimate?: EstimateLines;
  parts: Part[];
}

export interface Trap extends Provenance {
  id: string;
  when?: Condition;
  text: string;
}

/** A load balancer, a platform or a proxy: something that the site runs on and that has traits and traps of its own. */
export interface Place extends Provenance {
  id: string;
  name: string;
  summary: string;
  traits: Traits;
  /** Required traits of which no source says anything. */
  notKnown: string[];
  traps: Trap[];
  parts: Part[];
}

/** An answer for a first try, to a question that nobody answered. */
export interface StarterAnswer {
  question: string;
  when?: Condition;
  value: Scalar | Scalar[];
  because: string;
}

/** A project that `new` makes from nothing. */
export interface Starter extends Provenance {
  id: string;
  name: string;
  summary: string;
  /** The answers that it fits. */
  when: Condition;
  assume: StarterAnswer[];
  /** Optional groups of parts that come with it. */
  groups: string[];
  /** Ids of parts whose steps its own files have taken already. */
  done: string[];
  /** Its files, which belong to the user from the start. */
  parts: Part[];
}

/** What leads from today's answers to those afterwards. */
export interface Move {
  from?: Condition;
  to?: Condition;
}

/** One move of a roll-out. */
export interface Step extends Provenance {
  id: string;
  title: string;
  /** One of them is enough; without any it always applies. */
  when: Move[];
  /** Ids of steps that come before it wherever they apply. */
  after: string[];
  who: 'generated' | 'you' | 'platform';
  text: string;
  check: string;
  /** What users notice meanwhile. */
  notice: string;
  /** The way back. */
  back: string;
}

export interface KnownPackage extends Provenance {
  id: string;
  name: string;
  verdict: string;
}

/** What a reader of files calls what it found. */
export type SightingKind = (typeof sightingKinds)[number];

/** What a thing in a file says of the site. */
export interface EvidenceRecord extends Provenance {
  id: string;
  found: SightingKind;
  /** What it is called there: a package, an image, an annotation; `*` stands for any text, capitals do not matter. */
  name: string[];
  /** What it is set to, in the same way; absent: anything. */
  value?: string[];
  /** The answers that it shows. */
  shows: Record<string, Scalar | Scalar[]>;
  /** The question about a number that its value answers. */
  takes?: string;
  /** How much each different one adds to the answer of a question about a number. */
  counts?: Record<string, number>;
  /** What is stronger counts alone. */
  strength: 'strong' | 'plain' | 'weak';
  /** Whether it is enough to settle the answer; what is not takes part in contradictions all the same. */
  settles: boolean;
}

/** One answer to a question, and those that are a kind of it. */
export interface Refinement {
  question: string;
  general: string;
  precise: string[];
}

/** One way in which a symptom looks: everything that is named stands in one message. */
export interface Look {
  text?: string[];
  without?: string[];
  status?: number[];
  close?: number[];
  exception?: string[];
}

/** What a person sees: a message, a status, a line of a log. */
export interface Symptom extends Provenance {
  id: string;
  title: string;
  means: string;
  seen: ('client' | 'server' | 'proxy' | 'page')[];
  looks: Look[];
  /** It is said only of a message in which nothing more special is recognised. */
  general?: boolean;
  examples: string[];
  'near-misses'?: string[];
  /** Ids of causes, the more frequent first. */
  causes: string[];
}

/** What a symptom can come from, and under which facts. */
export interface Cause extends Provenance {
  id: string;
  title: string;
  text: string;
  certain?: Condition;
  likely?: Condition;
  'ruled-out'?: Condition;
  /** How to tell: one look, or one command that changes nothing. */
  tell: { text: string; run?: string }[];
  mend: string[];
  /** Ids of rules, parts, questions ... that say more of the mending. */
  see?: string[];
}

export type StaleAfterDays = Partial<Record<Kind | 'default', number>>;

export interface RuleBase {
  version: string;
  /** When the rule base as a whole was last checked, as 2026-11-23. */
  checked: string;
  /** How many days after its check something is stale, by kind; `default` for kinds that are not named. */
  staleAfterDays?: StaleAfterDays;
  /** SHA-256 over the content, so that two decisions can be told to rest on the same rules. */
  hash: string;
  sources: Record<string, Source>;
  sections: { id: string; title: string }[];
  /** In the order in which they are asked. */
  questions: Question[];
  traits: Trait[];
  definitions: Record<string, Definition>;
  outcomes: OutcomeRule[];
  rules: Rule[];
  criteria: Record<string, Criterion>;
  orders: Order[];
  quantities: Record<string, Quantity>;
  prices: Record<string, Price>;
  packages: KnownPackage[];
  evidence: EvidenceRecord[];
  /** Answers that say the same as another one, only more exactly. */
  refinements: Refinement[];
  symptoms: Symptom[];
  causes: Record<string, Cause>;
  backplanes: Backplane[];
  loadBalancers: Record<string, Place>;
  platforms: Record<string, Place>;
  /** What may stand before the load balancer, by what `proxies-in-front` names it. */
  proxies: Record<string, Place>;
  parts: Part[];
  /** In the order in which they are tried. */
  starters: Starter[];
  /** The steps of all roll-outs, each after those that come before it. */
  steps: Step[];
}

/** The answer that says that nobody knows. */
export const unknown = 'unknown';

/** A stated answer: text of a choice or a version, a number, a list of choices, or `unknown`. */
export type Answer = string | number | string[];

export type ProvenanceOfFact = 'flag' | 'env' | 'file' | 'detected' | 'prompt' | 'assumed';

/** One place in a file that shows a fact, with secrets masked. */
export interface Evidence {
  file: string;
  line: number;
  text: string;
  /** The condition in the code under which it holds. */
  condition?: string;
}

/** An answer that files contradict: each value with the places that show it. */
export interface Conflict {
  id: string;
  values: { value: Answer; evidence: Evidence[] }[];
}

/** Something that was seen and does not settle an answer: it holds for development only, or it names a family and not the product. */
export interface Hint {
  id: string;
  value: Answer;
  because: 'development' | 'not-enough';
  evidence: Evidence[];
}

/** A project that was found, and whether and why it is the one that is meant. */
export interface ProjectChoice {
  path: string;
  host?: string;
  chosen: boolean;
  because: string;
}

/** A file that was left out, and why. */
export interface SkippedFile {
  path: string;
  because: string;
}

/** A question's answer and where it came from. */
export interface Fact {
  id: string;
  value: Answer;
  provenance: ProvenanceOfFact;
  evidence?: Evidence[];
  /** Why it was assumed. */
  because?: string;
}

/** A mistake in what the user gave us: said cleanly, with its own exit code, never a stack trace. */
export class UserError extends Error {
  constructor(
    message: string,
    /** 2: wrong usage or a missing answer; 3: invalid rules, answers or project file. */
    readonly exitCode: 1 | 2 | 3 = 3,
    /** What a program that reads the error can act on. */
    readonly details?: Readonly<Record<string, unknown>>,
  ) {
    super(message);
  }
}
