import { isAbsolute, relative, resolve } from 'node:path';
import { partGroups } from '../../decide/part-groups.js';
import { type RuleBase, UserError } from '../../knowledge/types.js';
import { diffRoot, renderConflicts, renderDiff } from '../../plan/diff.js';
import { type Applied, applyPlan, recover } from '../../plan/disk/apply-plan.js';
import { currentFiles } from '../../plan/disk/current-files.js';
import { checkFolderIsFree, writeNewFolder } from '../../plan/disk/new-folder.js';
import { planElsewhere } from '../../plan/parts/plan-elsewhere.js';
import { renderPatch, repositoryOf } from '../../plan/patch.js';
import type { Plan } from '../../plan/plan.js';
import { recordPath } from '../../plan/record.js';
import { inShell } from '../../questions/resolve.js';
import { contradictionsInWords } from '../../render/contradictions.js';
import type { Advice } from '../../render/json.js';
import { colourDiff, renderPlanJson, renderPreview, renderSteps } from '../../render/plan.js';
import { type Style, wrap } from '../../render/style.js';
import { noProject } from '../../scan/choose-project.js';
import { newestFramework } from '../../scan/msbuild/framework.js';
import type { Project } from '../../scan/project.js';
import { unfitProjects } from '../../scan/unfit-projects.js';
import { adviceFor } from '../../site/advice.js';
import { idleGroups, planFor, planForAny } from '../../site/plan.js';
import type { Site } from '../../site/site.js';
import { unsavedAnswers } from '../../site/unsaved-answers.js';
import { type Configure, formatOption } from '../command.js';
import { exitCode } from '../exit-code.js';
import { printAdvice } from '../print-advice.js';
import type { SessionOptions } from '../session.js';
import { colourOf, type Terminal } from '../terminal.js';

export type GenerateOptions = SessionOptions & {
  format?: string;
  dryRun?: boolean;
  diff?: boolean;
  patch?: boolean;
  output?: string;
  yes?: boolean;
  keepMine?: boolean;
  takeNew?: boolean;
  parts?: string;
};

/** `backplane generate`: the plan for the decision; shown, and written with consent. */
export const configureGenerate: Configure = (command, { terminal, ruleBase, open, exit }) => {
  command
    .addOption(formatOption('text', 'json'))
    .option('--dry-run', 'list what would be written, and write nothing')
    .option('--diff', 'show what would be written, and write nothing')
    .option('--patch', 'the same as a patch for "git apply"')
    .option('--output <folder>', 'write the files into this new folder, and leave the project as it is')
    .option('--yes', 'write without asking; files that you edited are kept')
    .option('--keep-mine', 'with --yes: write the rest also where code that you edited no longer fits it')
    .option('--take-new', 'with --yes: overwrite what you edited with what is generated now')
    .option('--parts <groups>', partsHelp(ruleBase))
    .action(async (folder: string | undefined, options: GenerateOptions) => {
      let session = await open(folder, { ...options, needsProject: true });
      // What an interrupted run left is finished before anything is written. A preview writes nothing, so it shows the project as it is.
      if (!isPreview(options) && session.scan && recover(session.scan.project.folder) !== 'nothing') {
        terminal.err('An earlier run was interrupted; its changes were finished or taken back first.\n');
        session = await open(folder, {
          ...options,
          ...(session.project === undefined ? {} : { project: session.project }),
          needsProject: true,
        });
      }
      exit(await generate(terminal, session, adviceFor(session), options));
    });
};

function partsHelp(ruleBase: RuleBase): string {
  const groups = partGroups(ruleBase);
  const names = (optional: boolean): string =>
    groups
      .filter((group) => group.optional === optional)
      .map(({ id }) => id)
      .join(', ');
  return `only these parts, comma-separated (default: what the decision needs of ${names(false)}); only if named: ${names(true)}`;
}

/** What leaves the project as it is. */
const isPreview = ({ dryRun, diff, patch, output }: GenerateOptions): boolean => Boolean(dryRun || diff || patch || output !== undefined);

