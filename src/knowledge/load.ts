import { createHash } from 'node:crypto';
import { withInfluence } from './influence.js';
import type { Condition, Formula, Reference } from './language.js';
import { didYouMean } from './nearest.js';
import { type ConditionContext, type Path, parseCondition, type ReferenceKind } from './parse-condition.js';
import { parseFormula } from './parse-formula.js';
import { collectReferences } from './references.js';
import { type RuleFile, type RuleFileContent, readRuleFile } from './rule-file.js';
import type { Backplane, Measure, Outcome, Part, Place, Provenance, Question, Rule, RuleBase, Traits } from './types.js';
import { UserError } from './types.js';

/** A file of the rule base: its path below rules/, and its text. */
export interface RuleText {
  path: string;
  text: string;
}

type ListKey = Exclude<keyof RuleFileContent, 'rule-base' | 'backplane' | 'load-balancer' | 'platform'>;
type Item<K extends ListKey> = NonNullable<RuleFileContent[K]>[number];

/** An item together with where it stands. */
interface Located<T> {
  item: T;
  file: RuleFile;
  path: Path;
}

/**
 * Checks every file, joins them, resolves every name and parses every condition and formula.
 * Files are read in the order of their paths, which is the order in which questions are asked.
 * @throws UserError (exit 3) that lists every problem as file:line:column with the nearest valid name.
 */
export function loadRuleBase(texts: readonly RuleText[]): RuleBase {
  const files = readAll([...texts].sort((a, b) => (a.path < b.path ? -1 : 1)));
  return new Loader(files).load(hashOf(texts));
}

function readAll(texts: readonly RuleText[]): RuleFile[] {
  const problems: string[] = [];
  const files = texts.flatMap(({ path, text }) => {
    try {
      return [readRuleFile(path, text)];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(error.message);
      return [];
    }
  });
  if (problems.length) throw new UserError(problems.join('\n'));
  return files;
}

function hashOf(texts: readonly RuleText[]): string {
  const hash = createHash('sha256');
  for (const { path, text } of [...texts].sort((a, b) => (a.path < b.path ? -1 : 1))) hash.update(`${path}\0${text.replaceAll('\r\n', '\n')}\0`);
  return hash.digest('hex');
}

class Loader {
  private readonly problems: string[] = [];
  private readonly kinds = new Map<string, ReferenceKind>();
  private readonly units = new Map<string, string>();
  private readonly definitions: Map<string, Located<Item<'definitions'>>>;
  private readonly checked: string;

  constructor(private readonly files: readonly RuleFile[]) {
    const base = files.find((file) => file.content['rule-base'])?.content['rule-base'];
    if (!base) throw new UserError('The rules folder has no "rule-base" entry (version and checked date); expected it in rule-base.yaml.');
    this.checked = base.checked;
    this.definitions = this.unique(this.all('definitions'));
    this.collectKinds();
  }

  load(hash: string): RuleBase {
    const sources = Object.fromEntries([...this.unique(this.all('sources'))].map(([id, { item }]) => [id, item]));
    const base = this.files.find((file) => file.content['rule-base'])?.content['rule-base'];
    const definitions = Object.fromEntries(
      [...this.definitions].map(([id, located]) => [
        id,
        { id, means: located.item.means, when: this.condition(located.item.when, located, 'when'), perBackplane: false },
      ]),
    );
    for (const definition of Object.values(definitions)) this.refuseCycle(definition.id, definition.when, definitions, [definition.id]);
    const looksAtBackplane = (condition: Condition | undefined): boolean =>
      condition !== undefined && [...collectReferences(condition, definitions)].some((ref) => /^(backplane|variant|measure)\b/.test(ref));
    for (const definition of Object.values(definitions)) definition.perBackplane = looksAtBackplane(definition.when);
    const codes = new Map<string, string>();
    const rules = this.all('rules').map((located) => this.rule(located, codes, looksAtBackplane));
    const ruleBase: RuleBase = {
      version: base?.version ?? '0.0.0',
      checked: this.checked,
      hash,
      sources,
      sections: this.all('sections').map(({ item }) => item),
      questions: [],
      traits: this.all('traits').map(({ item }) => item),
      definitions,
      outcomes: this.all('outcomes').map((located) => {
        const { item } = located;
        this.claimCode(item.id, located, codes);
        const { 'if-unknown': ifUnknown, ...rest } = item;
        return { ...rest, ...this.provenance(item), when: this.condition(item.when, located, 'when'), ...(ifUnknown ? { ifUnknown } : {}) };
      }),
      rules,
      criteria: Object.fromEntries([...this.unique(this.all('criteria'))].map(([id, { item }]) => [id, { ...item, ...this.provenance(item) }])),
      orders: this.all('orders').map(({ item }) => ({ ...item, ...this.provenance(item) })),
      quantities: Object.fromEntries(
        [...this.unique(this.all('quantities'))].map(([id, located]) => {
          const formula = this.formula(located.item.formula, located, ['formula'], located.item.unit);
          return [id, { ...located.item, ...this.provenance(located.item), formula }];
        }),
      ),
      prices: Object.fromEntries(
        [...this.unique(this.all('prices'))].map(([id, { item }]) => {
          const { amount, low, high, ...rest } = item;
          return [id, { ...rest, ...this.provenance(item), low: amount ?? low ?? 0, high: amount ?? high ?? 0 }];
        }),
      ),
      packages: this.all('packages').map(({ item }) => ({ ...item, ...this.provenance(item) })),
      backplanes: this.places('backplane').map((located) => this.backplane(located)),
      loadBalancers: this.byId(this.places('load-balancer').map((located) => this.place(located, 'load-balancer', codes))),
      platforms: this.byId(this.places('platform').map((located) => this.place(located, 'platform', codes))),
      parts: this.all('parts').map((located) => this.part(located.item, located)),
    };
    ruleBase.questions = this.all('questions').map((located) => this.question(located, ruleBase));
    this.checkNames(ruleBase);
    ruleBase.questions = withInfluence(ruleBase);
    if (this.problems.length) throw new UserError(this.problems.join('\n'));
    return ruleBase;
  }

