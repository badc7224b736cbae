import { selectParts } from '../decide/select-parts.js';
import { loadBuiltInTemplates } from '../knowledge/built-in.js';
import { UserError } from '../knowledge/types.js';
import { applyPlan, recover } from '../plan/apply-plan.js';
import { currentFiles } from '../plan/current-files.js';
import { renderConflicts, renderDiff } from '../plan/diff.js';
import { makePlan } from '../plan/make-plan.js';
import type { Plan } from '../plan/plan.js';
import { parseRecord, recordPath } from '../plan/record.js';
import type { Advice } from '../render/json.js';
import { colourDiff, renderPlanJson, renderPreview, renderSteps } from '../render/plan.js';
import type { Project } from '../scan/project.js';
import { adviceFor, printAdvice } from './advice.js';
import { type Configure, formatOption } from './command.js';
import { exitCode } from './exit-code.js';
import type { Session, SessionOptions } from './session.js';
import { colourOf, type Terminal } from './terminal.js';

export type GenerateOptions = SessionOptions & {
  format?: string;
  dryRun?: boolean;
  diff?: boolean;
  patch?: boolean;
  yes?: boolean;
  parts?: string;
};

/** `backplane generate`: the plan for the decision; shown, and written with consent. */
export const configureGenerate: Configure = (command, { terminal, open, exit }) => {
  command
    .addOption(formatOption('text', 'json'))
    .option('--dry-run', 'list what would be written, and write nothing')
    .option('--diff', 'show what would be written, and write nothing')
    .option('--patch', 'the same as a patch for "git apply"')
    .option('--yes', 'write without asking; files that you edited are kept')
    .option('--parts <groups>', 'only these parts, comma-separated (default: what the decision needs)')
    .action(async (folder: string | undefined, options: GenerateOptions) => {
      let session = await open(folder, options);
      // What an interrupted run left is finished before the project is looked at.
      if (session.scan && recover(session.scan.project.folder) !== 'nothing') {
        terminal.err('An earlier run was interrupted; its changes were finished or taken back first.\n');
        session = await open(folder, options);
      }
      exit(await generate(terminal, session, adviceFor(session), options));
    });
};

/** Makes the plan for an advice, shows it, and writes it with consent. Returns the exit code. */
export async function generate(terminal: Terminal, session: Session, advice: Advice, options: GenerateOptions): Promise<number> {
  if (advice.decision.outcome !== 'backplane') return nothingToGenerate(terminal, advice, options);
  const project = projectOf(session);
  const plan = planFor(session, project, advice, options.parts);
  const style = terminal.styleOf('stdout', colourOf(options));
  if (options.format === 'json') terminal.out(renderPlanJson(plan, advice.decision));
  else if (options.patch) terminal.out(renderDiff(plan));
  else if (options.diff) terminal.out(`${colourDiff(renderDiff(plan), style)}${renderConflictsIn(plan, style)}`);
  else terminal.out(`Plan for ${nameOfRecommended(advice)} in ${project.file.path}\n\n${renderPreview(plan, style)}`);
  if (options.dryRun || options.diff || options.patch) return exitCode.done;
  const consented = options.yes
    ? plan
    : await askConsent(terminal, plan, options, (overwrite) => planFor(session, project, advice, options.parts, overwrite));
  if (consented === undefined) {
    terminal.err('Nothing was written, because nobody could be asked. Add --yes to write this plan, or --diff to see it in full.\n');
    return exitCode.usage;
  }
  if (consented === 'no') {
    terminal.err('Nothing was written.\n');
    return exitCode.done;
  }
  const { written, deleted, kept } = applyPlan(consented);
  if (options.format !== 'json') terminal.out(`\n${renderSteps(consented, style)}`);
  const done = [...written, ...deleted];
  terminal.err(`${done.length === 0 ? 'Nothing had to be written.' : `Written: ${done.join(', ')}. Take it back with: backplane undo`}\n`);
  if (kept.length === 0) return exitCode.done;
  terminal.err(
    `Kept as they are, since they are yours: ${kept.join(', ')}.${renderConflictsIn(consented, terminal.styleOf('stderr', colourOf(options)))}`,
  );
  return exitCode.findings;
}

