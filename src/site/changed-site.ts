import type { Answer, Fact } from '../knowledge/types.js';
import { complete } from '../questions/complete.js';
import type { PageData } from '../report/page-data.js';
import type { Site } from './site.js';

/** A site as the page knows it: without the files of a project. */
export type ChangedSite = Pick<Site, 'ruleBase' | 'stated' | 'facts' | 'asOf' | 'extra' | 'folder'> & { scan: true | undefined };

/** The site of a report where some answers are other ones: as if they had been given as flags. Pure: this runs in the page. */
export function changedSite(data: PageData, changed: ReadonlyMap<string, Answer>): ChangedSite {
  const { ruleBase, asOf, folder, extra, scanned } = data;
  const kept = new Map(data.stated.map((fact) => [fact.id, fact]));
  const stated = ruleBase.questions.flatMap(({ id }): Fact[] => {
    const value = changed.get(id);
    const fact = value === undefined ? kept.get(id) : ({ id, value, provenance: 'flag' } as const);
    return fact ? [fact] : [];
  });
  return {
    ruleBase,
    stated,
    facts: complete(ruleBase, stated, { asOf }),
    asOf,
    // Another answer can open questions that nobody was asked.
    extra: changed.size > 0 && !extra.includes('--missing') ? ['--missing', 'unknown', ...extra] : extra,
    folder,
    scan: scanned ? true : undefined,
  };
}
