import type { Fact } from '../knowledge/types.js';
import type { Token } from './csharp-tokens.js';
import { detected } from './detected.js';
import type { Spot } from './evidence.js';
import type { Call } from './method-calls.js';
import type { Code } from './read-code.js';

/**
 * Hubs of the site: classes that derive from SignalR's Hub, and hubs that are mapped.
 * @param signalREverywhere whether the project file makes SignalR's namespace a global using.
 */
export function detectOwnHubs(files: readonly Code[], calls: ReadonlyMap<string, readonly Call[]>, signalREverywhere: boolean): Fact[] {
  const everywhere = signalREverywhere || files.some(({ tokens }) => namesSignalR(tokens, true));
  const hubs = files.flatMap(({ file, tokens }) =>
    hubsIn(tokens, everywhere || namesSignalR(tokens, false)).map((token): Spot => ({ file, offset: token.offset })),
  );
  const mapped = (calls.get('MapHub') ?? []).filter(({ code, index }) => code.tokens[index + 1]?.text === '<');
  return detected('own-hubs', 'yes', [...hubs, ...mapped]);
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

/** The names of the classes whose first base is Hub, Hub<T> or DynamicHub. */
function hubsIn(tokens: readonly Token[], signalR: boolean): Token[] {
  if (!signalR) return [];
  return tokens.filter((token, at) => {
    if (token.kind !== 'name' || tokens[at - 1]?.text !== 'class') return false;
    let next = at + 1;
    if (tokens[next]?.text === '<') next = afterClosing(tokens, next, '<', '>');
    if (tokens[next]?.text === '(') next = afterClosing(tokens, next, '(', ')');
    if (tokens[next]?.text !== ':') return false;
    let base = tokens[++next];
    while (tokens[next + 1]?.text === '.') {
      next += 2;
      base = tokens[next];
    }
    return base?.kind === 'name' && (base.text === 'Hub' || base.text === 'DynamicHub');
  });
}

function afterClosing(tokens: readonly Token[], start: number, open: string, close: string): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    if (tokens[at]?.text === open) depth++;
    else if (tokens[at]?.text === close && --depth === 0) return at + 1;
  }
  return tokens.length;
}
