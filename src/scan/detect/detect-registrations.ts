import type { Fact, Registration } from '../../knowledge/types.js';
import { type Call, isOnSignalR } from '../csharp/method-calls.js';
import type { Spot } from '../evidence.js';
import type { ReferencedPackage } from '../msbuild/read-packages.js';
import { detected } from './detected.js';

type Calls = ReadonlyMap<string, readonly Call[]>;

/** How a backplane is recognised: its id, and the calls that register it (`registered-by` in rules/backplanes). */
export interface KnownBackplane {
  id: string;
  registeredBy: readonly Registration[];
}

/**
 * An answer that a project shows: a call of one of the methods, or a reference to one of the packages (`detected-by` and
 * `detected-by-package` of a choice in rules/questions). Of a list it is one entry.
 */
export interface KnownAnswer {
  question: string;
  value: string | readonly string[];
  methods: readonly string[];
  /** NuGet ids. */
  packages?: readonly string[];
}

/** The answers that calls and packages show. Calls that show different answers to a question of which only one can be right show none. */
export function detectAnswers(calls: Calls, known: readonly KnownAnswer[], packages: readonly ReferencedPackage[] = []): Fact[] {
  const spotsOf = ({ methods, packages: ids = [] }: KnownAnswer): Spot[] => [
    ...named(calls, methods),
    ...packages.filter(({ reference }) => ids.some((id) => id.toLowerCase() === reference.id.toLowerCase())),
  ];
  const found = known.filter((one) => spotsOf(one).length > 0);
  return [...new Set(found.map(({ question }) => question))].flatMap((question) => {
    const answers = found.filter((one) => one.question === question);
    const [value] = answers.map((one) => one.value);
    if (typeof value === 'string' && answers.length > 1) return [];
    const all = answers.flatMap((one) => one.value);
    return detected(question, typeof value === 'string' ? value : all, answers.flatMap(spotsOf));
  });
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

const named = (calls: Calls, names: readonly string[]): Call[] => names.flatMap((name) => calls.get(name) ?? []);
