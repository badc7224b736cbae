import type { Part } from '../knowledge/types.js';
import { isInsideProject } from './disk/project-path.js';
import { withNewline } from './edit/newline.js';
import { fitCsharp } from './parts/fit-style.js';
import { planCall, planObsoleteCalls } from './parts/plan-call.js';
import { planGeneratedFile } from './parts/plan-generated-file.js';
import type { PlanInput, SelectedPart } from './parts/plan-input.js';
import { planObsolete } from './parts/plan-obsolete.js';
import { planPackage, planSetting } from './parts/plan-user-files.js';
import { planRecord, RecordDraft } from './parts/update-record.js';
import { UserFiles } from './parts/user-files.js';
import type { FileChange, Plan, Step } from './plan.js';
import { recordPath } from './record.js';
import { renderTemplate } from './templates/render-template.js';
import { templateValues } from './templates/template-values.js';

export type { PlanInput, SelectedPart } from './parts/plan-input.js';

/**
 * The file changes and the steps that put the selected parts into a project. Reads nothing but through `readCurrent` and writes nothing.
 * @throws UserError (3) where a file of the project is malformed, or a value cannot be written where a template puts it.
 */
export function makePlan(input: PlanInput): Plan {
  const { project, record } = input;
  const files = new UserFiles(input.readCurrent);
  const draft = new RecordDraft(record, input.versions);
  const generated = planFiles(input, draft);
  const steps: Step[] = [];
  /** They come first: until they are made, nothing of what is generated runs. */
  const callSteps: Step[] = [];
  for (const selected of input.parts) {
    const { part } = selected;
    if (part.package) steps.push(...planPackage(project, files, draft, selected, part.package));
    if (part.setting) steps.push(...planSetting(project, files, draft, selected, renderedSetting(input, part.id, part.setting)));
    if (part.call) callSteps.push(...planCall(project, files, draft, selected, part.call, generated));
    if (part.step) steps.push({ code: part.id, text: selected.step ?? part.step, source: part.source.join(', ') });
  }
  const obsolete = planObsolete(input, [...generated, ...files.changes()], draft);
  const kept = obsolete.changes.filter(({ state }) => state === 'conflict');
  const obsoleteCalls = planObsoleteCalls(input, files, draft, kept);
  draft.recordUserFiles(files.changes());
  const all = [...generated, ...files.changes(), ...obsolete.changes];
  const foldersToRemove = draft.takeFolders(all, input.folderExists ?? (() => false));
  const recordChange = planRecord(draft, input.readCurrent(recordPath));
  return {
    folder: project.folder,
    changes: [...all, ...recordChange],
    steps: [...callSteps, ...steps, ...obsoleteCalls, ...obsolete.steps],
    ...(foldersToRemove.length > 0 ? { foldersToRemove } : {}),
  };
}

function planFiles(input: PlanInput, draft: RecordDraft): FileChange[] {
  const generated: FileChange[] = [];
  for (const selected of input.parts) {
    const { part } = selected;
    if (!part.file) continue;
    const change = planFile(input, selected, part.file, draft);
    const other = generated.find(({ path }) => path.toLowerCase() === change.path.toLowerCase());
    if (other) throw new Error(`The parts ${other.parts.join(', ')} and ${part.id} both write ${change.path}.`);
    generated.push(change);
  }
  return generated;
}

function planFile(input: PlanInput, { part, title }: SelectedPart, file: NonNullable<Part['file']>, draft: RecordDraft): FileChange {
  const { project, templates } = input;
  const path = renderText(input, `path of the part ${part.id}`, file.path);
  if (!isInsideProject(path))
    throw new Error(`The part ${part.id} would write ${JSON.stringify(path)}, which is not a path inside the project folder.`);
  const rendered = renderTemplate(templates, file.template, templateValues(project, input.values, path));
  const isCsharp = file.language === 'csharp';
  // Everything else runs on Linux as often as not: shells and proxies stumble over carriage returns.
  const text = isCsharp ? fitCsharp(rendered, project.style) : withNewline(rendered, '\n');
  const byteOrderMark = isCsharp && project.style.byteOrderMark;
  const { change, recorded } = planGeneratedFile(
    { path, title, parts: [part.id], text, byteOrderMark },
    input.readCurrent(path),
    draft.generatedText(path),
    input.overwrite?.has(path) ?? false,
  );
  draft.recordFile(path, [part.id], recorded);
  return change;
}

function renderedSetting(input: PlanInput, id: string, { file, key, value }: NonNullable<Part['setting']>): NonNullable<Part['setting']> {
  const path = renderText(input, `settings file of the part ${id}`, file);
  if (!isInsideProject(path))
    throw new Error(`The part ${id} would change ${JSON.stringify(path)}, which is not a path inside the project folder.`);
  return { file: path, key, value: typeof value === 'string' ? renderText(input, `value of the part ${id}`, value) : value };
}

const renderText = ({ project, templates, values }: PlanInput, name: string, text: string): string =>
  renderTemplate({ ...templates, [name]: text }, name, templateValues(project, values, ''));
