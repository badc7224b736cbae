import { describe, expect, test } from 'vitest';
import { factsOf, scan, valuesOf, web } from './site.js';

const sqlClient = 'Microsoft.Data.SqlClient';
const sqlite = 'Microsoft.Data.Sqlite';
const sqliteFile = 'Data Source=|DataDirectory|/Umbraco.sqlite.db;Cache=Shared;Foreign Keys=True;Pooling=True';
const dsn = (text: string, provider?: string) =>
  JSON.stringify({ ConnectionStrings: { umbracoDbDSN: text, ...(provider === undefined ? {} : { umbracoDbDSN_ProviderName: provider }) } });
const strings = (values: Record<string, string>) => JSON.stringify({ ConnectionStrings: values });

describe("Umbraco's connection string", () => {
  test.each([
    ['Server=db;Database=x;User Id=sa;Password=p', sqlClient, 'sql-server'],
    ['Server=db;Database=x;User Id=sa;Password=p', undefined, 'sql-server'],
    ['Server=tcp:acme.database.windows.net,1433;Initial Catalog=x;User ID=a;Password=p', sqlClient, 'azure-sql-database'],
    ['SERVER=ACME.DATABASE.WINDOWS.NET;DATABASE=x', undefined, 'azure-sql-database'],
    ['Server=tcp:acme.public.0a1b2c3d4e5f.database.windows.net,3342;Database=x', sqlClient, 'azure-sql-managed-instance'],
    ['Server=acme.public.westeurope.database.windows.net,3342;Database=x', sqlClient, 'azure-sql-managed-instance'],
    ['Server=acme.0a1b2c3d4e5f.database.windows.net;Database=x', sqlClient, 'azure-sql-managed-instance'],
    ['Server="tcp:acme.database.windows.net,1433";Password="a;Server=b";Database=x', sqlClient, 'azure-sql-database'],
    ['Server=site.abc123.eu-west-1.rds.amazonaws.com,1433;Database=x', sqlClient, 'aws-rds-sql-server'],
    [sqliteFile, sqlite, 'sqlite'],
    [sqliteFile, undefined, 'sqlite'],
    ['Data Source=umbraco', sqlite, 'sqlite'],
    // Nothing that a second server could share, or nothing at all.
    ['Data Source=.\\SQLEXPRESS;Initial Catalog=x;Integrated Security=true', sqlClient, undefined],
    ['Server=host.docker.internal;Database=x', sqlClient, undefined],
    ['Server=(localdb)\\MSSQLLocalDB;Database=x;Integrated Security=true', sqlClient, undefined],
    ['', sqlClient, undefined],
    ['   ', undefined, undefined],
    ['#{UmbracoDb}#', sqlClient, undefined],
    ['Server=#{Server}#;Database=x', sqlClient, undefined],
    ['<connection string>', sqlClient, undefined],
  ])('%s with %s is %s', async (text, provider, database) => {
    expect((await factsOf({ 'appsettings.json': dsn(text, provider) })).database).toBe(database);
  });

  test('others do not count', async () => {
    expect((await factsOf({ 'appsettings.json': strings({ DefaultConnection: 'Host=db;Database=x' }) })).database).toBeUndefined();
  });

  test('however the key is written', async () => {
    expect((await factsOf({ 'appsettings.json': '{ "connectionstrings:UMBRACODBDSN": "Server=db;Database=x" }' })).database).toBe(
      'sql-server',
    );
  });
});

