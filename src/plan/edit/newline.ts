import type { SourceFile } from '../../scan/project.js';

/** The text with every line end written the same way. */
export function withNewline(text: string, newline: SourceFile['newline']): string {
  const normal = text.replaceAll('\r\n', '\n');
  return newline === '\n' ? normal : normal.replaceAll('\n', newline);
}

/** Whether two texts differ in nothing but how their lines end: what version control may do to a file on its way between machines. */
export const sameLines = (one: string, other: string): boolean => withNewline(one, '\n') === withNewline(other, '\n');
