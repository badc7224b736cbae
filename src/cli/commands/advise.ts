import { adviceFor } from '../../site/advice.js';
import { type Configure, formatOption } from '../command.js';
import { exitCodeOf, printAdvice } from '../print-advice.js';
import type { SessionOptions } from '../session.js';

type Options = SessionOptions & { format: string };

/** `backplane advise`: the recommendation, for people or as JSON. Who answered questions is then offered what can be done with it. */
export const configureAdvise: Configure = (command, { terminal, open, exit }) => {
  command.addOption(formatOption('text', 'json', 'markdown', 'html')).action(async (folder: string | undefined, options: Options) => {
    const session = await open(folder, options);
    const advice = adviceFor(session);
    if (options.format === 'html' || options.format === 'markdown') {
      const { printReport } = await import('../report-format.js');
      await printReport(terminal, session, options.format, 'advise');
      return exit(exitCodeOf(advice.decision));
    }
    exit(printAdvice(terminal, advice, options));
    const asked = session.stated.some(({ provenance }) => provenance === 'prompt');
    if (!asked || options.format === 'json') return;
    const { offerNext } = await import('../prompt/wizard.js');
    const code = await offerNext(terminal, session, advice, options);
    if (code !== undefined) exit(code);
  });
};