describe('which file decides', () => {
  const base = 'appsettings.json';
  const production = 'appsettings.Production.json';
  const development = 'appsettings.Development.json';
  const sqlServer = dsn('Server=db;Database=x', sqlClient);
  const azure = dsn('Server=acme.database.windows.net;Database=x', sqlClient);
  const file = dsn(sqliteFile, sqlite);
  test.each([
    ['appsettings.json, not Development', { [base]: sqlServer, [development]: file }, 'sql-server'],
    ['Production over appsettings.json', { [base]: file, [production]: azure }, 'azure-sql-database'],
    ['Production without appsettings.json', { [production]: azure, [development]: file }, 'azure-sql-database'],
    ['another environment, if it is the only one', { [base]: '{}', 'appsettings.Live.json': azure }, 'azure-sql-database'],
    ['appsettings.json over another environment', { [base]: sqlServer, 'appsettings.Staging.json': azure }, 'sql-server'],
    ['SQLite of Development alone: none', { [base]: '{}', [development]: file }, undefined],
    ["a developer's SQL Server alone: none", { [development]: sqlServer }, undefined],
    ['SQLite of a local file alone: none', { 'appsettings.Local.json': file }, undefined],
    ['Azure in Development alone', { [base]: dsn(''), [development]: azure }, 'azure-sql-database'],
    ['SQLite in appsettings.json', { [base]: file }, 'sqlite'],
    // Production reads it from elsewhere, so appsettings.json says nothing about it.
    ['a placeholder in Production: none', { [base]: file, [production]: dsn('#{Db}#', sqlClient) }, undefined],
    [
      'Production without the provider that appsettings.json names',
      { [base]: file, [production]: dsn('Server=acme.database.windows.net;Database=x') },
      'azure-sql-database',
    ],
  ])('%s', async (_, files, database) => {
    expect((await factsOf(files)).database).toBe(database);
  });
});

describe('ASP.NET Core', () => {
  const packages = {
    none: '',
    postgres: 'Npgsql.EntityFrameworkCore.PostgreSQL',
    mysql: 'Pomelo.EntityFrameworkCore.MySql',
    sqlServer: 'Microsoft.EntityFrameworkCore.SqlServer',
  };
  test.each([
    [{ DefaultConnection: 'Host=db;Database=x;Username=u;Password=p' }, 'none', 'postgresql'],
    [{ DefaultConnection: 'postgres://u:p@db:5432/x' }, 'none', 'postgresql'],
    [{ DefaultConnection: 'Server=db;Port=5432;Database=x;Username=u;Trust Server Certificate=true' }, 'postgres', 'postgresql'],
    [{ DefaultConnection: 'Server=db;Port=3306;Database=x;User=u;Password=p' }, 'mysql', 'mysql'],
    [{ DefaultConnection: 'Server=db;Database=x;User Id=u;Password=p' }, 'sqlServer', 'sql-server'],
    [{ DefaultConnection: 'Server=db;Database=x;TrustServerCertificate=true' }, 'none', 'sql-server'],
    [{ DefaultConnection: 'Server=tcp:db;Database=x;User Id=u;Password=p' }, 'none', 'sql-server'],
    [{ DefaultConnection: 'Data Source=db,1433;Database=x;User Id=u;Password=p' }, 'none', 'sql-server'],
    [{ DefaultConnection: 'Data Source=app.db' }, 'none', 'sqlite'],
    [{ DefaultConnection: 'Data Source=/data/app.sqlite;Mode=ReadWrite' }, 'none', 'sqlite'],
    [{ DefaultConnection: 'Host=db;Database=x', Other: 'Server=db2;Initial Catalog=y' }, 'none', 'postgresql'],
    [
      { Shop: 'Server=db;Initial Catalog=x', Redis: 'redis:6379', Storage: 'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=b' },
      'none',
      'sql-server',
    ],
    // Either would be a guess.
    [{ Shop: 'Server=db;Initial Catalog=x', Log: 'Host=db;Database=x' }, 'none', undefined],
    [{ DefaultConnection: 'Server=db;Database=x;User Id=u;Password=p' }, 'none', undefined],
    [{ Redis: 'redis:6379' }, 'none', undefined],
    [{ Bus: 'Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=n;SharedAccessKey=k' }, 'sqlServer', undefined],
  ] as const)('%j with %s is %s', async (values, kind, database) => {
    const reference = packages[kind] === '' ? '' : `<PackageReference Include="${packages[kind]}" Version="1.0.0" />`;
    const { facts } = await scan({ 'Site.csproj': web(reference), 'appsettings.json': strings(values) });
    expect(valuesOf(facts).database).toBe(database);
  });

  test('a provider beside the connection string', async () => {
    const { facts } = await scan({
      'Site.csproj': web(),
      'appsettings.json': strings({ Db: 'Server=db;Database=x;Uid=u;Pwd=p', Db_ProviderName: 'MySqlConnector' }),
    });
    expect(valuesOf(facts).database).toBe('mysql');
  });
});
