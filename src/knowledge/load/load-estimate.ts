import { didYouMean } from '../nearest.js';
import type { EstimateLine, EstimateLines } from '../types.js';
import type { Loading } from './loading.js';
import { below, type Located, type RecordOf } from './rule-items.js';

/** What an estimate may show: numbers that have a unit and a source of their own. */
const showable = /^(quantity|price|measure)\./;

/** The lines that an estimate shows of a backplane, as a property that is absent where its file states none. */
export function loadEstimate(located: Located<RecordOf<'backplane'>>, loading: Loading): { estimate?: EstimateLines } {
  const { estimate } = located.item;
  if (!estimate) return {};
  const names = [...loading.references.kinds.keys()].filter((name) => showable.test(name));
  const lines = (group: keyof EstimateLines): EstimateLine[] =>
    (estimate[group] ?? []).map((line, index) => {
      const place = below(located, line, 'estimate', group, index);
      if (!names.includes(line.show))
        loading.report(place, ['show'], `"${line.show}" is not a quantity, a price or a measure.${didYouMean(line.show, names)}`);
      return { show: line.show, label: line.label, ...loading.optional(line.when, place, 'when') };
    });
  return { estimate: { traffic: lines('traffic'), capacity: lines('capacity'), cost: lines('cost') } };
}
