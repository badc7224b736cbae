import type { Fact } from '../knowledge/types.js';
import { type Database, databaseOf, engineOfProvider } from './database-engine.js';
import { detected } from './detected.js';
import { type EffectiveSettings, type Settings, textOf } from './effective-settings.js';
import type { Setting } from './read-settings.js';

interface Found {
  database: Database;
  settings: Setting[];
}

/** The application's database, by its connection string. */
export function detectDatabase({ production, development }: EffectiveSettings, umbraco: boolean, packages: readonly string[]): Fact[] {
  const found = findDatabase(production, umbraco, packages) ?? onlyFromDevelopment(findDatabase(development, umbraco, packages));
  return found ? detected('database', found.database, found.settings) : [];
}

/**
 * appsettings.Development.json alone: SQLite there is the template's, and a developer's SQL Server leaves open whether production is
 * Azure SQL, where Service Broker is missing. Anything else names a database that production will hardly change.
 */
const onlyFromDevelopment = (found: Found | undefined): Found | undefined =>
  found?.database === 'sqlite' || found?.database === 'sql-server' ? undefined : found;

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
