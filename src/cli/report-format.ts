import type { Lead } from '../report/page.js';
import type { Site } from '../site/site.js';
import type { Terminal } from './terminal.js';

/** Prints a site as one HTML page, or as Markdown. Loaded only where one of them is asked for. */
export async function printReport(terminal: Terminal, site: Site, format: 'html' | 'markdown', lead: Lead): Promise<void> {
  const { reportFor, reportMarkdownFor } = await import('../site/report.js');
  terminal.out(format === 'html' ? await reportFor(site, { lead }) : reportMarkdownFor(site));
}
