import type { Fact } from '../../knowledge/types.js';
import { type ClassDeclaration, classDeclarations } from '../csharp/class-declarations.js';
import type { Token } from '../csharp/csharp-tokens.js';
import type { Call } from '../csharp/method-calls.js';
import type { Code } from '../csharp/read-code.js';
import type { Spot } from '../evidence.js';
import { detected } from './detected.js';

/** A hub class of the site, and the file that declares it. */
export interface Hub {
  declaration: ClassDeclaration;
  file: Code['file'];
}

/**
 * The classes that derive from SignalR's Hub, directly or through a class that does.
 * @param signalREverywhere whether the project file makes SignalR's namespace a global using.
 */
export function findHubs(files: readonly Code[], signalREverywhere: boolean): Hub[] {
  const everywhere = signalREverywhere || files.some(({ tokens }) => namesSignalR(tokens, true));
  const classes = files.flatMap(({ file, tokens }) => {
    const signalR = everywhere || namesSignalR(tokens, false);
    return classDeclarations(tokens).map((declaration) => ({ declaration, file, signalR }));
  });
  const hubs = new Set(
    classes.filter(({ declaration, signalR }) => signalR && (declaration.base === 'Hub' || declaration.base === 'DynamicHub')),
  );
  for (let before = -1; before < hubs.size; ) {
    before = hubs.size;
    const names = new Set([...hubs].map(({ declaration }) => declaration.name));
    for (const one of classes) if (names.has(one.declaration.base ?? '')) hubs.add(one);
  }
  return classes.filter((one) => hubs.has(one));
}

/** Whether the site has hubs of its own: classes that derive from SignalR's Hub, and hubs that are mapped. */
export function detectOwnHubs(hubs: readonly Hub[], calls: ReadonlyMap<string, readonly Call[]>): Fact[] {
  const declared = hubs.map(({ declaration, file }): Spot => ({ file, offset: declaration.offset }));
  const mapped = (calls.get('MapHub') ?? []).filter(({ code, index }) => code.tokens[index + 1]?.text === '<');
  return detected('own-hubs', 'yes', [...declared, ...mapped]);
}

/**
 * The full names of the hubs that code of a project can name, each once: no base classes, no generic ones, none that are hidden from it.
 * @param reach whether a file belongs to the project itself (`own`), to one that it references (`referenced`), or to another.
 */
export function nameableHubs(hubs: readonly Hub[], reach: (path: string) => 'own' | 'referenced' | undefined): string[] {
  const names = hubs.filter(({ declaration: { modifiers, around, generic }, file }) => {
    const from = reach(file.path);
    return (
      from !== undefined && !generic && !modifiers.has('abstract') && [...around, modifiers].every((one, at) => isOpen(one, at > 0, from))
    );
  });
  return [...new Set(names.map(({ declaration }) => declaration.fullName))].sort();
}

/** Whether code beside it can name a type. What states nothing is internal, and within a type private. */
function isOpen(modifiers: ReadonlySet<string>, isNested: boolean, from: 'own' | 'referenced'): boolean {
  if (modifiers.has('public')) return true;
  const isHidden = modifiers.has('file') || modifiers.has('private') || (isNested && !modifiers.has('internal'));
  return from === 'own' && !isHidden;
}

/** Whether the namespace occurs, in a using or in front of a name; `global`: as a using for the whole project. A class Hub of another namespace is no hub. */
function namesSignalR(tokens: readonly Token[], global: boolean): boolean {
  return tokens.some((token, at) => {
    const here = token.text === 'Microsoft' && textOf(tokens, at, 5) === 'Microsoft.AspNetCore.SignalR';
    return here && (!global || textOf(tokens, at - 2, 2) === 'globalusing');
  });
}

const textOf = (tokens: readonly Token[], from: number, count: number): string =>
  tokens
    .slice(Math.max(0, from), Math.max(0, from + count))
    .map((token) => token.text)
    .join('');
