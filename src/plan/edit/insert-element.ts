import type { TextEdit } from '../plan.js';
import { isNamed, type ProjectElement } from './project-elements.js';

/** A project file in which something is inserted. */
export interface Document {
  text: string;
  project: ProjectElement;
  newline: string;
}

/**
 * Inserts an item after the last one of the same type in the first group that is for the same target framework (without one: for all);
 * where there is no such group, in a new one at the end. Undefined where the project element has no content to insert into.
 */
export function insertItem(document: Document, type: string, attributes: string, framework?: string): TextEdit | undefined {
  const groups = document.project.children.filter((group) => isNamed(group, 'ItemGroup') && isGroupFor(group, framework));
  const last = groups.map((group) => group.children.findLast((item) => isNamed(item, type))).find((item) => item !== undefined);
  if (last) return insertAfter(document, last, `<${type} ${attributes}${closing(document.text, last)}`);
  return insertGroup(document, framework ? ` Condition="${conditionFor(framework)}"` : '', `<${type} ${attributes} />`);
}

/** The condition that an item group has which is for one target framework only. */
export const conditionFor = (framework: string): string => `'$(TargetFramework)' == '${framework}'`;

function isGroupFor(group: ProjectElement, framework: string | undefined): boolean {
  const condition = group.attributes.get('condition')?.value;
  return framework === undefined ? condition === undefined : condition?.replace(/\s/g, '') === conditionFor(framework).replace(/\s/g, '');
}

/** Inserts an item group before the end of the project, set apart by blank lines where the others are. */
function insertGroup(document: Document, attributes: string, item: string): TextEdit | undefined {
  const { text, project, newline } = document;
  if (!project.content) return undefined;
  const { end } = project.content;
  const lineStart = text.lastIndexOf('\n', end - 1) + 1;
  const open = `<ItemGroup${attributes}>`;
  if (text.slice(lineStart, end).trim() !== '') return { offset: end, remove: 0, insert: `${open}${item}</ItemGroup>` };
  const indent = childIndent(document);
  const lines = [indent + open, indent + indent + item, `${indent}</ItemGroup>`].map((line) => line + newline).join('');
  if (isBlankLineBefore(text, lineStart)) return { offset: lineStart, remove: 0, insert: lines + newline };
  const apart = project.children.some((child) => isBlankLineBefore(text, text.lastIndexOf('\n', child.start - 1) + 1));
  return { offset: lineStart, remove: 0, insert: (apart ? newline : '') + lines };
}

function insertAfter({ text, newline }: Document, element: ProjectElement, inserted: string): TextEdit {
  const lineStart = text.lastIndexOf('\n', element.start - 1) + 1;
  const indent = text.slice(lineStart, element.start);
  // Several elements on one line stay on one line.
  if (indent.trim() !== '') return { offset: element.end, remove: 0, insert: inserted };
  // A comment behind an element belongs to it.
  const rest = /^(?:[ \t]*<!--(?:(?!-->)[^\r\n])*-->)*[ \t]*(?=\r?\n)/.exec(text.slice(element.end));
  return { offset: element.end + (rest?.[0].trimEnd().length ?? 0), remove: 0, insert: newline + indent + inserted };
}

/** How a neighbour closes itself: with or without a space. */
function closing(text: string, element: ProjectElement): string {
  return text.slice(element.start, element.end).endsWith('/>') && !/\s\/>$/.test(text.slice(element.start, element.end)) ? '/>' : ' />';
}

/** The white space before the children of the project; two spaces where it has none on a line of their own. */
function childIndent({ text, project }: Document): string {
  for (const child of project.children) {
    const indent = text.slice(text.lastIndexOf('\n', child.start - 1) + 1, child.start);
    if (indent !== '' && indent.trim() === '') return indent;
  }
  return '  ';
}

const isBlankLineBefore = (text: string, lineStart: number): boolean => /\n[ \t]*\r?\n$/.test(text.slice(0, lineStart));
