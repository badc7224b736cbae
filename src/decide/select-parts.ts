import type { Answer, Fact, Part, RuleBase, Starter } from '../knowledge/types.js';
import type { Decision } from './decision.js';
import type { Interval } from './interval.js';
import { reportOf } from './report.js';
import { Scope, type Subject } from './scope.js';
import { fill } from './words.js';

/** What a decision puts into a project, and the values that its templates may use. */
export interface Selection {
  parts: Part[];
  values: Record<string, unknown>;
}

/**
 * The parts that apply to a recommendation: general ones, those of the backplane, and those of the load balancer and the platform.
 * Texts are filled in. A part that only somebody who asks for it gets (`optional`) is included when its group is among `groups`;
 * with `groups` given, only parts of these groups are taken.
 */
export function selectParts(
  ruleBase: RuleBase,
  facts: readonly Fact[],
  decision: Decision,
  asOf: string,
  groups?: readonly string[],
): Selection {
  const scope = scopeOf(ruleBase, facts, decision, asOf);
  if (!scope?.subject) return { parts: [], values: {} };
  const place = (id: Answer | undefined, places: RuleBase['platforms']): Part[] =>
    typeof id === 'string' ? (places[id]?.parts ?? []) : [];
  const all = [
    ...scope.subject.backplane.parts,
    ...ruleBase.parts,
    ...place(scope.answer('load-balancer'), ruleBase.loadBalancers),
    ...place(scope.answer('platform'), ruleBase.platforms),
  ];
  const wanted = (part: Part): boolean => (groups ? groups.includes(part.group) : !part.optional);
  return { parts: applying(all.filter(wanted), scope, facts), values: valuesFor(ruleBase, scope, decision, facts, asOf) };
}

/** What `new` makes of a starter for a recommendation: its own parts that apply, and the values that their templates may use. */
export function selectStarterParts(
  ruleBase: RuleBase,
  { parts }: Starter,
  facts: readonly Fact[],
  decision: Decision,
  asOf: string,
): Selection {
  const scope = scopeOf(ruleBase, facts, decision, asOf);
  return scope
    ? { parts: applying(parts, scope, facts), values: valuesFor(ruleBase, scope, decision, facts, asOf) }
    : { parts: [], values: {} };
}

/** The answers, seen from the recommended backplane; undefined where none is recommended. */
function scopeOf(ruleBase: RuleBase, facts: readonly Fact[], decision: Decision, asOf: string): Scope | undefined {
  const answers = new Map<string, Answer>(facts.map(({ id, value }) => [id, value]));
  const subject = subjectOf(ruleBase, decision);
  return subject && new Scope(ruleBase, answers, asOf).about(subject);
}

/** The parts that certainly apply, with their texts filled in. */
function applying(parts: readonly Part[], scope: Scope, facts: readonly Fact[]): Part[] {
  const places = Object.fromEntries(facts.map((fact) => [`where.${fact.id}`, whereSeen(fact)]));
  return parts
    .filter((part) => !part.when || scope.truth(part.when) === true)
    .map((part) => ({
      ...part,
      title: fill(part.title, scope),
      ...(part.step === undefined ? {} : { step: fill(part.step, scope, places) }),
    }));
}

/** Where the project shows a fact: `Program.cs:12, Startup.cs:4`. */
const whereSeen = ({ evidence }: Fact): string => evidence?.map(({ file, line }) => `${file}:${line}`).join(', ') || 'as you stated';

/** The recommended backplane and the variant that is meant. */
export function subjectOf(ruleBase: RuleBase, decision: Decision): Subject | undefined {
  const backplane = ruleBase.backplanes.find(({ id }) => id === decision.recommended);
  const variant = backplane?.variants.find(({ id }) => id === decision.verdicts[0]?.variant);
  return backplane && { backplane, ...(variant ? { variant } : {}) };
}

function valuesFor(ruleBase: RuleBase, scope: Scope, decision: Decision, facts: readonly Fact[], asOf: string): Record<string, unknown> {
  const needsAffinity = scope.subject?.backplane.traits['needs-affinity'] === 'yes';
  const skips = scope.truth({ op: 'use', name: 'skips-negotiation' }) === true;
  const stated = scope.answer('servers');
  const replicas = typeof stated === 'number' ? Math.max(2, stated) : 2;
  const servers = Math.min(replicas, mostListed);
  return {
    decision: { backplane: decision.recommended, variant: decision.verdicts[0]?.variant ?? null, outcome: decision.outcome },
    facts: Object.fromEntries(ruleBase.questions.map(({ id }) => [camelCase(id), scope.answer(id) ?? 'unknown'])),
    // Whether a definition certainly holds.
    definitions: byName(Object.keys(ruleBase.definitions), (name) => scope.truth({ op: 'use', name }) === true),
    quantities: byName(Object.keys(ruleBase.quantities), (name) => quantityOf(scope.number(`quantity.${name}`))),
    affinity: needsAffinity && !skips,
    websocketsOnly: skips,
    /** How many to run; `servers`: how many to list. */
    replicas,
    servers,
    ...addressesOf(servers),
    /** Two on one machine, to try it. */
    local: addressesOf(2),
    report: reportOf(ruleBase, facts, decision, scope, { asOf }),
    ruleBase: { version: ruleBase.version, checked: ruleBase.checked },
  };
}

/** Names to replace: nobody told us where the servers are. */
function addressesOf(count: number): Record<string, unknown> {
  const instances = Array.from({ length: count }, (_, index) => ({ name: `app${index + 1}`, address: `app${index + 1}`, port: 8080 }));
  return {
    instances,
    hostnames: instances.map(({ address, port }) => `${address}:${port}`),
    urls: instances.map(({ address, port }) => `http://${address}:${port}`),
  };
}

/** `known` where it has an upper end; an end that no number can say is 0. */
function quantityOf({ low, high }: Interval): { low: number; high: number; known: boolean } {
  const finite = (value: number): number => (Number.isFinite(value) ? value : 0);
  return { low: finite(low), high: finite(high), known: Number.isFinite(high) };
}

const byName = <T>(names: readonly string[], value: (name: string) => T): Record<string, T> =>
  Object.fromEntries(names.map((name) => [camelCase(name), value(name)]));

/** A load balancer's file lists no more servers than somebody will edit by hand. */
const mostListed = 16;

const camelCase = (id: string): string => id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
