/** What the beginning of a line lies in: code, a verbatim string (whose white space is its content), or a raw string (whose common white space is not). */
export type LineStart = 'code' | 'verbatim' | 'raw';

const tokens =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?<verbatim>(?:@\$?|\$+@)"(?:[^"]|"")*")|(?<raw>\$*("{3,})[\s\S]*?\3"*)|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;

/** For each line of C# text, what its beginning lies in. Line ends are \n. */
export function lineStarts(text: string): LineStart[] {
  const starts: LineStart[] = Array.from({ length: text.split('\n').length }, () => 'code');
  let line = 0;
  let at = 0;
  for (const match of text.matchAll(tokens)) {
    line += lineEnds(text.slice(at, match.index));
    const first = line;
    line += lineEnds(match[0]);
    const kind = match.groups?.verbatim !== undefined ? 'verbatim' : match.groups?.raw !== undefined ? 'raw' : undefined;
    if (kind) starts.fill(kind, first + 1, line + 1);
    at = match.index + match[0].length;
  }
  return starts;
}

const lineEnds = (text: string): number => text.split('\n').length - 1;
