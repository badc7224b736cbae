import { join } from 'node:path';
import { partGroups } from '../decide/part-groups.js';
import { lastingFacts } from '../decide/report.js';
import { selectParts } from '../decide/select-parts.js';
import { loadBuiltInTemplates } from '../knowledge/built-in.js';
import { readTemplates, templatesFolderOf } from '../knowledge/load/templates-folder.js';
import { type Part, type RuleBase, UserError } from '../knowledge/types.js';
import { type CurrentFiles, currentFiles } from '../plan/disk/current-files.js';
import { makePlan } from '../plan/make-plan.js';
import type { Plan } from '../plan/plan.js';
import { parseRecord, recordPath } from '../plan/record.js';
import { TemplateError } from '../plan/templates/render-template.js';
import { commandLine } from '../questions/resolve.js';
import type { Advice } from '../render/json.js';
import type { Project } from '../scan/project.js';
import type { Site } from './site.js';

export interface PlanOptions {
  /** Groups of parts, comma-separated. */
  parts?: string;
  asOf?: string;
  /** Optional groups that are wanted beside what the decision needs. */
  also?: readonly string[];
  /** The files of the project, where they are not those on disk. */
  files?: CurrentFiles;
}

/**
 * The plan for a decision and a project. Reads the project and writes nothing.
 * Without named groups: what the decision needs, and whatever else an earlier run generated, so that it follows the decision.
 * @param overwrite conflicts that the user agreed to lose.
 * @throws UserError (2) for a group that does not exist, (3) for a mistake in a template of the user.
 */
export function planFor(site: Site, project: Project, advice: Advice, options: PlanOptions, overwrite?: ReadonlySet<string>): Plan {
  const { ruleBase, facts, asOf, extra } = site;
  const groups = namedGroups(ruleBase, options.parts);
  const offered = selectParts(ruleBase, facts, advice.decision, asOf, groupIds(ruleBase));
  const files = options.files ?? currentFiles(project.folder);
  const text = files.readCurrent(recordPath);
  const record = text && parseRecord(text);
  const generated = new Set(record?.files.flatMap((file) => file.parts));
  const isWanted = ({ group, optional, id }: Part): boolean =>
    groups ? groups.includes(group) : !optional || generated.has(id) || Boolean(options.also?.includes(group));
  const input = {
    project,
    parts: offered.parts
      .filter(isWanted)
      .map((part) => ({ part, title: part.title, ...(part.step === undefined ? {} : { step: part.step }) })),
    values: {
      ...offered.values,
      applicationName: project.name,
      application: project.name,
      /** What generating does not change, so that generating again changes nothing. */
      command: commandLine('advise', lastingFacts(ruleBase, facts), extra),
      day: options.asOf ?? null,
      /** Whether missing answers count as unknown, so that a pipeline decides as this run did. */
      missingUnknown: extra.includes('--missing'),
    },
    record,
    ...files,
    versions: { tool: __VERSION__, ruleBase: ruleBase.version },
    applicable: new Set(offered.parts.map(({ id }) => id)),
    ...(overwrite ? { overwrite } : {}),
  };
  const parts = input.parts.map(({ part }) => part);
  return withTemplates(site.rules, parts, (templates) => makePlan({ ...input, templates }));
}

/**
 * The same for whatever was decided: where no backplane is needed, what an earlier run generated goes. Undefined where there is nothing to do;
 * also where no backplane fits, because nothing takes the place of what is there.
 */
export function planForAny(site: Site, project: Project, advice: Advice, options: PlanOptions): Plan | undefined {
  const { outcome } = advice.decision;
  if (outcome === 'no-eligible') return undefined;
  const plan = planFor(site, project, advice, options);
  const isIdle = plan.steps.length === 0 && plan.changes.every(({ state }) => state === 'unchanged');
  return outcome !== 'backplane' && isIdle ? undefined : plan;
}

/** The named groups in which this decision has no part. */
export function idleGroups({ ruleBase, facts, asOf }: Site, { decision }: Advice, named: string | undefined): string[] {
  const groups = namedGroups(ruleBase, named) ?? [];
  const parts = selectParts(ruleBase, facts, decision, asOf, groups).parts;
  return groups.filter((id) => !parts.some(({ group }) => group === id));
}

/**
 * Renders parts with the built-in templates and those of the user's rules folder laid over them.
 * @throws UserError (3) for a mistake in a template of the user.
 */
export function withTemplates<T>(
  rulesFolder: string | undefined,
  parts: readonly Part[],
  render: (templates: Record<string, string>) => T,
): T {
  const builtIn = loadBuiltInTemplates();
  if (rulesFolder === undefined) return render(builtIn);
  const folder = templatesFolderOf(rulesFolder);
  const own = readTemplates(folder);
  const templates = { ...builtIn, ...own };
  for (const { id, file } of parts)
    if (file && templates[file.template] === undefined)
      throw new UserError(
        `The part "${id}" names the template "${file.template}", which does not exist. Expected it at ${join(folder, file.template)}.`,
      );
  try {
    return render(templates);
  } catch (error) {
    if (error instanceof TemplateError && own[error.template] !== undefined)
      throw new UserError(`${join(folder, error.template)}: ${error.problem}`);
    throw error;
  }
}

const groupIds = (ruleBase: RuleBase): string[] => partGroups(ruleBase).map(({ id }) => id);

function namedGroups(ruleBase: RuleBase, named: string | undefined): string[] | undefined {
  if (named === undefined) return undefined;
  const known = groupIds(ruleBase);
  const groups = named.split(',').map((group) => group.trim());
  const wrong = groups.find((group) => !known.includes(group));
  if (wrong !== undefined) throw new UserError(`--parts: found "${wrong}"; expected some of ${known.join(', ')}.`, 2);
  return groups;
}

declare const __VERSION__: string;
