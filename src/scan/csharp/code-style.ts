import { join } from 'node:path';
import { frameworkRank } from '../msbuild/framework.js';
import type { Project, SourceFile } from '../project.js';
import { tokenize } from './csharp-tokens.js';
import { editorConfigFor } from './editorconfig.js';

type Style = Project['style'];

const sample = 20;

/** How a project's C# is written: as .editorconfig says, else as most of its files do, else as the templates of its .NET version. */
export async function codeStyle(
  project: Pick<Project, 'folder' | 'file' | 'targetFrameworks'>,
  code: readonly SourceFile[],
): Promise<Style> {
  const files = code.filter((file) => !/\.(?:designer|generated|g)\.cs$/i.test(file.path)).slice(0, sample);
  const config = await editorConfigFor(join(project.folder, 'Composer.cs'));
  const namespaces = files.map(usesFileScopedNamespace).filter((scoped) => scoped !== undefined);
  // File-scoped namespaces came with C# 10, which is the default from .NET 6 on.
  const possible = project.targetFrameworks.length > 0 && project.targetFrameworks.every((name) => frameworkRank(name) >= 6);
  const configured = config.get('csharp_style_namespace_declarations')?.split(':')[0]?.trim();
  return {
    fileScopedNamespaces: configured ? configured === 'file_scoped' : (majority(namespaces) ?? possible),
    indent: configuredIndent(config) ?? majority(files.map(indentOf).filter((indent) => indent !== undefined)) ?? '    ',
    newline: configuredNewline(config) ?? majority(files.map((file) => file.newline)) ?? project.file.newline,
    byteOrderMark: config.has('charset')
      ? config.get('charset') === 'utf-8-bom'
      : (majority(files.map((file) => file.byteOrderMark)) ?? false),
  };
}

/** The most frequent value; the first of equals. */
function majority<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function usesFileScopedNamespace(file: SourceFile): boolean | undefined {
  if (!file.text.includes('namespace')) return undefined;
  const tokens = tokenize(file.text);
  const start = tokens.findIndex((token) => token.kind === 'name' && token.text === 'namespace');
  const end = start < 0 ? undefined : tokens.slice(start).find((token) => token.text === ';' || token.text === '{');
  return end && end.text === ';';
}

/** What most deeper lines add to the line before them: a tab, or a number of spaces. */
function indentOf(file: SourceFile): string | undefined {
  const steps: string[] = [];
  let before = '';
  for (const line of file.text.split('\n')) {
    if (line.trim() === '' || /^\s*\*/.test(line)) continue;
    const indent = /^[\t ]*/.exec(line)?.[0] ?? '';
    const step = indent.startsWith(before) ? indent.slice(before.length) : '';
    if (/^(?:\t| {2}| {3}| {4}| {8})$/.test(step)) steps.push(step);
    before = indent;
  }
  return majority(steps);
}

function configuredIndent(config: ReadonlyMap<string, string>): string | undefined {
  const size = config.get('indent_size');
  if (config.get('indent_style') === 'tab' || size === 'tab') return '\t';
  const width = Number(size);
  if (Number.isInteger(width) && width > 0 && width <= 16) return ' '.repeat(width);
  return config.get('indent_style') === 'space' ? '    ' : undefined;
}

function configuredNewline(config: ReadonlyMap<string, string>): '\n' | '\r\n' | undefined {
  const end = config.get('end_of_line');
  return end === 'crlf' ? '\r\n' : end === 'lf' ? '\n' : undefined;
}
