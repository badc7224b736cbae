import { entriesOf } from '../entries.js';
import { didYouMean } from '../nearest.js';
import type { Cause, RuleBase, Symptom } from '../types.js';
import type { Loading } from './loading.js';

/** What people see, in the order of the files. */
export function loadSymptoms(loading: Loading): Symptom[] {
  const { items } = loading;
  return items.all('symptoms').map((located) => {
    const { item } = located;
    loading.claimCode(item.id, located);
    return { ...item, ...loading.provenance(item) } as Symptom;
  });
}

/** What symptoms can come from, by id. */
export function loadCauses(loading: Loading): Record<string, Cause> {
  return Object.fromEntries(
    loading.items.all('causes').map((located) => {
      const { certain, likely, 'ruled-out': ruledOut, ...rest } = located.item;
      loading.claimCode(rest.id, located);
      const conditions = Object.entries({ certain, likely, 'ruled-out': ruledOut }).flatMap(([key, raw]) =>
        raw === undefined ? [] : [[key, loading.condition(raw, located, key)]],
      );
      return [rest.id, { ...rest, ...Object.fromEntries(conditions), ...loading.provenance(rest) } as Cause];
    }),
  );
}

/** Reports causes that do not exist or that no symptom has, and ids that lead nowhere. */
export function checkSymptoms({ items }: Loading, ruleBase: RuleBase): void {
  const causes = Object.keys(ruleBase.causes);
  const used = new Set(ruleBase.symptoms.flatMap((symptom) => symptom.causes));
  for (const located of items.all('symptoms'))
    for (const [index, id] of located.item.causes.entries())
      if (!causes.includes(id)) items.report(located, ['causes', index], `"${id}" is not a cause.${didYouMean(id, causes)}`);
  const ids = new Set(entriesOf(ruleBase).map(({ id }) => id));
  for (const located of items.all('causes')) {
    const { id, see = [] } = located.item;
    if (!used.has(id)) items.report(located, ['id'], `no symptom has the cause "${id}"; name it under "causes" of one.`);
    for (const [index, one] of see.entries())
      if (!ids.has(one)) items.report(located, ['see', index], `nothing in the rules has the id "${one}".${didYouMean(one, ids)}`);
  }
}
