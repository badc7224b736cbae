import type { Entry } from './entries.js';
import type { Condition } from './language/language.js';
import { writtenCondition, writtenFormula } from './language/written-language.js';
import { defaultOutcomes } from './load/load-rules.js';
import type {
  Backplane,
  Cause,
  Measure,
  OutcomeRule,
  Part,
  Place,
  Price,
  Provenance,
  Quantity,
  Question,
  Rule,
  Starter,
  Step,
  Trap,
  Variant,
} from './types.js';

/** A mapping as it stands in a file of rules/; what is undefined is not written. */
type Written = Record<string, unknown>;

/** An entry as it is written in rules/, with the day of its check stated. Loading it again gives the same entry. */
export function writtenForm(entry: Entry): Written {
  switch (entry.kind) {
    case 'exclusion':
    case 'prerequisite':
    case 'warning':
    case 'contradiction':
      return defined(rule(entry.record));
    case 'outcome':
      return defined(outcome(entry.record));
    case 'trap':
      return defined(trap(entry.record));
    case 'definition':
      return { id: entry.id, means: entry.record.means, when: writtenCondition(entry.record.when) };
    case 'question':
      return defined(question(entry.record));
    case 'backplane':
      return defined(backplane(entry.record));
    case 'variant':
      return defined(variant(entry.record));
    case 'load-balancer':
    case 'platform':
    case 'proxy':
      return defined(place(entry.record));
    case 'starter':
      return defined(starter(entry.record));
    case 'quantity':
      return defined(quantity(entry.record));
    case 'price':
      return defined(price(entry.record));
    case 'measure':
      return defined(measure(entry.record));
    case 'part':
    case 'version':
      return defined(part(entry.record));
    case 'step':
      return defined(step(entry.record));
    case 'cause':
      return defined(cause(entry.record));
    case 'evidence':
    case 'criterion':
    case 'order':
    case 'package':
    case 'symptom':
      return { ...entry.record, ...origin(entry.record) };
    case 'trait':
    case 'source':
      return { ...entry.record };
  }
}

const defined = (written: Written): Written => Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined));

const origin = ({ source, checked }: Provenance): Written => ({ source: source.length === 1 ? source[0] : source, checked });

const condition = (one: Condition | undefined): unknown => one && writtenCondition(one);

const rule = (one: Rule): Written => ({
  id: one.id,
  when: condition(one.when),
  [one.effect]: defined({ ...one.contradicts, where: condition(one.where) }),
  outcomes: String(one.outcomes) === String(defaultOutcomes(one.effect)) ? undefined : one.outcomes,
  because: one.because,
  severity: one.severity,
  'lifted-by': one.liftedBy,
  examples: one.examples,
  ...origin(one),
});

const outcome = (one: OutcomeRule): Written => ({
  id: one.id,
  outcome: one.outcome,
  when: writtenCondition(one.when),
  because: one.because,
  'if-unknown': one.ifUnknown,
  ...origin(one),
});

const trap = (one: Trap): Written => ({ id: one.id, when: condition(one.when), text: one.text, ...origin(one) });

/** Choices that come from the records of a kind are written out, and `samples` with the boundaries that rules draw. */
function question({ influences: _, applies, assume, ...rest }: Question): Written {
  return {
    ...rest,
    choices: nonEmpty(rest.choices),
    samples: nonEmpty(rest.samples),
    applies: condition(applies),
    assume: nonEmpty(assume.map((one) => defined({ ...one, when: condition(one.when) }))),
  };
}

const nonEmpty = <T>(items: T[]): T[] | undefined => (items.length ? items : undefined);

const measure = (one: Measure): Written => ({ formula: writtenFormula(one.formula), because: one.because, ...origin(one) });

const measures = (all: Record<string, Measure>): Written =>
  Object.fromEntries(Object.entries(all).map(([id, one]) => [id, defined(measure(one))]));

const variant = ({ when, measures: own, source, checked, ...rest }: Variant): Written => ({
  ...rest,
  when: condition(when),
  measures: measures(own),
  ...origin({ source, checked }),
});

const backplane = ({ measures: own, variants, estimate, parts, registeredBy, source, checked, ...rest }: Backplane): Written => ({
  ...rest,
  measures: measures(own),
  variants: nonEmpty(variants.map((each) => defined(variant(each)))),
  'registered-by': nonEmpty(registeredBy),
  estimate:
    estimate && Object.fromEntries(Object.entries(estimate).flatMap(([group, lines]) => (lines.length ? [[group, lines.map(line)]] : []))),
  parts: nonEmpty(parts.map((each) => defined(part(each)))),
  ...origin({ source, checked }),
});

const line = ({ when, ...rest }: { when?: Condition }): Written => defined({ ...rest, when: condition(when) });

const place = ({ notKnown, traps, parts, source, checked, ...rest }: Place): Written => ({
  ...rest,
  'not-known': nonEmpty(notKnown),
  traps: nonEmpty(traps.map((each) => defined(trap(each)))),
  parts: nonEmpty(parts.map((each) => defined(part(each)))),
  ...origin({ source, checked }),
});

const starter = ({ when, assume, groups, done, parts, source, checked, ...rest }: Starter): Written => ({
  ...rest,
  when: writtenCondition(when),
  assume: assume.map((one) => defined({ ...one, when: condition(one.when) })),
  groups: nonEmpty(groups),
  done: nonEmpty(done),
  parts: parts.map((each) => defined(part(each))),
  ...origin({ source, checked }),
});

const cause = ({ source, checked, ...rest }: Cause): Written => ({
  ...rest,
  certain: condition(rest.certain),
  likely: condition(rest.likely),
  'ruled-out': condition(rest['ruled-out']),
  ...origin({ source, checked }),
});

const part = ({ when, optional, source, checked, ...rest }: Part): Written => ({
  ...rest,
  group: rest.group === rest.id ? undefined : rest.group,
  when: condition(when),
  optional: optional || undefined,
  ...origin({ source, checked }),
});

const step = ({ when, after, source, checked, ...rest }: Step): Written => ({
  ...rest,
  when: nonEmpty(when.map(({ from, to }) => defined({ from: condition(from), to: condition(to) }))),
  after: nonEmpty(after),
  ...origin({ source, checked }),
});

const quantity = ({ formula, source, checked, ...rest }: Quantity): Written => ({
  ...rest,
  formula: writtenFormula(formula),
  ...origin({ source, checked }),
});

/** A price of the user's own is written as the list price that it replaces. */
const price = ({ own, low, high, source, checked, ...rest }: Price): Written => {
  const list = own?.list ?? { low, high };
  return {
    ...rest,
    ...(list.low === list.high ? { amount: list.low } : { low: list.low, high: list.high }),
    ...origin({ source, checked }),
  };
};