/** Makes the plan for an advice, shows it, and writes it with consent. Returns the exit code. */
export async function generate(terminal: Terminal, session: Site, advice: Advice, options: GenerateOptions): Promise<number> {
  if (options.keepMine && options.takeNew)
    throw new UserError(
      '--keep-mine and --take-new contradict each other: the first leaves your edits, the second overwrites them. Give one.',
      2,
    );
  if ((options.keepMine || options.takeNew) && !options.yes)
    throw new UserError('--keep-mine and --take-new answer for --yes. Add --yes, or leave them out to be asked.', 2);
  const isNeeded = advice.decision.outcome === 'backplane';
  if (!isNeeded && !session.scan) return nothingToGenerate(terminal, advice, options);
  const project = projectOf(terminal, session);
  const plan = planForAny(session, project, advice, options);
  if (!plan) return nothingToGenerate(terminal, advice, options, project);
  for (const group of idleGroups(session, advice, options.parts)) terminal.err(`Note: this decision has no parts in the group ${group}.\n`);
  const style = terminal.styleOf('stdout', colourOf(options));
  const asks = !isPreview(options) && !options.yes && terminal.interactive && options.input !== false;
  const contradicted = contradictionsInWords(advice.decision.contradictions, terminal.styleOf('stderr', colourOf(options)));
  if (contradicted !== '') terminal.err(`${contradicted}\n\n`);
  const unsaved = unsavedAnswers(session, advice.decision);
  if (unsaved !== undefined) terminal.err(`${unsaved}\n\n`);
  const showFiles = (of: Plan): void => {
    if (options.format !== 'json') terminal.out(`${headingOf(advice, project)}\n\n${renderPreview(of, style)}`);
  };
  if (options.format === 'json') terminal.out(renderPlanJson(plan, advice.decision));
  else if (options.patch) printPatch(terminal, plan);
  else if (options.diff) terminal.out(`${colourDiff(renderDiff(withoutRecord(plan)), style)}${conflictsIn(plan, style)}`);
  // Who is asked sees the diff first, so that the files stand right above the question.
  else if (!asks) showFiles(plan);
  // The steps are a part of the plan: whoever has it written reads them afterwards, whoever only looks reads them now.
  const showSteps = (of: Plan): void => {
    const text = renderSteps(of, style);
    if (text !== '' && options.format !== 'json') terminal.out(`\n${text}`);
  };
  if (isPreview(options)) {
    if (options.output !== undefined && !options.dryRun) writeElsewhere(terminal, project, plan, options.output);
    if (!options.diff && !options.patch) showSteps(plan);
    return exitCode.done;
  }
  if (!asks && !options.yes) {
    showSteps(plan);
    terminal.err('Nothing was written, because nobody could be asked. Add --yes to write this plan, or --diff to see it in full.\n');
    return exitCode.usage;
  }
  if (options.yes && !options.keepMine && !options.takeNew) {
    const waiting = codeInTheWay(plan);
    if (waiting.length > 0) {
      terminal.err(`${conflictsIn(plan, terminal.styleOf('stderr', colourOf(options)))}\n${everythingWaits(waiting)}`);
      return exitCode.findings;
    }
  }
  const planAgain = (overwrite: ReadonlySet<string>): Plan => planFor(session, project, advice, options, overwrite);
  const consented = options.takeNew
    ? planAgain(new Set(plan.changes.filter(({ state }) => state === 'conflict').map(({ path }) => path)))
    : options.yes
      ? plan
      : await askConsent(terminal, plan, options, { planAgain, showFiles });
  if (consented === undefined) {
    terminal.err('Nothing was written.\n');
    return exitCode.done;
  }
  const applied = applyPlan(consented);
  const errStyle = terminal.styleOf('stderr', colourOf(options));
  terminal.err(doneInWords(applied, session, errStyle));
  // Who was asked has seen what would have changed in the files that are kept.
  if (applied.kept.length > 0 && options.yes) terminal.err(conflictsIn(consented, errStyle));
  showSteps(consented);
  return applied.kept.length === 0 ? exitCode.done : exitCode.findings;
}

