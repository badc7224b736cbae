import { commentText } from './escape-text.js';

/**
 * Text within one line of Markdown: it stays text, wherever in a paragraph, a list or a table it stands.
 * Characters that mean something only in some places are left alone in the others, so that names and addresses stay readable.
 */
export function markdownText(value: string): string {
  return (
    commentText(value)
      .replace(/[\\`*<>[\]|]|~(?=~)|(?<=~)~/g, '\\$&')
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      .replace(/&(?=#?\w+;)/g, '\\&')
      // At the beginning of a line: headings, lists, underlines of headings.
      .replace(/^(\s*)(?=(?:#{1,6}|[+-])(?:\s|$)|[=-]+\s*$)/, '$1\\')
      .replace(/^(\s*\d{1,9})(?=[.)](?:\s|$))/, '$1\\')
  );
}
