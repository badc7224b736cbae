import { resolve } from 'node:path';
import { UserError } from '../../knowledge/types.js';
import { renderScan, renderScanJson } from '../../render/scan.js';
import { type Configure, formatOption } from '../command.js';
import { findProject } from '../find-project.js';
import { colourOf } from '../terminal.js';

interface Options {
  format: string;
  project?: string;
  input?: boolean;
  color?: boolean;
}

/** `backplane scan`: what the files of a site and around it show, each with file and line; nothing is decided. */
export const configureScan: Configure = (command, { terminal, ruleBase }) => {
  command
    .argument('[folder]', 'folder of the site, solution or project file (default: the working folder)')
    .option('--project <name>', 'which web project, where a folder holds several')
    .option('--no-input', 'never ask')
    .addOption(formatOption('text', 'json'))
    .action(async (folder: string | undefined, options: Options) => {
      const { scan } = await findProject(terminal, ruleBase, {
        root: resolve(terminal.workingFolder, folder ?? '.'),
        ask: terminal.interactive && options.input !== false,
        canDoWithout: false,
        ...(options.project === undefined ? {} : { project: options.project }),
        ...(options.color === undefined ? {} : { color: options.color }),
      });
      if (!scan)
        throw new UserError(
          `Found no web project in ${folder ?? 'this folder'}. Expected the folder of a site, or a project file (.csproj).`,
          3,
        );
      const shown = { ...scan, project: { name: scan.project.name, folder: scan.project.folder, file: scan.project.file.path } };
      terminal.out(
        options.format === 'json' ? renderScanJson(shown, ruleBase) : renderScan(shown, terminal.styleOf('stdout', colourOf(options))),
      );
    });
};
