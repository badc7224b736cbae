import { posix } from 'node:path';
import type { Project } from '../../scan/project.js';
import { namespaceOfFolder } from './escape-csharp.js';

/** The values of a template, with what it may know of the project and of the file that it makes as `project`. */
export function templateValues(project: Project, values: Record<string, unknown>, path: string): Record<string, unknown> {
  const { name, sdk, web, hubs, targetFrameworks, rootNamespace, implicitUsings, nullable, style } = project;
  const folder = posix.dirname(path);
  const folders = folder === '.' ? [] : folder.split('/').map(namespaceOfFolder);
  const ours = {
    name,
    sdk,
    web,
    targetFrameworks,
    /** Whether it is built for several frameworks, in which packages may differ. */
    multiTargeting: targetFrameworks.length > 1,
    rootNamespace,
    /** The namespace of a class in the file's folder, as the .NET tools choose it. */
    folderNamespace: [rootNamespace, ...folders].join('.'),
    implicitUsings,
    nullable,
    hubs,
    fileScopedNamespaces: style.fileScopedNamespaces,
    indent: style.indent,
  };
  return { ...values, project: { ...(values.project as object | undefined), ...ours } };
}
