import type { Fact } from '../knowledge/types.js';
import { detected } from './detected.js';
import { type Call, isOnSignalR } from './method-calls.js';

type Calls = ReadonlyMap<string, readonly Call[]>;

/** Methods that no other library has. */
const backplanes: Record<string, string> = {
  AddStackExchangeRedis: 'redis',
  AddAzureSignalR: 'azure-signalr',
  AddNamedAzureSignalR: 'azure-signalr',
  AddRebusBackplane: 'rebus',
  AddPostgresBackplane: 'postgresql',
};

/** Methods whose names other libraries use too, health checks for example: they count on SignalR's builder only. */
const onBuilder: Record<string, string> = { AddSqlServer: 'sql-server', AddNCache: 'ncache', AddOrleans: 'orleans', AddNats: 'nats' };

/** Caches that all servers share; AddDistributedMemoryCache is none. */
const sharedCaches = [
  'AddStackExchangeRedisCache',
  'AddDistributedSqlServerCache',
  'AddDistributedRedisCache',
  'AddRedisDistributedCache',
  'AddDistributedPostgresCache',
  'AddDistributedPostgreSqlCache',
  'AddCosmosCache',
  'AddNCacheDistributedCache',
  'AddNCacheDistributedCacheProvider',
];

/** The backplanes that code registers today. */
export function detectRegisteredBackplanes(calls: Calls, packages: readonly string[]): Fact[] {
  const found: [string, Call][] = [];
  for (const [method, backplane] of Object.entries(backplanes)) for (const call of calls.get(method) ?? []) found.push([backplane, call]);
  for (const [method, backplane] of Object.entries(onBuilder)) {
    if (backplane === 'sql-server' && !packages.some((id) => /^IntelliTect\.AspNetCore\.SignalR\.SqlServer$/i.test(id))) continue;
    for (const call of (calls.get(method) ?? []).filter(isOnSignalR)) found.push([backplane, call]);
  }
  if (calls.has('AddMassTransit')) for (const call of calls.get('AddSignalRHub') ?? []) found.push(['masstransit', call]);
  const value = [...new Set(found.map(([backplane]) => backplane))];
  return detected(
    'registered-backplane',
    value,
    found.map(([, call]) => call),
  );
}

export const detectDistributedCache = (calls: Calls): Fact[] => detected('distributed-cache', 'yes', named(calls, sharedCaches));

/** Keys in a store that all servers reach, and one application name: either alone is not enough, and a folder may be a local one. */
export function detectDataProtection(calls: Calls): Fact[] {
  const stores = [...calls.keys()].filter((name) => /^PersistKeysTo/.test(name) && !/^PersistKeysTo(?:FileSystem|Registry)$/.test(name));
  const names = named(calls, ['SetApplicationName']);
  const keys = named(calls, stores);
  return keys.length > 0 && names.length > 0 ? detected('data-protection-shared', 'yes', [...keys, ...names]) : [];
}

export const detectBlazorServer = (calls: Calls): Fact[] =>
  detected('application', 'blazor-server', named(calls, ['AddInteractiveServerComponents', 'AddServerSideBlazor', 'MapBlazorHub']));

const named = (calls: Calls, names: readonly string[]): Call[] => names.flatMap((name) => calls.get(name) ?? []);
