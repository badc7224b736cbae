import type { Token } from './csharp-tokens.js';

/** A class that code declares. */
export interface ClassDeclaration {
  /** Its name alone. */
  name: string;
  /** With the namespace and the classes around it, joined by dots. */
  fullName: string;
  /** What the first entry behind the colon is called, without its namespace and type arguments; undefined: nothing stands there. */
  base?: string;
  modifiers: ReadonlySet<string>;
  /** The modifiers of the types around it, from the outermost one. */
  around: readonly ReadonlySet<string>[];
  /** Whether it, or a type around it, has type parameters. */
  generic: boolean;
  offset: number;
}

interface Scope {
  name?: string;
  type?: { modifiers: ReadonlySet<string>; generic: boolean };
}

const types = new Set(['class', 'struct', 'interface', 'record', 'enum']);
const modifiers = new Set(
  'public internal private protected file abstract sealed static partial new unsafe readonly ref required'.split(' '),
);

/** The classes that tokens declare, in their order. What is no valid C# may be missed, and never fails. */
export function classDeclarations(tokens: readonly Token[]): ClassDeclaration[] {
  const found: ClassDeclaration[] = [];
  let fileNamespace: string | undefined;
  const scopes: Scope[] = [];
  /** What the next brace opens. */
  let next: Scope = {};
  for (let at = 0; at < tokens.length; at++) {
    const { text, kind } = tokens[at] as Token;
    if (text === '{') {
      scopes.push(next);
      next = {};
    } else if (text === '}') scopes.pop();
    else if (text === ';') next = {};
    else if (kind === 'name' && text === 'namespace' && startsDeclaration(tokens, at)) {
      const { name, end } = dottedName(tokens, at + 1);
      if (tokens[end]?.text === ';') fileNamespace = name;
      else next = { name };
      at = end - 1;
    } else if (kind === 'name' && types.has(text) && startsDeclaration(tokens, at)) {
      const isClass = text === 'class' || (text === 'record' && tokens[at + 1]?.text !== 'struct');
      const nameAt = tokens[at + 1]?.text === 'class' || tokens[at + 1]?.text === 'struct' ? at + 2 : at + 1;
      const name = tokens[nameAt];
      if (name?.kind !== 'name') continue;
      const generic = tokens[nameAt + 1]?.text === '<';
      const around = scopes.flatMap(({ type }) => type ?? []);
      const own = modifiersBefore(tokens, at);
      next = { name: name.text, type: { modifiers: own, generic } };
      at = nameAt;
      if (!isClass) continue;
      const base = firstBase(tokens, nameAt + 1);
      found.push({
        name: name.text,
        fullName: [fileNamespace, ...scopes.map((scope) => scope.name), name.text].filter((part) => part !== undefined).join('.'),
        ...(base === undefined ? {} : { base }),
        modifiers: own,
        around: around.map((type) => type.modifiers),
        generic: generic || around.some((type) => type.generic),
        offset: name.offset,
      });
    }
  }
  return found;
}

/** Whether a word such as `class` begins a declaration here: not in `where T : class`, nor as the name of something. */
function startsDeclaration(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return before === undefined || [';', '{', '}', ']'].includes(before.text) || modifiers.has(before.text);
}

function modifiersBefore(tokens: readonly Token[], at: number): Set<string> {
  const found = new Set<string>();
  for (let back = at - 1; modifiers.has(tokens[back]?.text ?? ''); back--) found.add(tokens[back]?.text ?? '');
  return found;
}

function dottedName(tokens: readonly Token[], start: number): { name: string; end: number } {
  let end = start;
  while (tokens[end]?.kind === 'name' || tokens[end]?.text === '.') end++;
  const name = tokens
    .slice(start, end)
    .map(({ text }) => text)
    .join('');
  return { name, end };
}

function firstBase(tokens: readonly Token[], start: number): string | undefined {
  let at = start;
  if (tokens[at]?.text === '<') at = afterClosing(tokens, at, '<', '>');
  if (tokens[at]?.text === '(') at = afterClosing(tokens, at, '(', ')');
  if (tokens[at]?.text !== ':') return undefined;
  at++;
  // The last name of Microsoft.AspNetCore.SignalR.Hub, or of global::Microsoft.AspNetCore.SignalR.Hub.
  for (;;) {
    if (tokens[at + 1]?.text === '.') at += 2;
    else if (tokens[at + 1]?.text === ':') at += 3;
    else return tokens[at]?.kind === 'name' ? tokens[at]?.text : undefined;
  }
}

function afterClosing(tokens: readonly Token[], start: number, open: string, close: string): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    if (tokens[at]?.text === open) depth++;
    else if (tokens[at]?.text === close && --depth === 0) return at + 1;
  }
  return tokens.length;
}
