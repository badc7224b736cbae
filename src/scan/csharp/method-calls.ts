import type { Spot } from '../evidence.js';
import type { Token } from './csharp-tokens.js';
import type { Code } from './read-code.js';

/** A call such as `builder.Services.AddSignalR()`. */
export interface Call extends Spot {
  name: string;
  code: Code;
  /** Where its name stands among the tokens. */
  index: number;
}

/** Every method call on something, by the name of the method. */
export function callsIn(files: readonly Code[]): Map<string, Call[]> {
  const calls = new Map<string, Call[]>();
  for (const code of files) {
    for (const [index, token] of code.tokens.entries()) {
      const next = code.tokens[index + 1]?.text;
      if (token.kind !== 'name' || code.tokens[index - 1]?.text !== '.' || (next !== '(' && next !== '<')) continue;
      const call = { name: token.text, code, index, file: code.file, offset: token.offset };
      const others = calls.get(token.text);
      if (others) others.push(call);
      else calls.set(token.text, [call]);
    }
  }
  return calls;
}

/** Whether a call is made on SignalR's builder, in a chain after AddSignalR or on a variable that holds the builder. */
export function isOnSignalR({ code: { tokens }, index }: Call): boolean {
  const chain = chainBefore(tokens, index - 1);
  if (chain.some(isAddSignalR)) return true;
  const root = chain.at(-1);
  return tokens.some((token, at) => {
    if (token.kind !== 'name' || token.text !== root) return false;
    if (tokens[at - 1]?.text === 'ISignalRServerBuilder') return true;
    if (tokens[at + 1]?.text !== '=' || tokens[at + 2]?.text === '=') return false;
    const end = tokens.findIndex((later, place) => place > at && later.text === ';');
    return tokens.slice(at, end < 0 ? undefined : end).some((later) => later.kind === 'name' && isAddSignalR(later.text));
  });
}

const isAddSignalR = (name: string): boolean => name === 'AddSignalR' || name === 'AddSignalRCore';

/** The names in front of a dot, from the nearest to the first: of `services.AddSignalR(o => ...).X` AddSignalR and services. */
function chainBefore(tokens: readonly Token[], dot: number): string[] {
  const names: string[] = [];
  let at = dot;
  while (tokens[at]?.text === '.') {
    at--;
    while (tokens[at]?.text === '?' || tokens[at]?.text === '!') at--;
    while (tokens[at]?.text === ')' || tokens[at]?.text === ']' || tokens[at]?.text === '>') at = opening(tokens, at) - 1;
    const token = tokens[at];
    if (token?.kind !== 'name') break;
    names.push(token.text);
    at--;
  }
  return names;
}

const pairs: Record<string, string> = { ')': '(', ']': '[', '>': '<' };

function opening(tokens: readonly Token[], closing: number): number {
  const close = tokens[closing]?.text ?? '';
  const open = pairs[close];
  let depth = 0;
  for (let at = closing; at >= 0; at--) {
    if (tokens[at]?.text === close) depth++;
    else if (tokens[at]?.text === open && --depth === 0) return at;
  }
  return 0;
}
