import { type ConnectionString, isPlaceholderHost, parseConnectionString, serverOf } from '../settings/connection-string.js';

/** An answer to the question `database`. */
export type Database =
  | 'sql-server'
  | 'azure-sql-database'
  | 'azure-sql-managed-instance'
  | 'aws-rds-sql-server'
  | 'postgresql'
  | 'mysql'
  | 'sqlite';

type Engine = 'sql-server' | 'postgresql' | 'mysql' | 'sqlite';

/** ADO.NET providers and the packages that bring them. */
const providers: [Engine, RegExp][] = [
  ['sqlite', /Sqlite/i],
  ['postgresql', /Npgsql|Postgre/i],
  ['mysql', /MySql|MariaDb/i],
  ['sql-server', /SqlClient|EntityFrameworkCore\.SqlServer/i],
];

export const engineOfProvider = (name: string): Engine | undefined => providers.find(([, pattern]) => pattern.test(name))?.[0];

/**
 * The database that a connection string leads to; undefined where it is no database, or where its kind cannot be told.
 * @param fallback the engine where the text fits several, because the provider or the packages of the project say so.
 */
export function databaseOf(text: string, fallback?: Engine): Database | undefined {
  const url = /^(postgres(?:ql)?|mysql|mariadb):\/\//i.exec(text)?.[1];
  if (url) return /^p/i.test(url) ? 'postgresql' : 'mysql';
  const connection = parseConnectionString(text);
  const source = connection.get('datasource') ?? connection.get('filename') ?? '';
  if (/\.(?:db|db3|sqlite|sqlite3)$/i.test(source) || /^:memory:$/i.test(source)) return 'sqlite';
  const server = serverOf(connection);
  if (server === undefined) return undefined;
  const engine = connection.has('host')
    ? 'postgresql'
    : onlySqlServer(connection, server)
      ? 'sql-server'
      : (fallback ?? likely(connection));
  return engine === 'sql-server' ? sqlServerAt(server) : engine;
}

/** Keys that SQL Server's provider alone knows, or a host that serves nothing else. */
function onlySqlServer(connection: ConnectionString, server: string): boolean {
  // A protocol, and a port behind a comma, are written so for SQL Server alone.
  if (/^(?:tcp|np|lpc|admin):|,\d+$/i.test(connection.get('datasource') ?? connection.get('server') ?? '')) return true;
  const keys = ['initialcatalog', 'trusted_connection', 'integratedsecurity', 'multipleactiveresultsets', 'attachdbfilename'];
  return keys.some((key) => connection.has(key)) || azureSql.test(server) || /^\(localdb\)/.test(server);
}

/** PostgreSQL's provider knows these keys too, but its strings name a port or a user name with them. */
function likely(connection: ConnectionString): Engine | undefined {
  const sqlServer = connection.has('trustservercertificate') || connection.has('encrypt');
  return sqlServer && !connection.has('port') && !connection.has('username') ? 'sql-server' : undefined;
}

const azureSql = /\.database\.(?:windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)$/;

/** Where a SQL Server runs, by its host: a managed instance has its DNS zone (12 hexadecimal digits) in the name. */
function sqlServerAt(server: string): Database | undefined {
  // LocalDB is a developer's tool that no second server reaches: it says nothing of production.
  if (/^\(localdb\)/.test(server)) return undefined;
  const name = server.replace(azureSql, '');
  const azure = name !== server;
  if (azure && /^[^.]+\.(?:public\.)?[0-9a-f]{12}$|^[^.]+\.public\.[^.]+$/.test(name)) return 'azure-sql-managed-instance';
  // A placeholder within an Azure name still says that it is Azure; one for the whole host says nothing.
  if (azure) return 'azure-sql-database';
  if (/\.rds\.amazonaws\.com(?:\.cn)?$/.test(server)) return 'aws-rds-sql-server';
  return isPlaceholderHost(server) ? undefined : 'sql-server';
}