function nothingToGenerate(terminal: Terminal, advice: Advice, options: GenerateOptions): number {
  const code = printAdvice(terminal, advice, options);
  terminal.err('There is nothing to generate for this decision.\n');
  return code;
}

const nameOfRecommended = ({ decision, ruleBase }: Advice): string =>
  ruleBase.backplanes.find(({ id }) => id === decision.recommended)?.name ?? String(decision.recommended);

function projectOf(session: Session): Project {
  if (session.scan) return session.scan.project;
  const folder = session.folder ?? 'the working folder';
  throw new UserError(`There is no project (.csproj) in ${folder}. Expected the folder of the web project: give it after "generate".`, 3);
}

function renderConflictsIn(plan: Plan, style: Parameters<typeof colourDiff>[1]): string {
  const diff = renderConflicts(plan);
  return diff === '' ? '' : `\nKept as they are; this would have changed:\n${colourDiff(diff, style)}`;
}

/** The plan for a decision and a project. Reads the project and writes nothing. `overwrite`: conflicts that the user agreed to lose. */
export function planFor(session: Session, project: Project, advice: Advice, groups?: string, overwrite?: ReadonlySet<string>): Plan {
  const { ruleBase, facts, asOf } = session;
  const everything = selectParts(ruleBase, facts, advice.decision, asOf);
  const wanted = groups === undefined ? undefined : checkedGroups(session, groups);
  const { parts, values } = wanted ? selectParts(ruleBase, facts, advice.decision, asOf, wanted) : everything;
  const files = currentFiles(project.folder);
  const record = files.readCurrent(recordPath);
  return makePlan({
    project,
    parts: parts.map((part) => ({ part, title: part.title, ...(part.step === undefined ? {} : { step: part.step }) })),
    templates: loadBuiltInTemplates(),
    values: { ...values, applicationName: project.name, application: project.name },
    record: record && parseRecord(record),
    ...files,
    versions: { tool: __VERSION__, ruleBase: ruleBase.version },
    applicable: new Set([...everything.parts, ...parts].map(({ id }) => id)),
    ...(overwrite ? { overwrite } : {}),
  });
}

function checkedGroups({ ruleBase }: Session, groups: string): string[] {
  const places = [...Object.values(ruleBase.loadBalancers), ...Object.values(ruleBase.platforms), ...ruleBase.backplanes];
  const known = new Set([...ruleBase.parts, ...places.flatMap(({ parts }) => parts)].map(({ group }) => group));
  const wanted = groups.split(',').map((group) => group.trim());
  const wrong = wanted.find((group) => !known.has(group));
  if (wrong !== undefined) throw new UserError(`--parts: found "${wrong}"; expected some of ${[...known].sort().join(', ')}.`, 2);
  return wanted;
}

/** The plan that somebody agreed to; `no` where they did not, undefined where nobody could be asked. */
async function askConsent(
  terminal: Terminal,
  plan: Plan,
  options: GenerateOptions,
  planAgain: (overwrite: ReadonlySet<string>) => Plan,
): Promise<Plan | 'no' | undefined> {
  if (!terminal.interactive || options.input === false) return undefined;
  const { confirm } = await import('./confirm.js');
  const style = terminal.styleOf('stderr', colourOf(options));
  let agreed = plan;
  const conflicts = plan.changes.filter(({ state }) => state === 'conflict');
  if (conflicts.length > 0) {
    terminal.err(renderConflictsIn(plan, style));
    const overwrite = new Set<string>();
    for (const { path } of conflicts) if (await confirm(terminal, `Overwrite ${path}, and lose what differs?`, false)) overwrite.add(path);
    if (overwrite.size > 0) agreed = planAgain(overwrite);
  }
  if (agreed.changes.every(({ state }) => state === 'unchanged' || state === 'conflict')) return agreed;
  terminal.err(colourDiff(renderDiff(agreed), style));
  return (await confirm(terminal, 'Write this?', false)) ? agreed : 'no';
}

declare const __VERSION__: string;