  private all<K extends ListKey>(key: K): Located<Item<K>>[] {
    return this.files.flatMap((file) =>
      ((file.content[key] ?? []) as Item<K>[]).map((item, index) => ({ item, file, path: [key, index] as Path })),
    );
  }

  private places<K extends 'backplane' | 'load-balancer' | 'platform'>(key: K): Located<NonNullable<RuleFileContent[K]>>[] {
    return this.files.flatMap((file) => {
      const item = file.content[key];
      return item ? [{ item: item as NonNullable<RuleFileContent[K]>, file, path: [key] as Path }] : [];
    });
  }

  private unique<T extends { id: string }>(located: Located<T>[]): Map<string, Located<T>> {
    const byId = new Map<string, Located<T>>();
    for (const one of located) {
      const first = byId.get(one.item.id);
      if (first) this.report(one, ['id'], `"${one.item.id}" is already defined at ${first.file.at(first.path)}.`);
      else byId.set(one.item.id, one);
    }
    return byId;
  }

  private report(located: Located<unknown>, path: Path, message: string): void {
    this.problems.push(`${located.file.at([...located.path, ...path])}: ${message}`);
  }

  private byId<T extends { id: string }>(items: T[]): Record<string, T> {
    return Object.fromEntries(items.map((item) => [item.id, item]));
  }

  private provenance(item: { source: string[]; checked?: string | undefined }): Provenance {
    return { source: item.source, checked: item.checked ?? this.checked };
  }

  /** What every reference may be, before any condition is parsed. */
  private collectKinds(): void {
    const ids = (key: 'load-balancer' | 'platform' | 'backplane'): string[] => this.places(key).map(({ item }) => item.id);
    const from = { 'load-balancers': ids('load-balancer'), platforms: ids('platform'), backplanes: ids('backplane') };
    for (const { item } of this.unique(this.all('questions')).values()) {
      const values = item['choices-from'] ? from[item['choices-from']] : item.choices?.map(({ value }) => value);
      const type = item.type === 'integer' ? 'number' : item.type;
      this.kinds.set(item.id, values ? { type, values } : { type });
      this.units.set(item.id, item.unit ?? '');
    }
    for (const { item } of this.unique(this.all('traits').map((one) => ({ ...one, item: { ...one.item, id: `${one.item.of}.${one.item.id}` } }))).values())
      this.kinds.set(item.id, item.values ? { type: 'trait', values: item.values } : { type: 'trait' });
    for (const { item } of this.all('quantities')) this.number(`quantity.${item.id}`, item.unit);
    for (const { item } of this.all('prices')) this.number(`price.${item.id}`, item.unit);
    for (const { item } of this.all('criteria')) this.number(`measure.${item.id}`, item.unit === 'ratio' ? '' : item.unit);
    for (const { item } of this.places('backplane'))
      for (const measures of [item.measures, ...(item.variants ?? []).map((variant) => variant.measures ?? {})])
        for (const id of Object.keys(measures)) if (!this.kinds.has(`measure.${id}`)) this.number(`measure.${id}`, '');
    this.kinds.set('backplane.id', { type: 'trait', values: from.backplanes });
    this.kinds.set('variant.id', { type: 'trait', values: this.places('backplane').flatMap(({ item }) => (item.variants ?? []).map(({ id }) => id)) });
    this.kinds.set('decision.backplane', { type: 'trait', values: from.backplanes });
    this.kinds.set('decision.variant', { type: 'trait' });
    this.kinds.set('decision.outcome', { type: 'trait', values: ['backplane', 'none-needed', 'platform-provides', 'no-eligible'] });
    this.kinds.set('today', { type: 'date' });
  }

