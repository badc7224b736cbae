import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fitCsharp } from '../../src/plan/parts/fit-style.js';
import { renderTemplate } from '../../src/plan/templates/render-template.js';

/** What a template is told of a project, and how the project's C# is written. */
export interface Site {
  rootNamespace: string;
  /** Folder of the file, as part of a namespace. */
  folder: string;
  facts: Record<string, string | string[]>;
  /** Full names of the hub classes that were found. */
  hubs?: string[];
  /** Whether no message is too large for one notification of PostgreSQL. */
  smallMessages?: boolean;
  /** Whether the project is built for several frameworks. */
  multiTargeting?: boolean;
  /** Default: as the templates are written. */
  style?: { fileScopedNamespaces: boolean; indent: string };
}

/** A name that is hard to write, so that every rendered file proves the escaping. */
const applicationName = 'O\'Neil "Site" \\ {0}';

const folder = fileURLToPath(new URL('../../templates/', import.meta.url));

/** Every template as it is in the working tree, by its path below templates/. */
export const templates: Record<string, string> = Object.fromEntries(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
);

/** A C# file as the product writes it into a site. */
export function renderCSharp(
  template: string,
  { rootNamespace, folder, facts, hubs = [], smallMessages = false, multiTargeting = false, style }: Site,
): string {
  const text = renderTemplate(templates, template, {
    project: { name: rootNamespace, rootNamespace, folderNamespace: `${rootNamespace}.${folder}`, multiTargeting, hubs },
    facts,
    definitions: { smallMessages },
    applicationName,
  });
  return fitCsharp(text, { fileScopedNamespaces: true, indent: '    ', ...style, newline: '\n', byteOrderMark: false });
}
