import { resolve } from 'node:path';
import { UserError } from '../../knowledge/types.js';
import { applyPlan, recover } from '../../plan/disk/apply-plan.js';
import { currentFiles } from '../../plan/disk/current-files.js';
import { parseRecord, recordPath } from '../../plan/record.js';
import { planUndo } from '../../plan/undo.js';
import { renderPreview } from '../../render/plan.js';
import type { Configure } from '../command.js';
import { exitCode } from '../exit-code.js';
import { findProject } from '../find-project.js';
import { colourOf } from '../terminal.js';

interface Options {
  project?: string;
  yes?: boolean;
  dryRun?: boolean;
  input?: boolean;
  color?: boolean;
}

/** `backplane undo`: takes back what was generated, while nothing else changed those files. */
export const configureUndo: Configure = (command, { terminal, ruleBase, exit }) => {
  command
    .argument('[project]', 'folder of the project (default: the working folder)')
    .option('--project <name>', 'which web project, where a folder holds several')
    .option('--dry-run', 'list what would be taken back, and change nothing')
    .option('--yes', 'take it back without asking')
    .option('--no-input', 'never ask')
    .action(async (folder: string | undefined, options: Options) => {
      const wish = {
        root: resolve(terminal.workingFolder, folder ?? '.'),
        ask: terminal.interactive && options.input !== false,
        canDoWithout: false,
        ...(options.color === undefined ? {} : { color: options.color }),
      };
      const { scan, project } = await findProject(terminal, ruleBase, {
        ...wish,
        ...(options.project === undefined ? {} : { project: options.project }),
      });
      if (!scan)
        throw new UserError(`There is no project (.csproj) in ${folder ?? 'the working folder'}. Give the folder of the project.`, 3);
      const root = scan.project.folder;
      if (!options.dryRun) recover(root);
      const files = currentFiles(root);
      const record = files.readCurrent(recordPath);
      if (!record) throw new UserError(`Nothing was generated in ${folder ?? 'this project'}: there is no ${recordPath}.`, 3);
      const plan = planUndo({ folder: root, record: parseRecord(record), readCurrent: files.readCurrent });
      terminal.out(renderPreview(plan, terminal.styleOf('stdout', colourOf(options))));
      if (options.dryRun) return;
      if (!options.yes) {
        if (!terminal.interactive || options.input === false) {
          terminal.err('Nothing was changed, because nobody could be asked. Add --yes to take it back.\n');
          return exit(exitCode.usage);
        }
        const { confirm } = await import('../prompt/confirm.js');
        if (!(await confirm(terminal, 'Take this back?', false))) return terminal.err('Nothing was changed.\n');
      }
      applyPlan(plan);
      terminal.err('Taken back: the project is as it was before backplane wrote into it.\n');
      const after = await findProject(terminal, ruleBase, { ...wish, ...(project === undefined ? {} : { project }) });
      for (const { method, file, line } of after.scan?.project.calls ?? [])
        terminal.err(
          `${file}:${line} still calls ${method}, which was generated and is gone. Take the call out, or the project does not build.\n`,
        );
    });
};