/**
 * Code that the user edited and that this plan changes in the same lines, or needs no more: kept as it is, it would stand beside packages, settings
 * and files that are made for another backplane.
 */
const codeInTheWay = (plan: Plan): string[] =>
  plan.changes
    .filter(({ path, state, conflict, after }) => state === 'conflict' && path.endsWith('.cs') && (conflict === 'merge' || after === ''))
    .map(({ path }) => path);

const everythingWaits = (files: readonly string[]): string =>
  [
    `Nothing was written: you edited ${files.join(', ')}, and this plan changes the same lines or needs the file no more. The rest alone would leave a project that is half of each.`,
    'Say what to do: --take-new overwrites your edits (commit them first, undo does not bring them back), --keep-mine writes the rest and leaves the file to you. Or edit the file as the diff above shows, and run this again.',
    '',
  ].join('\n');

function doneInWords({ written, deleted, kept }: Applied, session: Site, style: Style): string {
  const of = (what: string, paths: readonly string[]): string[] => (paths.length > 0 ? [wrap(style, `${what}: ${paths.join(', ')}.`)] : []);
  const done = [...of('Written', written), ...of('Removed', deleted)];
  return `${[
    ...(done.length > 0 ? [...done, `Take it back with: ${undoCommand(session)}`] : ['Nothing had to be written.']),
    ...of('Kept as they are, since they are yours', kept),
  ].join('\n')}\n`;
}

const undoCommand = ({ folder, project }: Site): string =>
  ['backplane', 'undo', ...(folder === undefined ? [] : [folder]), ...(project === undefined ? [] : ['--project', project])]
    .map(inShell)
    .join(' ');

/** The record repeats what was generated: to review it is to read everything twice. */
const withoutRecord = (plan: Plan): Plan => ({ ...plan, changes: plan.changes.filter(({ path }) => path !== recordPath) });

/** What lies in the folder of a project is compiled with it, but for folders that begin with a dot. */
function isCompiledWith(project: Project, folder: string): boolean {
  const path = relative(project.folder, folder);
  return !path.startsWith('.') && !isAbsolute(path);
}

/** Consent is the folder itself: it is new, so nothing can be lost in it. */
function writeElsewhere(terminal: Terminal, project: Project, plan: Plan, output: string): void {
  const folder = resolve(terminal.workingFolder, output);
  checkFolderIsFree(folder);
  const elsewhere = planElsewhere(plan, folder);
  const { written } = elsewhere.changes.length > 0 ? writeNewFolder(elsewhere) : { written: [] };
  terminal.err(`Written into ${output}: ${written.join(', ') || 'nothing, the project is as planned'}. The project is as it was.\n`);
  if (plan.changes.some(({ state, generated }) => state === 'edit' && !generated))
    terminal.err('Some of these are copies of your own files with the changes made; they hold what yours hold, secrets too.\n');
  if (written.length > 0 && isCompiledWith(project, folder))
    terminal.err(
      `${output} is in the folder of ${project.file.path}: a build takes the code in it for the project's own. Move it before you build.\n`,
    );
  const without = (state: string): string =>
    plan.changes
      .filter((change) => change.state === state)
      .map(({ path }) => path)
      .join(', ');
  if (without('delete')) terminal.err(`Needed no more, so delete them yourself: ${without('delete')}.\n`);
  if (without('conflict')) terminal.err(`Left out, since you edited them: ${without('conflict')}. --diff shows what would have changed.\n`);
}

function printPatch(terminal: Terminal, plan: Plan): void {
  const repository = repositoryOf(plan.folder);
  const { text, obstacles } = renderPatch(plan, repository);
  if (obstacles.length > 0)
    throw new UserError(`This plan cannot be written as a patch: ${obstacles.join('; ')}. Use --yes to write it, or --diff to see it.`, 3);
  terminal.out(text);
  const root = diffRoot(plan);
  const where = repository === undefined ? `in ${root} as seen from the project folder` : 'in the root of the repository';
  if (root !== '') terminal.err(`The patch changes a file above the project: run "git apply" ${where}.\n`);
}

