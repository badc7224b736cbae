import { evidenceAt } from '../evidence.js';
import { isThisMachine, parseConnectionString, serverOf } from '../settings/connection-string.js';
import { type EffectiveSettings, type Settings, textOf } from '../settings/effective-settings.js';
import type { Setting } from '../settings/read-settings.js';
import type { Stage } from '../sighting.js';
import type { Finding } from '../weigh/finding.js';
import { type Database, databaseOf, engineOfProvider } from './database-engine.js';

interface Found {
  database: Database;
  settings: Setting[];
}

/** What the project says that helps to understand its connection strings. */
export interface DatabaseContext {
  umbraco: boolean;
  packages: readonly string[];
  /** Names under which containers reach each other. */
  hosts: ReadonlySet<string>;
}

/** The application's database, by its connection string. */
export const detectDatabase = ({ production, development }: EffectiveSettings, context: DatabaseContext): Finding[] => [
  ...findingsOf(production, 'production', context),
  ...findingsOf(development, 'development', context),
];

function findingsOf(settings: Settings, stage: Stage, { umbraco, packages, hosts }: DatabaseContext): Finding[] {
  const found = findDatabase(settings, umbraco, packages);
  if (!found) return [];
  const isLocal = found.settings.some(({ value }) => isReachedOnlyHere(String(value), hosts));
  return found.settings.map((setting) => ({
    question: 'database',
    value: found.database,
    strength: 'plain',
    settles: true,
    stage: isOpen(found.database) && isLocal ? 'development' : leadsToProduction(found.database, stage),
    own: true,
    evidence: evidenceAt(setting),
  }));
}

/** A SQL Server on a developer's machine leaves open which of its kinds production has: Azure SQL has no Service Broker. */
const isOpen = (database: Database): boolean => database === 'sql-server';

/** Development settings alone name a database that production will hardly change, unless it is the template's SQLite, or some SQL Server. */
const leadsToProduction = (database: Database, stage: Stage): Stage => (database !== 'sqlite' && !isOpen(database) ? 'production' : stage);

function isReachedOnlyHere(text: string, hosts: ReadonlySet<string>): boolean {
  const server = serverOf(parseConnectionString(text));
  return server !== undefined && (isThisMachine(server) || hosts.has(server));
}

function findDatabase(settings: Settings, umbraco: boolean, packages: readonly string[]): Found | undefined {
  const main = `connectionstrings:${umbraco ? 'umbracodbdsn' : 'defaultconnection'}`;
  const [only, another] = [...settings.keys()]
    .filter((key) => !umbraco && isDatabase(key))
    .filter((key) => read(settings, key, false, packages));
  const keys = settings.has(main) ? [main] : another === undefined && only !== undefined ? [only] : [];
  return keys.map((key) => read(settings, key, umbraco, packages)).find((found) => found !== undefined);
}

const isDatabase = (key: string): boolean => /^connectionstrings:[^:]+$/.test(key) && !key.endsWith('_providername');

function read(settings: Settings, key: string, umbraco: boolean, packages: readonly string[]): Found | undefined {
  const text = textOf(settings, key);
  const setting = settings.get(key);
  if (text === undefined || !setting) return undefined;
  const provider = settings.get(`${key}_providername`);
  const named = typeof provider?.value === 'string' ? engineOfProvider(provider.value) : undefined;
  const engines = new Set(packages.map(engineOfProvider).filter((engine) => engine !== undefined));
  // Umbraco takes a connection string without a provider for SQL Server's.
  const fallback = named ?? (umbraco ? 'sql-server' : engines.size === 1 ? [...engines][0] : undefined);
  const database = databaseOf(text, fallback);
  return database && { database, settings: named && provider ? [setting, provider] : [setting] };
}