  private number(ref: Reference, unit: string): void {
    this.kinds.set(ref, { type: 'number' });
    this.units.set(ref, unit);
  }

  private context(located: Located<unknown>): ConditionContext {
    return {
      reference: (ref) => this.kinds.get(ref),
      definition: (name) => this.definitions.has(name),
      names: () => [...this.kinds.keys(), ...this.definitions.keys(), 'all', 'any', 'not', 'certain', 'known'],
      report: (path, message) => this.report(located, path, message),
    };
  }

  private condition(raw: unknown, located: Located<unknown>, ...path: Path): Condition {
    return parseCondition(raw, path, this.context(located));
  }

  private optional(raw: unknown, located: Located<unknown>, ...path: Path): { when?: Condition } {
    return raw === undefined ? {} : { when: this.condition(raw, located, ...path) };
  }

  private formula(raw: unknown, located: Located<unknown>, path: Path, unit: string): Formula {
    const context = this.context(located);
    const result = parseFormula(raw, {
      path,
      unit: (ref) => (this.kinds.get(ref)?.type === 'number' ? (this.units.get(ref) ?? '') : undefined),
      text: (ref) => this.kinds.get(ref)?.values?.map(String),
      names: context.names,
      condition: (condition, at) => parseCondition(condition, at, context),
      report: context.report,
      expected: unit,
    });
    return result.formula;
  }

  private claimCode(id: string, located: Located<unknown>, codes: Map<string, string>): void {
    const first = codes.get(id);
    if (first) this.report(located, [], `the code "${id}" is already used at ${first}; codes are unique in the whole rule base.`);
    codes.set(id, located.file.at(located.path));
  }

  private rule(located: Located<Item<'rules'>>, codes: Map<string, string>, looksAtBackplane: (condition?: Condition) => boolean): Rule {
    const { item } = located;
    this.claimCode(item.id, located, codes);
    const effects = (['exclude', 'require', 'warn'] as const).filter((effect) => item[effect] !== undefined);
    const [effect = 'warn'] = effects;
    if (effects.length !== 1) this.report(located, [], `a rule has exactly one of exclude, require, warn; "${item.id}" has ${effects.length}.`);
    const when = this.optional(item.when, located, 'when').when;
    const where = this.optional(item[effect]?.where, located, effect, 'where').when;
    const outcomes: Outcome[] = item.outcomes ?? (effect === 'require' ? ['backplane'] : ['backplane', 'no-eligible']);
    return {
      id: item.id,
      effect,
      ...(when ? { when } : {}),
      ...(where ? { where } : {}),
      perBackplane: looksAtBackplane(when) || looksAtBackplane(where),
      outcomes,
      because: item.because,
      ...this.provenance(item),
    };
  }

  private measures(raw: Record<string, { formula: unknown; source: string[]; checked?: string | undefined; because?: string | undefined }>, located: Located<unknown>, path: Path): Record<string, Measure> {
    return Object.fromEntries(
      Object.entries(raw).map(([id, measure]) => {
        const formula = this.formula(measure.formula, located, [...path, id, 'formula'], this.units.get(`measure.${id}`) ?? '');
        return [id, { formula, ...this.provenance(measure), ...(measure.because ? { because: measure.because } : {}) }];
      }),
    );
  }

  private backplane(located: Located<NonNullable<RuleFileContent['backplane']>>): Backplane {
    const { item } = located;
    this.checkTraits(item.traits, located, ['traits'], 'backplane');
    return {
      id: item.id,
      name: item.name,
      summary: item.summary,
      traits: item.traits,
      measures: this.measures(item.measures, located, ['measures']),
      variants: (item.variants ?? []).map((variant, index) => {
        this.checkTraits(variant.traits ?? {}, located, ['variants', index, 'traits'], 'backplane');
        return {
          id: variant.id,
          name: variant.name,
          traits: variant.traits ?? {},
          measures: this.measures(variant.measures ?? {}, located, ['variants', index, 'measures']),
          ...this.optional(variant.when, located, 'variants', index, 'when'),
          ...(variant.note ? { note: variant.note } : {}),
          ...this.provenance(variant),
        };
      }),
      parts: (item.parts ?? []).map((part, index) => this.part(part, { ...located, path: [...located.path, 'parts', index] })),
      ...this.provenance(item),
    };
  }

