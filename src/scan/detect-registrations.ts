import type { Fact, Registration } from '../knowledge/types.js';
import { detected } from './detected.js';
import { type Call, isOnSignalR } from './method-calls.js';

type Calls = ReadonlyMap<string, readonly Call[]>;

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

/** How a backplane is recognised: its id, and the calls that register it (`registered-by` in rules/backplanes). */
export interface KnownBackplane {
  id: string;
  registeredBy: readonly Registration[];
}

/** The backplanes that code registers today. */
export function detectRegisteredBackplanes(calls: Calls, packages: readonly string[], known: readonly KnownBackplane[]): Fact[] {
  const referenced = new Set(packages.map((id) => id.toLowerCase()));
  const found = known.flatMap(({ id, registeredBy }) =>
    registeredBy.flatMap((registration): [string, Call][] => {
      if (registration.package && !referenced.has(registration.package.toLowerCase())) return [];
      if (registration.beside && !calls.has(registration.beside)) return [];
      const named = calls.get(registration.method) ?? [];
      return (registration['on-signalr-only'] ? named.filter(isOnSignalR) : named).map((call) => [id, call]);
    }),
  );
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

/** Keys or an application name that the code sets, although that does not show that all servers share them. */
export const detectConfiguredDataProtection = (calls: Calls): Fact[] =>
  detected(
    'data-protection-configured',
    'yes',
    named(
      calls,
      [...calls.keys()].filter((name) => /^PersistKeysTo/.test(name) || name === 'SetApplicationName'),
    ),
  );

/** What Umbraco needs for a back office on several servers, where the code sets it up itself. */
export function detectLoadBalancingCalls(calls: Calls): Fact[] {
  const wanted: [string, string][] = [
    ['server-role', 'SetServerRegistrar'],
    ['isolated-caches', 'LoadBalanceIsolatedCaches'],
  ];
  const found = wanted.filter(([, method]) => calls.has(method));
  return detected(
    'load-balancing-calls',
    found.map(([value]) => value),
    named(
      calls,
      found.map(([, method]) => method),
    ),
  );
}

export const detectBlazorServer = (calls: Calls): Fact[] =>
  detected('application', 'blazor-server', named(calls, ['AddInteractiveServerComponents', 'AddServerSideBlazor', 'MapBlazorHub']));

const named = (calls: Calls, names: readonly string[]): Call[] => names.flatMap((name) => calls.get(name) ?? []);
