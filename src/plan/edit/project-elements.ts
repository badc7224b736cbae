import { SaxesParser } from 'saxes';
import { readProjectXml } from '../../scan/msbuild/read-xml.js';
import type { SourceFile } from '../../scan/project.js';

/** A stretch of the text. */
export interface Span {
  start: number;
  end: number;
}

/** An element of a project file and where each of its parts stands. */
export interface ProjectElement extends Span {
  name: string;
  /** Values with their place between the quotes; names in lower case, as MSBuild does not tell cases apart. */
  attributes: Map<string, { value: string; at: Span }>;
  parent?: ProjectElement;
  children: ProjectElement[];
  /** Between its tags; absent where it closes itself. */
  content?: Span;
}

/**
 * The <Project> element of a project file, with positions.
 * @throws UserError (3) with file:line:column where it is malformed, or is no MSBuild file.
 */
export function projectElements(file: SourceFile): ProjectElement {
  readProjectXml(file);
  const { text } = file;
  const parser = new SaxesParser({ position: true });
  const document: ProjectElement = { name: '', start: 0, end: text.length, attributes: new Map(), children: [] };
  let current = document;
  parser.on('opentagstart', ({ name }) => {
    // A tag holds no other "<": attribute values must escape it.
    const start = text.lastIndexOf('<', parser.position - 1);
    const element: ProjectElement = { name, start, end: start, attributes: new Map(), children: [], parent: current };
    current.children.push(element);
    current = element;
  });
  parser.on('attribute', ({ name, value }) => {
    const end = parser.position - 1;
    const start = text.lastIndexOf(text[end] ?? '"', end - 1) + 1;
    current.attributes.set(name.toLowerCase(), { value, at: { start, end } });
  });
  parser.on('opentag', ({ isSelfClosing }) => {
    if (!isSelfClosing) current.content = { start: parser.position, end: parser.position };
  });
  parser.on('closetag', () => {
    current.end = parser.position;
    if (current.content) current.content.end = text.lastIndexOf('<', parser.position - 1);
    current = current.parent ?? document;
  });
  parser.write(text).close();
  const [project] = document.children;
  if (!project) throw new Error(`${file.path}: read without a problem and still without an element.`);
  return project;
}

/** Whether an element has this name, whatever its case. */
export const isNamed = (element: ProjectElement, name: string): boolean => element.name.toLowerCase() === name.toLowerCase();
