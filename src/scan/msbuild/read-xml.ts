import { SaxesParser } from 'saxes';
import { positionOf } from '../evidence.js';
import { FileError } from '../file-error.js';
import type { SourceFile } from '../project.js';

/** An element of a project file. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  /** Its own text, without the space around it. */
  text: string;
  /** Where its `<` stands. */
  offset: number;
}

/** Why a text is no XML, and where. */
export interface XmlProblem {
  offset: number;
  found: string;
}

/** The root element of an XML text. Where the text is malformed, `problem` says where and how, and the root holds what was read before it. */
export function readXml(text: string): { root?: XmlElement; problem?: XmlProblem } {
  const parser = new SaxesParser({ position: true, xmlns: false as const });
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  let problem: XmlProblem | undefined;
  /** The element that was closed last: the parser closes one before it says that the name was wrong. */
  let closed: XmlElement | undefined;
  parser.on('error', ({ message }) => {
    const offset = Math.max(0, parser.position - 1);
    const last = open.at(-1);
    if (closed && message.includes('unexpected close tag')) {
      const closing = text.lastIndexOf('</', offset);
      problem ??= { offset: closing, found: `${text.slice(closing, offset + 1)} where <${closed.name}> is open` };
    } else if (last && offset + 1 >= text.length)
      problem ??= { offset: last.offset, found: `the element <${last.name}>, which is never closed` };
    else problem ??= { offset, found: `XML that is not well-formed (${message.replace(/^[\d:]*\s*/, '').replace(/\.$/, '')})` };
  });
  parser.on('opentagstart', ({ name }) => {
    const element: XmlElement = { name, attributes: {}, children: [], text: '', offset: text.lastIndexOf('<', parser.position - 1) };
    if (problem) return;
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('opentag', ({ attributes }) => {
    const element = open.at(-1);
    if (element && !problem) element.attributes = attributes;
  });
  const addText = (part: string) => {
    const element = open.at(-1);
    if (element && !problem) element.text += part;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    if (problem) return;
    closed = open.pop();
    if (closed) closed.text = closed.text.trim();
  });
  parser.write(text).close();
  return { root, problem };
}

/**
 * The root element of a project file.
 * @throws FileError (3) with file:line:column where it is malformed, or is no MSBuild file.
 */
export function readProjectXml(file: SourceFile): XmlElement {
  const { root, problem } = readXml(file.text);
  if (problem) {
    throw new FileError(
      file.path,
      positionOf({ file, ...problem }),
      `found ${problem.found}. Expected well-formed XML. Correct the file and run again.`,
    );
  }
  if (root?.name === 'Project') return root;
  const found = root ? `the root element <${root.name}>` : 'no element';
  throw new FileError(
    file.path,
    positionOf({ file, offset: root?.offset ?? 0 }),
    `found ${found}. Expected <Project>, as in every MSBuild file. Name another file, or correct this one.`,
  );
}

/** An attribute of an element, whatever its case: MSBuild does not tell them apart. */
export function attributeOf(element: XmlElement, name: string): string | undefined {
  const key = Object.keys(element.attributes).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : element.attributes[key];
}

/** An attribute, or the text of a child element of the same name: the two ways to write an item's metadata. */
export function metadataOf(element: XmlElement, name: string): string | undefined {
  return attributeOf(element, name) ?? element.children.find((child) => child.name.toLowerCase() === name.toLowerCase())?.text;
}
