/** A piece of C#: comments, directives, what stands in `#if false` and the insides of strings are left out, the code in an interpolated string is not. */
export interface Token {
  kind: 'name' | 'string' | 'other';
  /** The name, or one character; empty for a string. */
  text: string;
  offset: number;
}

/** A string that is being read, and how it ends. */
interface StringShape {
  /** How many quotes end it: 1, or 3 and more for a raw string. */
  quotes: number;
  /** How many braces open a hole; 0 where it is not interpolated. */
  braces: number;
  verbatim: boolean;
}

/** Splits C# into tokens. It never fails: what is no C# gives tokens that mean nothing. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  /** The interpolated strings around the code that is being read, with the depth of brackets within the hole. */
  const holes: { shape: StringShape; depth: number }[] = [];
  let at = 0;

  const readString = (shape: StringShape): void => {
    while (at < text.length) {
      const char = text[at];
      if (char === '"') {
        const run = runOf(text, at);
        if (shape.quotes === 1 && shape.verbatim && run > 1) at += 2;
        else if (run >= shape.quotes) {
          at += shape.quotes === 1 ? 1 : run;
          return;
        } else at += run;
      } else if (char === '{' && shape.braces > 0) {
        const run = runOf(text, at);
        at += run;
        const opens = shape.quotes > 1 ? run >= shape.braces : run % 2 === 1;
        if (opens) {
          holes.push({ shape, depth: 0 });
          return;
        }
      } else if (char === '\\' && !shape.verbatim && shape.quotes === 1) at += 2;
      else if (char === '\n' && !shape.verbatim && shape.quotes === 1) return;
      else at++;
    }
  };

  while (at < text.length) {
    const char = text[at] as string;
    const hole = holes.at(-1);
    const opening = stringStart(text, at);
    if (opening) {
      tokens.push({ kind: 'string', text: '', offset: at });
      at += opening.length;
      readString(opening.shape);
    } else if (/\s/.test(char)) at++;
    else if (char === '#' && startsLine(text, at)) at = afterDirective(text, at);
    else if (text.startsWith('//', at)) at = lineEnd(text, at);
    else if (text.startsWith('/*', at)) at = after(text, '*/', at + 2);
    else if (char === "'") at += sticky(/'(?:\\[^\n]{1,9}?|[^\\\n])'|'/y, text, at).length;
    else if (hole && hole.depth === 0 && (char === '}' || isFormat(text, at))) {
      // A format, as in {date:yyyy}, is text up to the brace.
      if (char === ':') at = Math.max(at, text.indexOf('}', at));
      at += hole.shape.quotes > 1 ? hole.shape.braces : 1;
      holes.pop();
      readString(hole.shape);
    } else {
      const name = sticky(/@?[A-Za-z_\u00aa-\uffff][\w\u00aa-\uffff]*/y, text, at);
      tokens.push({ kind: name ? 'name' : 'other', text: name ? name.replace('@', '') : char, offset: at });
      at += name.length || 1;
      if (hole && '([{'.includes(char)) hole.depth++;
      else if (hole && ')]}'.includes(char)) hole.depth--;
    }
  }
  return tokens;
}

function stringStart(text: string, at: number): { length: number; shape: StringShape } | undefined {
  const prefix = sticky(/[$@]*(?=")/y, text, at);
  if (prefix === '' && text[at] !== '"') return undefined;
  const verbatim = prefix.includes('@');
  const run = runOf(text, at + prefix.length);
  const quotes = run >= 3 && !verbatim ? run : 1;
  return { length: prefix.length + quotes, shape: { quotes, verbatim, braces: prefix.split('$').length - 1 } };
}

/** How often the character at a place is repeated there. */
function runOf(text: string, at: number): number {
  let end = at;
  while (text[end] === text[at]) end++;
  return end - at;
}

/** Whether a colon begins a format: not the two of `global::`. */
const isFormat = (text: string, at: number): boolean => text[at] === ':' && text[at + 1] !== ':' && text[at - 1] !== ':';

const startsLine = (text: string, at: number): boolean => text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trim() === '';

/** Where reading goes on behind a directive: behind `#if false` at the #else, #elif or #endif that belongs to it. */
function afterDirective(text: string, at: number): number {
  if (sticky(/#[ \t]*if[ \t]+false[ \t\r]*(?=\n|$|\/\/)/y, text, at) === '') return lineEnd(text, at);
  const directives = /^[ \t]*#[ \t]*(if|else|elif|endif)\b/gm;
  directives.lastIndex = lineEnd(text, at);
  let depth = 0;
  for (let match = directives.exec(text); match; match = directives.exec(text)) {
    if (match[1] === 'if') depth++;
    else if (depth === 0) return lineEnd(text, match.index);
    else if (match[1] === 'endif') depth--;
  }
  return text.length;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function after(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at < 0 ? text.length : at + what.length;
}

function sticky(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
