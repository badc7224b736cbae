import type { Project } from '../../scan/project.js';
import { withNewline } from '../edit/newline.js';
import { lineStarts } from './csharp-lines.js';

/** Templates are indented by this. */
const unit = '    ';

/** C# from a template (file-scoped namespace, four spaces, \n) in the way the project's own C# is written. */
export function fitCsharp(text: string, style: Project['style']): string {
  const normal = withNewline(text, '\n');
  const scoped = style.fileScopedNamespaces ? normal : blockNamespace(normal);
  return withNewline(indentedBy(scoped, style.indent), style.newline);
}

/** `namespace A;` becomes `namespace A { ... }`, with what follows indented. */
function blockNamespace(text: string): string {
  const lines = text.split('\n');
  const starts = lineStarts(text);
  const at = lines.findIndex((line, index) => starts[index] === 'code' && /^namespace\s+[^;{]+;\s*$/.test(line));
  const declaration = lines[at];
  if (declaration === undefined) return text;
  const body = lines.slice(at + 1).map((line, index) => (line.trim() === '' || starts[at + 1 + index] === 'verbatim' ? line : unit + line));
  while (body[0]?.trim() === '') body.shift();
  while (body.at(-1)?.trim() === '') body.pop();
  return [...lines.slice(0, at), declaration.replace(/;\s*$/, ''), '{', ...body, '}', ''].join('\n');
}

function indentedBy(text: string, indent: string): string {
  if (indent === unit) return text;
  const starts = lineStarts(text);
  const convert = (line: string): string =>
    line.replace(
      /^ +/,
      (spaces) => indent.repeat(Math.floor(spaces.length / unit.length)) + spaces.slice(spaces.length - (spaces.length % unit.length)),
    );
  return text
    .split('\n')
    .map((line, index) => (starts[index] === 'code' ? convert(line) : line))
    .join('\n');
}