function nothingToGenerate(terminal: Terminal, advice: Advice, options: GenerateOptions, project?: Project): number {
  const code = printAdvice(terminal, advice, options);
  const isEarlier = project !== undefined && currentFiles(project.folder).readCurrent(recordPath) !== undefined;
  const earlier = isEarlier ? ' What an earlier run generated stays as it is; backplane undo takes it back.' : '';
  terminal.err(`There is nothing to generate for this decision.${earlier}
`);
  return code;
}

function headingOf(advice: Advice, project: Project): string {
  const { outcome, reasons } = advice.decision;
  if (outcome === 'backplane') return `Plan for ${nameOfRecommended(advice)} in ${project.file.path}`;
  return `Plan for ${project.file.path} without what was generated earlier. ${reasons[0]?.text ?? ''}`;
}

const nameOfRecommended = ({ decision, ruleBase }: Advice): string =>
  ruleBase.backplanes.find(({ id }) => id === decision.recommended)?.name ?? String(decision.recommended);

function projectOf(terminal: Terminal, session: Site): Project {
  if (session.scan) return fitProject(session.scan.project);
  if (session.project === noProject)
    throw new UserError(`--project ${noProject}: generate writes into a project. Name one, or leave the option out.`, 2);
  const folder = session.folder ?? 'the working folder';
  const { otherLanguages, otherKinds } = unfitProjects(resolve(terminal.workingFolder, session.folder ?? '.'));
  const found = [
    ...(otherLanguages.length > 0 ? [`${otherLanguages.join(', ')}, and what is generated is C#`] : []),
    ...(otherKinds.length > 0 ? [`${otherKinds.join(', ')}, which is no web project and no class library of the .NET SDK`] : []),
  ];
  throw new UserError(
    found.length > 0
      ? `Nothing can be generated in ${folder}: found ${found.join('; ')}. The advice itself needs no project: backplane advise.`
      : `There is no project (.csproj) in ${folder}. Expected the folder of the web project: give it after "generate".`,
    3,
  );
}

/** What is generated is C# for .NET; .NET Framework alone cannot compile it. */
function fitProject(project: Project): Project {
  const { targetFrameworks, file } = project;
  if (targetFrameworks.length === 0 || newestFramework(targetFrameworks) !== undefined) return project;
  throw new UserError(
    `${file.path}: found the target framework ${targetFrameworks.join(', ')}. Expected .NET, such as net10.0: nothing that is generated compiles for anything else. The advice itself holds: backplane advise.`,
    3,
  );
}

/** What would have changed in the files that the user edited, and that are kept therefore. */
function conflictsIn(plan: Plan, style: Style): string {
  const diff = renderConflicts(plan);
  return diff === '' ? '' : `\nIn what you edited, this would have changed:\n${colourDiff(diff, style)}`;
}

interface Asking {
  planAgain(overwrite: ReadonlySet<string>): Plan;
  showFiles(plan: Plan): void;
}

/** The plan that somebody agreed to; undefined where they did not. */
async function askConsent(
  terminal: Terminal,
  plan: Plan,
  options: GenerateOptions,
  { planAgain, showFiles }: Asking,
): Promise<Plan | undefined> {
  const { confirm } = await import('../prompt/confirm.js');
  const style = terminal.styleOf('stderr', colourOf(options));
  let agreed = plan;
  const conflicts = plan.changes.filter(({ state }) => state === 'conflict');
  if (conflicts.length > 0) {
    terminal.err(`${conflictsIn(plan, style)}\n`);
    const overwrite = new Set<string>();
    for (const { path } of conflicts)
      if (await confirm(terminal, `Overwrite ${path}, and lose what differs?`, false, options)) overwrite.add(path);
    if (overwrite.size > 0) agreed = planAgain(overwrite);
  }
  const writesNothing = agreed.changes.every(({ state }) => state === 'unchanged' || state === 'conflict');
  if (!writesNothing) terminal.err(`${colourDiff(renderDiff(withoutRecord(agreed)), style)}\n`);
  showFiles(agreed);
  return writesNothing || (await confirm(terminal, 'Write this?', false, options)) ? agreed : undefined;
}
