// Mistakes in code that no backplane makes good: lists of connections in one server's memory, and a channel prefix that has no effect.
import { expect, it } from 'vitest';
import { scan, valuesOf, web } from './site.js';

const hub = (members: string) => `using Microsoft.AspNetCore.SignalR;\npublic class Chat : Hub\n{\n${members}\n}\n`;
const factsOf = async (files: Record<string, string>) => valuesOf((await scan({ 'Shop.csproj': web(), ...files })).facts);

it.each([
  ['a dictionary of connections', 'private static readonly ConcurrentDictionary<string, HashSet<string>> Connections = new();', 'yes'],
  ['a property with its namespace', 'public static System.Collections.Generic.List<string> OnlineUsers { get; } = new();', 'yes'],
  ['roles, which are the same everywhere', 'static readonly List<string> Roles = new();', undefined],
  ['a list of this call alone', 'public void Send() { var users = new List<string>(); }', undefined],
  ['a method', 'static List<string> UsersOf(string room) => new();', undefined],
])('a hub with %s', async (_name, members, expected) => {
  expect((await factsOf({ 'Chat.cs': hub(members) }))['presence-in-memory']).toBe(expected);
});

it('a static list in a file without a hub says nothing', async () => {
  expect(
    (await factsOf({ 'A.cs': 'class A { static List<string> Users = new(); }', 'Chat.cs': hub('') }))['presence-in-memory'],
  ).toBeUndefined();
});

it.each([
  ['beside a factory', 'o.Configuration.ChannelPrefix = "a"; o.ConnectionFactory = w => Connect(w);', 'yes'],
  [
    'that the factory sets too',
    'o.Configuration.ChannelPrefix = "a"; o.ConnectionFactory = w => { c.ChannelPrefix = "a"; return Connect(c, w); };',
    undefined,
  ],
  ['without a factory', 'o.Configuration.ChannelPrefix = "a";', undefined],
])('a channel prefix %s (aspnetcore 42942)', async (_name, body, expected) => {
  const code = `builder.Services.AddSignalR().AddStackExchangeRedis(o => { ${body} });\n`;
  expect((await factsOf({ 'Program.cs': code }))['channel-prefix-lost']).toBe(expected);
});
