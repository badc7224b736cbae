import type { Part } from '../../knowledge/types.js';
import type { Project, SourceFile } from '../../scan/project.js';
import type { CurrentFiles } from '../disk/current-files.js';
import { isInsideProject } from '../disk/project-path.js';
import { withNewline } from '../edit/newline.js';
import { fitCsharp } from '../parts/fit-style.js';
import type { FileChange, Plan } from '../plan.js';
import { renderTemplate } from './render-template.js';

/** How C# is written where nothing says otherwise. */
const plainStyle: Project['style'] = { fileScopedNamespaces: true, indent: '    ', newline: '\n', byteOrderMark: false };

/** A file of a new project, with what it is for. */
export interface NewFile {
  file: SourceFile;
  part: string;
  title: string;
}

/**
 * The files that the parts of a starter make.
 * @param values what its templates may use.
 * @param style how the project's C# is written, where that is known.
 */
export function renderNewFiles(
  parts: readonly Part[],
  templates: Record<string, string>,
  values: Record<string, unknown>,
  style = plainStyle,
): NewFile[] {
  return parts.flatMap(({ id, title, file: wanted }) => {
    if (!wanted) return [];
    const name = `path of the part ${id}`;
    const path = renderTemplate({ ...templates, [name]: wanted.path }, name, values);
    if (!isInsideProject(path))
      throw new Error(`The part ${id} would write ${JSON.stringify(path)}, which is not a path inside the project.`);
    const rendered = renderTemplate(templates, wanted.template, values);
    const isCsharp = wanted.language === 'csharp';
    const text = isCsharp ? fitCsharp(rendered, style) : withNewline(rendered, '\n');
    const byteOrderMark = isCsharp && style.byteOrderMark;
    const newline = isCsharp ? style.newline : '\n';
    return [{ file: { path, text, encoding: 'utf8' as const, byteOrderMark, newline }, part: id, title }];
  });
}

/** A project folder that holds these files and nothing else. */
export const onlyTheseFiles = (files: readonly NewFile[]): CurrentFiles => ({
  readCurrent: (path) => files.find(({ file }) => file.path === path)?.file,
  folderExists: () => false,
});

/** The plan for a project that holds these files, as one that creates them too: the user's files first. */
export function planFromNothing(plan: Plan, files: readonly NewFile[]): Plan {
  const changed = new Map(plan.changes.map((change) => [change.path, change]));
  const own = files.map(({ file, part, title }): FileChange => {
    const change = changed.get(file.path);
    if (change?.state === 'conflict' || change?.generated)
      throw new Error(`The parts ${change.parts.join(', ')} and ${part} both write ${file.path}.`);
    const { path, text, encoding, byteOrderMark } = file;
    return { path, state: 'create', title, parts: [part, ...(change?.parts ?? [])], after: change?.after ?? text, encoding, byteOrderMark };
  });
  const paths = new Set(own.map(({ path }) => path));
  return { ...plan, changes: [...own, ...plan.changes.filter(({ path }) => !paths.has(path))] };
}
