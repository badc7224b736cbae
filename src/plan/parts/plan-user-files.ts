import type { Part } from '../../knowledge/types.js';
import type { Project, SourceFile } from '../../scan/project.js';
import { maskSecrets } from '../../scan/secrets/mask-secrets.js';
import { addPackage } from '../edit/edit-project-file.js';
import { newSettings, setSetting } from '../edit/edit-settings.js';
import { withNewline } from '../edit/newline.js';
import type { Step } from '../plan.js';
import type { SelectedPart } from './plan-input.js';
import type { RecordDraft } from './update-record.js';
import type { UserFiles } from './user-files.js';

/** Gives the project a package; returns what the user has to do instead where no edit is safe. */
export function planPackage(
  project: Project,
  files: UserFiles,
  record: RecordDraft,
  { part, title }: SelectedPart,
  wish: NonNullable<Part['package']>,
): Step[] {
  const current = (file: SourceFile): SourceFile => files.read(file.path) ?? file;
  const central = project.centralPackages && current(project.centralPackages);
  const projectFile = current(project.file);
  const result = addPackage({ project: projectFile, ...(central ? { central } : {}) }, wish, project);
  const isDone = result.steps.length === 0;
  if (isDone || result.project.length > 0) files.edit(projectFile, result.project, part.id, title);
  if (central && (isDone || result.central.length > 0)) files.edit(central, result.central, part.id, title);
  if (result.project.length + result.central.length > 0) record.recordPackage(part.id, wish.id);
  return result.steps;
}

/** Sets a key of a settings file, or creates the file; a value that is the user's stays, and the step says so. */
export function planSetting(
  project: Project,
  files: UserFiles,
  record: RecordDraft,
  { part, title }: SelectedPart,
  setting: NonNullable<Part['setting']>,
): Step[] {
  const { file: path, key, value } = setting;
  const current = files.read(path);
  if (!current && !project.web) return [elsewhere(project, part, setting)];
  if (!current) {
    const newline = project.settings[0]?.newline ?? project.style.newline;
    const created = { path, text: withNewline(newSettings(key, value), newline), encoding: 'utf8' as const, byteOrderMark: false, newline };
    files.create(created, part.id, title);
    record.recordSetting(part.id, setting);
    return [];
  }
  const result = setSetting(current, key, value, record.settingValue(path, key));
  if (result.kind === 'unchanged' || result.kind === 'edit') {
    files.edit(current, result.kind === 'edit' ? result.edits : [], part.id, title);
    if (result.kind === 'edit') record.recordSetting(part.id, setting);
    return [];
  }
  const lines = { file: path, text: newSettings(key, value).trimEnd() };
  if (result.kind === 'blocked')
    return [
      {
        code: 'setting-by-hand',
        text: `${path}:${result.line}: found ${result.found}. Set ${key} to ${JSON.stringify(value)} by hand.`,
        lines,
      },
    ];
  record.forgetSetting(path, key);
  const found = shown(key, result.current);
  return [
    {
      code: 'setting-differs',
      text: `${path}:${result.line} sets ${key} to ${found}; expected ${JSON.stringify(value)}. It was kept: change it, unless you know why it is so.`,
      lines,
    },
  ];
}

/** A class library reads no settings: those of the project that runs count. */
function elsewhere({ file }: Project, { id, source }: Part, { file: path, key, value }: NonNullable<Part['setting']>): Step {
  return {
    code: id,
    text: `${file.path} is a class library, and settings are read by the project that runs. Set ${key} there.`,
    lines: { file: path, text: newSettings(key, value).trimEnd() },
    source: source.join(', '),
  };
}

/** A value as it may be shown: whether it is a secret depends on its name, too. */
function shown(key: string, value: string): string {
  const lines = [`"${key}": ${value}`, `"${key.split(':').at(-1)}": ${value}`];
  return lines.every((line) => maskSecrets(line) === line) ? value : 'another value (not shown: it may be a secret)';
}
