import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { UserError } from '../../knowledge/types.js';
import { applyPlan } from '../../plan/disk/apply-plan.js';
import { answersFileName } from '../../questions/answers-file.js';
import { answersDraft, planOfDraft } from '../../site/answers-draft.js';
import type { Configure } from '../command.js';
import type { SessionOptions } from '../session.js';

type Options = Pick<SessionOptions, 'project' | 'input' | 'color'> & { dryRun?: boolean };

/** `backplane init`: a commented backplane.yaml with what is known and what is open, to be filled in. Decides nothing. */
export const configureInit: Configure = (command, { terminal, open }) => {
  command
    .argument('[folder]', 'folder of the site (default: the working folder)')
    .option('--project <name>', 'which web project, where a folder holds several')
    .option('--no-input', 'never ask')
    .option('--dry-run', 'print the file instead of writing it')
    .action(async (folder: string | undefined, options: Options) => {
      const site = await open(folder, { ...options, missing: 'unknown' });
      const draft = answersDraft(site);
      if (options.dryRun) return terminal.out(draft.text);
      const given = resolve(terminal.workingFolder, folder ?? '.');
      const place = statSync(given).isDirectory() ? given : dirname(given);
      const name = relative(terminal.workingFolder, join(place, answersFileName));
      if (existsSync(join(place, answersFileName)))
        throw new UserError(
          `${name} is there already. Nothing was written. To see what a new one would hold: backplane init${folder === undefined ? '' : ` ${folder}`} --dry-run`,
          1,
        );
      applyPlan(planOfDraft(place, draft));
      const { read, answered, open: asked } = draft;
      terminal.err(
        `Written: ${name}. Answered: ${answered.length}. Read: ${read.length}. Open: ${asked.length}. Fill in what you know, then: backplane advise${folder === undefined ? '' : ` ${folder}`}\n`,
      );
    });
};
