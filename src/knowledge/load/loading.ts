import type { Condition, Formula } from '../language/language.js';
import { type ConditionContext, type Path, parseCondition } from '../language/parse-condition.js';
import { parseFormula } from '../language/parse-formula.js';
import type { Provenance } from '../types.js';
import { type KnownReferences, knownReferences } from './known-references.js';
import type { Located, RuleItems } from './rule-items.js';

/** What every part of the loader works with: the items, and how their conditions, formulas and origins are read. */
export class Loading {
  readonly references: KnownReferences;
  private readonly definitions: ReadonlySet<string>;
  private readonly codes = new Map<string, Located<unknown>>();

  constructor(
    readonly items: RuleItems,
    /** The date of everything that states none. */
    private readonly checked: string,
  ) {
    this.definitions = new Set(items.all('definitions').map(({ item }) => item.id));
    this.references = knownReferences(items);
  }

  report(located: Located<unknown>, path: Path, message: string): void {
    this.items.report(located, path, message);
  }

  condition(raw: unknown, located: Located<unknown>, ...path: Path): Condition {
    return parseCondition(raw, path, this.context(located));
  }

  /** A condition that need not be there, as a property that is then absent. */
  optional(raw: unknown, located: Located<unknown>, ...path: Path): { when?: Condition } {
    return raw === undefined ? {} : { when: this.condition(raw, located, ...path) };
  }

  /** A formula that must come out in a unit. */
  formula(raw: unknown, located: Located<unknown>, path: Path, unit: string): Formula {
    const { kinds, units } = this.references;
    const context = this.context(located);
    const result = parseFormula(raw, {
      path,
      unit: (ref) => (kinds.get(ref)?.type === 'number' ? (units.get(ref) ?? '') : undefined),
      text: (ref) => kinds.get(ref)?.values?.map(String),
      names: context.names,
      condition: (condition, at) => parseCondition(condition, at, context),
      report: context.report,
      expected: unit,
    });
    return result.formula;
  }

  provenance(item: { source: string[]; checked?: string | undefined }): Provenance {
    return { source: item.source, checked: item.checked ?? this.checked };
  }

  /** Takes a code for a rule, an outcome or a trap; one that is taken already is reported. */
  claimCode(id: string, located: Located<unknown>): void {
    const first = this.codes.get(id);
    if (first)
      this.items.reportSecond(
        first,
        located,
        [],
        (place) => `the code "${id}" is already used at ${place}; codes are unique in the whole rule base.`,
      );
    this.codes.set(id, located);
  }

  private context(located: Located<unknown>): ConditionContext {
    const { kinds } = this.references;
    return {
      reference: (ref) => kinds.get(ref),
      definition: (name) => this.definitions.has(name),
      names: () => [...kinds.keys(), ...this.definitions, 'all', 'any', 'not', 'certain', 'known'],
      report: (path, message) => this.report(located, path, message),
    };
  }
}
