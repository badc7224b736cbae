import { resolve } from 'node:path';
import { z } from 'zod';
import { assume } from '../../decide/assume.js';
import { openQuestions } from '../../decide/relevance.js';
import { examineText } from '../../diagnose/examine-text.js';
import { type Question, UserError } from '../../knowledge/types.js';
import { renderDiff } from '../../plan/diff.js';
import { inOrderOfWeight } from '../../questions/in-order-of-weight.js';
import { environmentNameOf } from '../../questions/names.js';
import { renderFullText } from '../../render/advice/full-text.js';
import { renderComparison, renderComparisonJson } from '../../render/compare.js';
import { renderDiagnosis, renderDiagnosisJson } from '../../render/diagnosis.js';
import { renderEstimate, renderEstimateJson } from '../../render/estimate.js';
import { renderExplanations } from '../../render/explain/explain-text.js';
import { findExplanations } from '../../render/explain/find-explanations.js';
import { renderHits, searchEntries } from '../../render/explain/search-explanations.js';
import { renderJson } from '../../render/json.js';
import { renderPlanJson, renderPreview, renderSteps } from '../../render/plan.js';
import { renderScan, renderScanJson } from '../../render/scan.js';
import type { Style } from '../../render/style.js';
import { decisionSchema, planSchema } from '../../schemas/index.js';
import { adviceFor } from '../../site/advice.js';
import { plan } from '../../site/api.js';
import { comparisonFor } from '../../site/comparison.js';
import { estimateFor } from '../../site/estimate.js';
import { findProject } from '../find-project.js';
import { unknownId } from '../unknown-id.js';
import { asked, folder, type Read, readSite } from './asked.js';
import { type Said, type Tool, tool } from './tool.js';

/** An assistant reads it: no colours, and long lines break where it shows them. */
const style: Style = { colour: false, width: 120 };