  private place(located: Located<NonNullable<RuleFileContent['load-balancer']>>, of: 'load-balancer' | 'platform', codes: Map<string, string>): Place {
    const { item } = located;
    this.checkTraits(item.traits, located, ['traits'], of);
    return {
      id: item.id,
      name: item.name,
      summary: item.summary,
      traits: item.traits,
      traps: (item.traps ?? []).map((trap, index) => {
        this.claimCode(trap.id, { ...located, path: [...located.path, 'traps', index] }, codes);
        return { id: trap.id, text: trap.text, ...this.provenance(trap), ...this.optional(trap.when, located, 'traps', index, 'when') };
      }),
      parts: (item.parts ?? []).map((part, index) => this.part(part, { ...located, path: [...located.path, 'parts', index] })),
      ...this.provenance(item),
    };
  }

  private part(item: Item<'parts'>, located: Located<unknown>): Part {
    const { when, optional, group, ...rest } = item;
    return { ...rest, ...this.provenance(item), group: group ?? item.id, optional: optional ?? false, ...this.optional(when, located, 'when') } as Part;
  }

  private question(located: Located<Item<'questions'>>, ruleBase: RuleBase): Question {
    const { item } = located;
    const { 'choices-from': choicesFrom, choices, samples, applies, assume, ...rest } = item;
    const places = { 'load-balancers': Object.values(ruleBase.loadBalancers), platforms: Object.values(ruleBase.platforms), backplanes: ruleBase.backplanes };
    const listed = choicesFrom ? places[choicesFrom].map(({ id, name }) => ({ value: id, label: name })) : (choices ?? []);
    if ((item.type === 'choice' || item.type === 'list') !== listed.length > 0) this.report(located, ['type'], `a ${item.type} ${listed.length ? 'has no choices' : 'needs choices'}.`);
    return {
      ...rest,
      choices: listed,
      samples: samples ?? [],
      influences: false,
      ...(applies === undefined ? {} : { applies: this.condition(applies, located, 'applies') }),
      assume: (assume ?? []).map(({ when, ...assumption }, index) => ({ ...assumption, ...this.optional(when, located, 'assume', index, 'when') })),
    } as Question;
  }

  private checkTraits(traits: Traits, located: Located<unknown>, path: Path, of: string): void {
    for (const [name, value] of Object.entries(traits)) {
      const kind = this.kinds.get(`${of}.${name}`);
      const names = [...this.kinds.keys()].filter((key) => key.startsWith(`${of}.`)).map((key) => key.slice(of.length + 1));
      if (!kind) this.report(located, [...path, name], `"${name}" is not a trait of a ${of}.${didYouMean(name, names)} Declare it under "traits:".`);
      for (const one of Array.isArray(value) ? value : [value])
        if (kind?.values && !kind.values.includes(one)) this.report(located, [...path, name], `"${one}" is not a value of ${of}.${name}; expected one of ${kind.values.join(', ')}.`);
    }
  }

  private refuseCycle(id: string, condition: Condition, definitions: RuleBase['definitions'], seen: string[]): void {
    if (condition.op === 'all' || condition.op === 'any') for (const part of condition.of) this.refuseCycle(id, part, definitions, seen);
    else if (condition.op === 'not' || condition.op === 'certain') this.refuseCycle(id, condition.of, definitions, seen);
    else if (condition.op === 'use') {
      if (seen.includes(condition.name)) throw new UserError(`${this.definitions.get(id)?.file.at(this.definitions.get(id)?.path ?? []) ?? id}: the definitions ${[...seen, condition.name].join(' -> ')} go round in a circle.`);
      const next = definitions[condition.name];
      if (next) this.refuseCycle(id, next.when, definitions, [...seen, condition.name]);
    }
  }

  /** Names that are not part of a condition or formula: sources, sections, criteria of orders. */
  private checkNames(ruleBase: RuleBase): void {
    const check = (located: Located<unknown>, path: Path, name: string, valid: Iterable<string>, what: string): void => {
      const names = [...valid];
      if (!names.includes(name)) this.report(located, path, `"${name}" is not ${what}.${didYouMean(name, names)}`);
    };
    const sourceIds = Object.keys(ruleBase.sources);
    const sourced = (located: Located<unknown>, value: unknown, path: Path): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'source' && Array.isArray(inner)) for (const id of inner) check(located, [...path, 'source'], String(id), sourceIds, 'a source');
        else sourced(located, inner, [...path, Array.isArray(value) ? Number(key) : key]);
      }
    };
    for (const file of this.files) sourced({ item: file.content, file, path: [] }, file.content, []);
    for (const located of this.all('questions')) check(located, ['section'], located.item.section, ruleBase.sections.map(({ id }) => id), 'a section');
    for (const located of this.all('questions'))
      for (const [index, { from }] of (located.item.assume ?? []).entries())
        if (from) check(located, ['assume', index, 'from'], from, [...this.kinds.keys()].map((key) => key.replace(/^quantity\./, '')), 'a question or quantity');
    for (const located of this.all('orders'))
      for (const [index, id] of located.item.criteria.entries()) check(located, ['criteria', index], id, Object.keys(ruleBase.criteria), 'a criterion');
  }
}
