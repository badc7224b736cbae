import type { Path } from '../language/parse-condition.js';
import type { Criterion, Measure, Price, Quantity } from '../types.js';
import type { Loading } from './loading.js';
import type { Located, RecordOf } from './rule-items.js';

export function loadQuantities(loading: Loading): Record<string, Quantity> {
  const { items } = loading;
  return Object.fromEntries(
    [...items.unique(items.all('quantities'))].map(([id, located]) => {
      const formula = loading.formula(located.item.formula, located, ['formula'], located.item.unit);
      return [id, { ...located.item, ...loading.provenance(located.item), formula }];
    }),
  );
}

export function loadPrices(loading: Loading): Record<string, Price> {
  const { items } = loading;
  return Object.fromEntries(
    [...items.unique(items.all('prices'))].map(([id, { item }]) => {
      const { amount, low, high, ...rest } = item;
      const most = amount ?? high;
      return [id, { ...rest, ...loading.provenance(item), low: amount ?? low ?? 0, ...(most === undefined ? {} : { high: most }) }];
    }),
  );
}

export function loadCriteria(loading: Loading): Record<string, Criterion> {
  const { items } = loading;
  return Object.fromEntries(
    [...items.unique(items.all('criteria'))].map(([id, { item }]) => [id, { ...item, ...loading.provenance(item) }]),
  );
}

/** The measures of a backplane or a variant, each in the unit of the criterion of its name. */
export function loadMeasures(
  raw: RecordOf<'backplane'>['measures'],
  located: Located<unknown>,
  path: Path,
  loading: Loading,
): Record<string, Measure> {
  return Object.fromEntries(
    Object.entries(raw).map(([id, measure]) => {
      const unit = loading.references.units.get(`measure.${id}`) ?? '';
      const formula = loading.formula(measure.formula, located, [...path, id, 'formula'], unit);
      return [id, { formula, ...loading.provenance(measure), ...(measure.because ? { because: measure.because } : {}) }];
    }),
  );
}
