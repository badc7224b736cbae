import type { Fact } from '../../knowledge/types.js';
import type { Token } from '../csharp/csharp-tokens.js';
import type { Call } from '../csharp/method-calls.js';
import type { Code } from '../csharp/read-code.js';
import type { Spot } from '../evidence.js';
import type { Hub } from './detect-hubs.js';
import { detected } from './detected.js';

const collections = new Set([
  'ConcurrentDictionary',
  'Dictionary',
  'IDictionary',
  'HashSet',
  'ISet',
  'List',
  'IList',
  'ConcurrentBag',
  'ConnectionMapping',
]);

/** What such a list is called where it holds who is there; other static lists, of roles or settings, are the same on every server. */
const whoIsThere = /connect|user|client|online|presence|room|group|session|player|member|subscri/i;

/** Static collections of connections or users, in the files that declare hubs: each server has its own. */
export function detectPresenceInMemory(files: readonly Code[], hubs: readonly Hub[]): Fact[] {
  const withHubs = new Set(hubs.map(({ file }) => file.path));
  const spots = files
    .filter(({ file }) => withHubs.has(file.path))
    .flatMap(({ file, tokens }) =>
      tokens.flatMap((_, at): Spot[] => (isStaticList(tokens, at) ? [{ file, offset: tokens[at]?.offset ?? 0 }] : [])),
    );
  return detected('presence-in-memory', 'yes', spots);
}

/** `static readonly ConcurrentDictionary<string, User> Connections =`: a field or property, seen from the word static. */
function isStaticList(tokens: readonly Token[], start: number): boolean {
  if (tokens[start]?.kind !== 'name' || tokens[start]?.text !== 'static') return false;
  let at = start + 1;
  while (['readonly', 'public', 'private', 'protected', 'internal', 'volatile'].includes(textAt(tokens, at))) at++;
  while (textAt(tokens, at + 1) === '.') at += 2;
  if (!collections.has(textAt(tokens, at)) || textAt(tokens, at + 1) !== '<') return false;
  at = afterClosing(tokens, at + 1, '<', '>');
  const name = tokens[at];
  return name?.kind === 'name' && whoIsThere.test(name.text) && ['=', ';', '{'].includes(textAt(tokens, at + 1));
}

/** A channel prefix in the options of AddStackExchangeRedis beside a connection factory that does not set one: SignalR cannot apply it. */
export function detectLostChannelPrefix(calls: ReadonlyMap<string, readonly Call[]>): Fact[] {
  const spots = (calls.get('AddStackExchangeRedis') ?? []).flatMap(({ code: { file, tokens }, index }): Spot[] => {
    const all = tokens.slice(index + 1, afterClosing(tokens, index + 1, '(', ')'));
    const prefixes = all.flatMap(({ text, offset }, at) => (text === 'ChannelPrefix' ? [{ at, offset }] : []));
    const ofOptions = prefixes.filter(({ at }) => textAt(all, at - 2) === 'Configuration');
    const factory = all.some(({ text }, at) => text === 'ConnectionFactory' && textAt(all, at + 1) === '=');
    return factory && prefixes.length === ofOptions.length ? ofOptions.slice(0, 1).map(({ offset }) => ({ file, offset })) : [];
  });
  return detected('channel-prefix-lost', 'yes', spots);
}

const textAt = (tokens: readonly Token[], at: number): string => tokens[at]?.text ?? '';

function afterClosing(tokens: readonly Token[], start: number, open: string, close: string): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    if (textAt(tokens, at) === open) depth++;
    else if (textAt(tokens, at) === close && --depth === 0) return at + 1;
  }
  return tokens.length;
}
