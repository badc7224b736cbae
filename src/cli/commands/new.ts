import { basename, join } from 'node:path';
import type { Fact, RuleBase } from '../../knowledge/types.js';
import { renderDiff } from '../../plan/diff.js';
import { checkFolderIsFree, finishInterrupted, writeNewFolder } from '../../plan/disk/new-folder.js';
import { onlyTheseFiles, planFromNothing } from '../../plan/templates/new-files.js';
import { checkNameIsFree, checkProjectName } from '../../plan/templates/project-name.js';
import { flagOf } from '../../questions/names.js';
import { resolve } from '../../questions/resolve.js';
import { colourDiff, renderPlanJson, renderPreview, renderSteps } from '../../render/plan.js';
import { entry, paint, type Style, wrap } from '../../render/style.js';
import { adviceFor } from '../../site/advice.js';
import { makeNewProject, type NewProject } from '../../site/new-project.js';
import { planFor } from '../../site/plan.js';
import { type Configure, formatOption } from '../command.js';
import { exitCode } from '../exit-code.js';
import { printAdvice } from '../print-advice.js';
import { checkedDay, readAnswers } from '../session.js';
import { warnOfStale } from '../stale-warning.js';
import { colourOf, type Terminal } from '../terminal.js';

interface Options {
  format?: string;
  dryRun?: boolean;
  diff?: boolean;
  yes?: boolean;
  input?: boolean;
  answers?: string;
  asOf?: string;
  strict?: boolean;
  rules?: string;
  color?: boolean;
}

const aboutAnswers = 'Questions that no flag answers are answered for a first try on this machine; the plan lists how.';

/** `backplane new`: a small project from nothing, with what its decision needs, in a folder of its own. */
export const configureNew: Configure = (command, { terminal, ruleBase, flags, exit }) => {
  command
    .argument('<name>', 'name of the project: a new folder in the working folder, and a C# namespace')
    .option('--answers <file>', 'answers file (default: backplane.yaml in the working folder)')
    .option('--no-input', 'never ask')
    .option('--as-of <day>', 'decide for this day, such as 2026-11-23 (default: today)')
    .option('--strict', 'fail where rules or prices were checked too long ago')
    .addOption(formatOption('text', 'json'))
    .option('--dry-run', 'list what would be written, and write nothing')
    .option('--diff', 'show what would be written, and write nothing')
    .option('--yes', 'write without asking')
    .addHelpText('after', `\n${wrap(terminal.styleOf('stdout', false), aboutAnswers)}`)
    .action(async (name: string, options: Options) => {
      checkProjectName(name);
      const folder = join(terminal.workingFolder, name);
      if (!options.dryRun && !options.diff && finishInterrupted(folder))
        terminal.err('An earlier run was interrupted; its changes were finished or taken back first.\n');
      checkFolderIsFree(folder, `for a project that is there: backplane generate ${name}`);
      const asOf = checkedDay(options.asOf) ?? terminal.today();
      warnOfStale(terminal, ruleBase, asOf, options);
      const stated = await statedAnswers(terminal, ruleBase, [...flags.values()], options.answers);
      const rules = options.rules === undefined ? {} : { rules: options.rules };
      const project = await makeNewProject(ruleBase, { name, folder, stated, asOf, ...rules });
      if (project.files === undefined) {
        const code = printAdvice(terminal, adviceFor(project.site), options);
        terminal.err('Nothing was written, because there is nothing to try: these answers lead to no backplane.\n');
        return exit(code);
      }
      exit(await offer(terminal, folder, project, options));
    });
};

async function statedAnswers(terminal: Terminal, ruleBase: RuleBase, flags: Fact[], file: string | undefined): Promise<Fact[]> {
  const answers = await readAnswers(terminal, terminal.workingFolder, file, ruleBase);
  const { facts, notes } = resolve(ruleBase, { flags, environment: terminal.environment, file: answers, detected: [] });
  for (const note of notes) terminal.err(`${note}\n`);
  return facts;
}

/** Shows the plan of a new project, and writes it with consent. Returns the exit code. */
async function offer(terminal: Terminal, folder: string, project: NewProject, options: Options): Promise<number> {
  const { starter, site, scan, files } = project;
  const name = basename(folder);
  const advice = adviceFor(site);
  const generated = planFor(site, scan.project, advice, { ...options, also: starter.groups, files: onlyTheseFiles(files) });
  const whole = planFromNothing(generated, files);
  const plan = { ...whole, steps: whole.steps.filter(({ code }) => !starter.done.includes(code)) };
  checkNameIsFree(name, plan.changes);
  const style = terminal.styleOf('stdout', colourOf(options));
  const { outcome, recommended, contradictions } = advice.decision;
  const backplane = site.ruleBase.backplanes.find(({ id }) => id === recommended)?.name ?? '';
  if (options.format === 'json') terminal.out(renderPlanJson(plan, { outcome, recommended, contradictions }));
  else if (options.diff) terminal.out(colourDiff(renderDiff(plan), style));
  else
    terminal.out(
      `Plan for ${name}, a new ${starter.name} with ${backplane}\n\n${assumptions(project, style)}${renderPreview(plan, style)}`,
    );
  if (options.dryRun || options.diff) return exitCode.done;
  if (!options.yes) {
    if (!terminal.interactive || options.input === false) {
      terminal.err('Nothing was written, because nobody could be asked. Add --yes to write this plan, or --diff to see it in full.\n');
      return exitCode.usage;
    }
    const { confirm } = await import('../prompt/confirm.js');
    if (!(await confirm(terminal, `Make ${name}?`, false))) {
      terminal.err('Nothing was written.\n');
      return exitCode.done;
    }
  }
  const { written } = writeNewFolder(plan);
  if (options.format !== 'json') terminal.out(`\n${renderSteps(plan, style)}`);
  terminal.err(`Written: ${written.length} files in ${name}. How to try it: ${name}/README.md\n`);
  return exitCode.done;
}

/** What was taken for granted, with the flag that says otherwise. */
function assumptions({ assumed }: NewProject, style: Style): string {
  if (assumed.length === 0) return '';
  const flag = ({ id, value }: Fact): string => `${flagOf(id)} ${[value].flat().join(',') || 'none'}`;
  const column = Math.max(...assumed.map((fact) => flag(fact).length)) + 4;
  const lines = assumed.map((fact) => {
    const label = `  ${flag(fact)}`;
    const text = entry(style, label, column, fact.because ?? '');
    return `${label}${paint(style, 'dim', text.slice(label.length))}\n`;
  });
  return `${paint(style, 'bold', 'Assumed for a first try, as if you had said')}\n${lines.join('')}\n`;
}
