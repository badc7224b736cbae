// From answers, through the decision, to the files: as `backplane generate` does it, but without a terminal and without a folder.
import { fileURLToPath } from 'node:url';
import { assume } from '../../src/decide/assume.js';
import { decide } from '../../src/decide/decide.js';
import type { Decision } from '../../src/decide/decision.js';
import { partGroups } from '../../src/decide/part-groups.js';
import { selectParts } from '../../src/decide/select-parts.js';
import { loadRulesFolders } from '../../src/knowledge/load/rules-folder.js';
import type { Answer, Fact, Part } from '../../src/knowledge/types.js';
import { makePlan } from '../../src/plan/make-plan.js';
import type { Plan } from '../../src/plan/plan.js';
import type { Project } from '../../src/scan/project.js';
import { source } from '../plan/source.js';
import { templates } from './render.js';

export const ruleBase = loadRulesFolders([fileURLToPath(new URL('../../rules/', import.meta.url))]);
export const everyGroup = partGroups(ruleBase).map(({ id }) => id);

export type Answers = Record<string, Answer>;

const project: Project = {
  folder: '/site',
  file: source(
    'Site.csproj',
    '<Project Sdk="Microsoft.NET.Sdk.Web">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n  </PropertyGroup>\n</Project>\n',
  ),
  name: 'Site',
  sdk: 'Microsoft.NET.Sdk.Web',
  web: true,
  targetFrameworks: ['net10.0'],
  rootNamespace: 'Site',
  implicitUsings: true,
  nullable: true,
  packages: [],
  centralVersions: [],
  calls: [],
  hubs: [],
  settings: [],
  style: { fileScopedNamespaces: true, indent: '    ', newline: '\n', byteOrderMark: false },
};

export function factsOf(answers: Answers): Fact[] {
  const stated: Fact[] = Object.entries(answers).map(([id, value]) => ({ id, value, provenance: 'flag' }));
  return assume(ruleBase, stated, { asOf: '2026-11-23' });
}

export const decisionFor = (answers: Answers): Decision => decide(ruleBase, factsOf(answers), { asOf: ruleBase.checked });

/** What a decision writes. `values` are laid over those of the product. */
export function planOf(
  answers: Answers,
  groups: readonly string[],
  { decision = decisionFor(answers), on = {}, values = {} }: { decision?: Decision; on?: Partial<Project>; values?: object } = {},
): { plan: Plan; parts: Part[]; files: Record<string, string> } {
  const selected = selectParts(ruleBase, factsOf(answers), decision, ruleBase.checked, groups);
  const site = { ...project, ...on };
  const plan = makePlan({
    project: site,
    parts: selected.parts.map((part) => ({ part, title: part.title, ...(part.step === undefined ? {} : { step: part.step }) })),
    templates,
    values: {
      ...selected.values,
      applicationName: site.name,
      application: site.name,
      command: 'backplane advise',
      day: null,
      missingUnknown: false,
      ...values,
    },
    record: undefined,
    readCurrent: (path) => (path === project.file.path ? project.file : undefined),
    versions: { tool: '0', ruleBase: ruleBase.version },
  });
  return { plan, parts: selected.parts, files: Object.fromEntries(plan.changes.map(({ path, after }) => [path, after])) };
}

/** The decision as if another of its verdicts had won, so that what belongs to that backplane can be seen on this site. */
export function wonBy(decision: Decision, backplane: string): Decision {
  const winner = decision.verdicts.filter((verdict) => verdict.backplane === backplane);
  const others = decision.verdicts.filter((verdict) => verdict.backplane !== backplane);
  return { ...decision, outcome: 'backplane', recommended: backplane, verdicts: [...winner, ...others] };
}
