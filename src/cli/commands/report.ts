import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../knowledge/types.js';
import { adviceFor } from '../../site/advice.js';
import { reportFor, reportMarkdownFor } from '../../site/report.js';
import { type Configure, formatOption } from '../command.js';
import { openInBrowser } from '../open-in-browser.js';
import { exitCodeOf } from '../print-advice.js';
import type { SessionOptions } from '../session.js';

type Options = SessionOptions & { format: 'html' | 'markdown'; output?: string; open?: boolean };

/** Where the report goes that is opened, or would be printed on a screen, and was not given a name. */
const usualName = 'backplane-report.html';

/** `backplane report`: one page to send to a colleague, in which answers can be changed; as Markdown for pull requests and wikis. */
export const configureReport: Configure = (command, { terminal, open, exit }) => {
  command
    .addOption(formatOption('html', 'markdown').default('html'))
    .option('--output <file>', `write it into this file (on a terminal: ${usualName}) instead of printing it`)
    .option('--open', `write it (into ${usualName} where no file is named) and open it in the browser`)
    .action(async (folder: string | undefined, options: Options) => {
      const site = await open(folder, options);
      const text = options.format === 'markdown' ? reportMarkdownFor(site) : await reportFor(site);
      // Nobody reads a page's markup on a screen.
      const onScreen = terminal.onScreen && options.format === 'html';
      const file = options.output ?? (options.open || onScreen ? usualName : undefined);
      if (file === undefined) terminal.out(text);
      else {
        const path = resolve(terminal.workingFolder, file);
        write(path, file, text);
        terminal.err(`Wrote ${file} (${Math.ceil(text.length / 1000)} kB).\n`);
        if (options.open && !(await openInBrowser(path))) terminal.err(`No browser could be started. Open ${file} yourself.\n`);
      }
      exit(exitCodeOf(adviceFor(site).decision));
    });
};

function write(path: string, file: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UserError(`${file} cannot be written (${(error as NodeJS.ErrnoException).code}). Give another file with --output.`, 3);
  }
}