/** Everything that an assistant can ask. None of it writes. */
export const tools: readonly Tool[] = [
  tool(
    {
      name: 'questions',
      title: 'What is still open',
      description:
        'The questions whose answers can still change which SignalR backplane is recommended, in the order in which they are worth asking, each with why it is asked and what it takes. Ask the user these before you rely on "advise"; an empty list means that the recommendation stands.',
      input: asked,
    },
    async (input, desk) => {
      const read = await readSite(desk, input);
      const { ruleBase, stated, asOf } = read.site;
      const all = [...openQuestions(ruleBase, assume(ruleBase, stated, { asOf }), { asOf })];
      const open = inOrderOfWeight(ruleBase, stated, all, { asOf });
      const lines = open.map(({ id, prompt, why, choices, type, unit }) =>
        [
          `${id}: ${prompt}`,
          `  Why: ${why}`,
          `  Takes: ${choices.length > 0 ? choices.map(({ value }) => value).join(', ') : (unit ?? type)}, or unknown`,
        ].join('\n'),
      );
      const text = lines.length > 0 ? lines.join('\n') : 'Nothing is open: no further answer changes the recommendation.';
      return said(read, `${text}\n`, { schema: 1, questions: open.map(openQuestion) });
    },
  ),
  tool(
    {
      name: 'advise',
      title: 'Recommend a backplane',
      description:
        'Which SignalR backplane fits a load-balanced .NET or Umbraco site, why, why not the others, what must be so for it to work, and what would change it. Every reason names its rule; "explain" gives the source.',
      input: asked,
      output: decisionSchema,
    },
    async (input, desk) => {
      const read = await readSite(desk, input);
      const advice = adviceFor(read.site);
      return said(read, renderFullText(advice, style), JSON.parse(renderJson(advice)));
    },
  ),
  tool(
    {
      name: 'compare',
      title: 'Compare all backplanes',
      description: 'All backplanes side by side for these answers: status, capacity, cost, delay, what to operate, and why.',
      input: asked,
    },
    async (input, desk) => {
      const read = await readSite(desk, input);
      const report = comparisonFor(read.site);
      return said(read, renderComparison(report, style), JSON.parse(renderComparisonJson(report)));
    },
  ),
  tool(
    {
      name: 'estimate',
      title: 'Estimate traffic, capacity and cost',
      description: 'Traffic, capacity, headroom and monthly cost of each backplane; with "growth" up to a million connections.',
      input: asked.extend({
        backplane: z.string().optional().meta({ description: 'Only this backplane, by its id.' }),
        growth: z.boolean().optional().meta({ description: 'The same workload times 1, 10, 100 and so on.' }),
      }),
    },
    async ({ backplane, growth, ...input }, desk) => {
      const ids = desk.ruleBase.backplanes.map(({ id }) => id);
      if (backplane !== undefined && !ids.includes(backplane))
        throw new UserError(`"${backplane}" is not a backplane. Expected one of ${ids.join(', ')}.`, 2);
      const read = await readSite(desk, input);
      const report = estimateFor(read.site, {
        ...(backplane === undefined ? {} : { backplane }),
        ...(growth === undefined ? {} : { growth }),
      });
      return said(read, renderEstimate(report, style), JSON.parse(renderEstimateJson(report)));
    },
  ),
  tool(
    {
      name: 'explain',
      title: 'Explain an id, or look for words',
      description:
        'What a backplane, rule, question, load balancer, price or NuGet package means, with its sources and the day of their check; with other words what speaks of them.',
      input: z.strictObject({ id: z.string().min(1).meta({ description: 'An id, a package name, or words to look for.' }) }),
    },
    async ({ id }, { ruleBase, terminal }) => {
      const matches = findExplanations(id, { ruleBase, asOf: terminal.today(), environmentName: environmentNameOf });
      if (matches.length > 0) return { text: renderExplanations(matches, style), data: { schema: 1, matches } };
      const found = searchEntries(ruleBase, id);
      if (found.length === 0) throw unknownId(ruleBase, id);
      return { text: renderHits(id, found, style), data: { schema: 1, found } };
    },
  ),
  tool(
    {
      name: 'plan',
      title: 'Preview the changes',
      description:
        'What "backplane generate" would put into the project, as a list, a diff and the steps that remain. A preview: nothing is written. The user writes it with the command "backplane generate".',
      input: asked.extend({
        folder,
        parts: z.array(z.string()).optional().meta({ description: 'Only these groups of parts. Without it what the decision needs.' }),
      }),
      output: planSchema,
    },
    async ({ parts, ...input }, desk) => {
      const read = await readSite(desk, input);
      const { decision, generate } = adviceFor(read.site);
      const preview = plan(read.site, parts);
      const { outcome, recommended, contradictions } = decision;
      const text = [renderPreview(preview, style), renderSteps(preview, style), renderDiff(preview), `To write it: ${generate}\n`];
      return said(
        read,
        text.filter((one) => one !== '').join('\n'),
        JSON.parse(renderPlanJson(preview, { outcome, recommended, contradictions })),
      );
    },
  ),
  tool(
    {
      name: 'scan',
      title: 'Read a project',
      description: 'What the files of a site and around it show, each with file and line, and what they contradict. Nothing is decided.',
      input: z.strictObject({ folder, project: asked.shape.project }),
    },
    async ({ folder, project }, { terminal, ruleBase }) => {
      const root = resolve(terminal.workingFolder, folder);
      const wish = { root, ask: false, canDoWithout: false, ...(project === undefined ? {} : { project }) };
      const { scan } = await findProject(terminal, ruleBase, wish);
      if (!scan) throw new UserError(`Found no web project in ${folder}. Expected the folder of a site, or a project file (.csproj).`, 3);
      const shown = { ...scan, project: { name: scan.project.name, folder: scan.project.folder, file: scan.project.file.path } };
      return { text: renderScan(shown, style), data: JSON.parse(renderScanJson(shown, ruleBase)) };
    },
  ),
  tool(
    {
      name: 'diagnose',
      title: 'Say what a message means',
      description: 'What an error message, or lines of a log, of SignalR or Umbraco mean, and what they come from on this site.',
      input: asked.extend({ text: z.string().min(1).meta({ description: 'The message, or the lines of the log.' }) }),
    },
    async ({ text, ...input }, desk) => {
      const read = await readSite(desk, input);
      const { facts, asOf, ruleBase } = read.site;
      const examination = await examineText(ruleBase, text);
      const report = { diagnosis: examination.diagnose(facts, asOf), facts, ruleBase };
      return said(read, renderDiagnosis(report, style), JSON.parse(renderDiagnosisJson(report)));
    },
  ),
];

const said = ({ notes }: Read, text: string, data: Record<string, unknown>): Said => ({ text: notes ? `${notes}\n${text}` : text, data });

const openQuestion = ({ id, prompt, why, help, type, unit, choices }: Question): object => ({
  id,
  prompt,
  why,
  ...(help === undefined ? {} : { help }),
  type,
  ...(unit === undefined ? {} : { unit }),
  choices: choices.map(({ value, label, help: about }) => ({
    value,
    label: label ?? value,
    ...(about === undefined ? {} : { help: about }),
  })),
});
