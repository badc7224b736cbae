import { createReadStream, existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Diagnosis, Examination } from '../../diagnose/diagnosis.js';
import { examineChunks } from '../../diagnose/examine-text.js';
import { type RuleBase, UserError } from '../../knowledge/types.js';
import { renderDiagnosis, renderDiagnosisJson } from '../../render/diagnosis.js';
import { noProject } from '../../scan/choose-project.js';
import { type Configure, formatOption } from '../command.js';
import { exitCode } from '../exit-code.js';
import type { SessionOptions } from '../session.js';
import { colourOf, type Terminal } from '../terminal.js';

type Options = SessionOptions & { format: string; folder?: string };

/** `backplane diagnose`: what a message, or what stands in a log, means for this site. */
export const configureDiagnose: Configure = (command, { terminal, ruleBase, open, exit }) => {
  command
    .argument('<message>', 'a message in quotes, a log file, or - for standard input')
    .addOption(formatOption('text', 'json'))
    .option('--folder <site>', 'folder of the project: causes are ranked by what it shows')
    .option('--answers <file>', 'answers file (default: backplane.yaml in the project or the working folder)')
    .option('--project <name>', 'which web project, where a folder holds several')
    .option('--as-of <day>', 'the day for which versions are judged, such as 2026-11-23 (default: today)')
    .action(async (message: string, options: Options) => {
      const examination = await examine(message, terminal, ruleBase);
      // Without a folder nothing is read from the tree: a message is explained wherever somebody stands.
      const { folder, project = folder === undefined ? noProject : undefined } = options;
      const session = await open(folder, { ...options, missing: 'unknown', ...(project === undefined ? {} : { project }) });
      const diagnosis = examination.diagnose(session.facts, session.asOf);
      const report = { diagnosis, facts: session.facts, ruleBase: session.ruleBase };
      const style = terminal.styleOf('stdout', colourOf(options));
      terminal.out(options.format === 'json' ? renderDiagnosisJson(report) : renderDiagnosis(report, style));
      exit(isRecognised(diagnosis) ? exitCode.done : exitCode.findings);
    });
};

const isRecognised = ({ symptoms }: Diagnosis): boolean => symptoms.length > 0;

/** @throws UserError (exit 3) for a file that is not there, may not be read, or is no text. */
async function examine(message: string, { workingFolder }: Terminal, ruleBase: RuleBase): Promise<Examination> {
  const source = message === '-' ? { chunks: process.stdin, name: 'Standard input' } : logFile(message, workingFolder);
  if (!source) {
    const examination = new Examination(ruleBase);
    examination.look({ line: 1, text: message });
    return examination;
  }
  try {
    return await examineChunks(ruleBase, source.chunks, source.name);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      `${source.name} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}). Check the path and its permissions.`,
    );
  }
}

/** The file that is meant; nothing where it is a message. */
function logFile(message: string, workingFolder: string): { chunks: AsyncIterable<Buffer>; name: string } | undefined {
  // A message may be longer than any path.
  const path = message.length < 1_000 && !message.includes('\n') ? resolve(workingFolder, message) : undefined;
  if (path !== undefined && existsSync(path)) {
    if (statSync(path).isDirectory())
      throw new UserError(
        `"${message}" is a folder; expected a message, a log file or -. The folder of the project is --folder "${message}".`,
        2,
      );
    return { chunks: createReadStream(path), name: message };
  }
  if (/^\S+\.(?:log|txt|har|out|err)$/i.test(message)) throw new UserError(`There is no file "${message}". Check the path.`);
  return undefined;
}
