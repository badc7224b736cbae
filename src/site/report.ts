import { createHash } from 'node:crypto';
import { loadBuiltInPage } from '../knowledge/built-in.js';
import { UserError } from '../knowledge/types.js';
import { fileDiff } from '../plan/diff.js';
import type { FileChange } from '../plan/plan.js';
import type { PlannedFile } from '../report/files-section.js';
import { renderReportMarkdown } from '../report/markdown.js';
import { type Lead, page } from '../report/page.js';
import { decidingPart, type PageData } from '../report/page-data.js';
import { study } from '../report/study.js';
import { adviceFor } from './advice.js';
import { coloured } from './coloured.js';
import { planForAny } from './plan.js';
import type { Site } from './site.js';

export interface ReportOptions {
  /** What comes first, below the verdict; `advise` where nothing is said. */
  lead?: Lead;
}

/** What `backplane report` writes: one HTML page that needs nothing else, alive with the same engine and rules. */
export async function reportFor(site: Site, { lead = 'advise' }: ReportOptions = {}): Promise<string> {
  const { ruleBase, stated, asOf, extra, folder, scan } = site;
  const { script, style } = loadBuiltInPage();
  const data: PageData = { ruleBase: decidingPart(ruleBase), stated, asOf, extra, folder, scanned: scan !== undefined };
  return page(study(site, adviceFor(site)), {
    name: scan?.project.name ?? 'a site without a project',
    lead,
    files: await plannedFiles(site),
    style,
    script: { text: script, hash: createHash('sha256').update(script).digest('base64') },
    data: JSON.stringify(data),
  });
}

/** The same for pull requests, wikis and issues. */
export const reportMarkdownFor = (site: Site): string =>
  renderReportMarkdown(study(site, adviceFor(site)), { name: site.scan?.project.name, files: planOf(site) });

/** Each file of the plan: the text of a new one, of others what changes. What a user's own file may hold as a secret is left out. */
async function plannedFiles(site: Site): Promise<PlannedFile[]> {
  const files: PlannedFile[] = [];
  for (const change of planOf(site)) {
    const { path, title, state, after } = change;
    const isNew = state === 'create';
    const text = isNew ? after : state === 'unchanged' ? '' : fileDiff(change, path).text;
    files.push({ path, title, state, markup: text === '' ? '' : await coloured(text, isNew ? path : 'changes.diff') });
  }
  return files;
}

/** Nothing where there is no project, or where what is there cannot be planned for: the report says the rest all the same. */
function planOf(site: Site): readonly FileChange[] {
  if (!site.scan) return [];
  try {
    return planForAny(site, site.scan.project, adviceFor(site), { asOf: site.asOf })?.changes ?? [];
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
