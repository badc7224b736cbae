import { join, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scanProject } from '../../src/scan/scan-project.js';
import { encodeSourceFile, readSourceFile } from '../../src/scan/source-file.js';
import { factsOf, fixture, folderWith, scan, umbracoPackage, valuesOf, web } from './site.js';

describe('the site of the Umbraco 17 template', () => {
  test('its facts, each with the line that shows it', async () => {
    const { facts } = await scan({ folder: fixture('umbraco-17-site') });
    expect(valuesOf(facts)).toEqual({
      host: 'umbraco',
      'umbraco-version': '17.8.1',
      'target-framework': 'net10.0',
      database: 'sql-server',
    });
    const reference = { file: 'Site.csproj', line: 10, text: '<PackageReference Include="Umbraco.Cms" Version="17.8.1" />' };
    expect(facts.every((fact) => fact.provenance === 'detected')).toBe(true);
    expect(facts.find((fact) => fact.id === 'umbraco-version')?.evidence).toEqual([reference]);
    expect(facts.find((fact) => fact.id === 'host')?.evidence).toEqual([reference]);
    expect(facts.find((fact) => fact.id === 'database')?.evidence).toMatchObject([
      { file: 'appsettings.json', line: 10 },
      { file: 'appsettings.json', line: 11, text: '"umbracoDbDSN_ProviderName": "Microsoft.Data.SqlClient"' },
    ]);
  });

  test('its project', async () => {
    const { project } = await scan({ folder: fixture('umbraco-17-site') });
    expect(project).toMatchObject({
      folder: fixture('umbraco-17-site'),
      name: 'Site',
      sdk: 'Microsoft.NET.Sdk.Web',
      web: true,
      targetFrameworks: ['net10.0'],
      rootNamespace: 'Site',
      implicitUsings: true,
      nullable: true,
      packages: [{ id: 'Umbraco.Cms', version: '17.8.1', file: 'Site.csproj', line: 10 }],
      style: { fileScopedNamespaces: true, indent: '    ', newline: '\n', byteOrderMark: false },
    });
    expect(project.file).toMatchObject({ path: 'Site.csproj', encoding: 'utf8', byteOrderMark: false, newline: '\n' });
    expect(project.settings.map((file) => file.path)).toEqual(['appsettings.json', 'appsettings.Development.json']);
    expect(project.centralPackages).toBeUndefined();
  });

  test('the same through the path of the project file', async () => {
    const byFolder = await scan({ folder: fixture('umbraco-17-site') });
    expect(await scan({ folder: join(fixture('umbraco-17-site'), 'Site.csproj') })).toEqual(byFolder);
  });
});

test('central package management: versions from Directory.Packages.props, properties from Directory.Build.props', async () => {
  const { project, facts } = await scan({ folder: fixture('central-packages') });
  expect(project.folder).toBe(join(fixture('central-packages'), 'src', 'Web'));
  expect(project.centralPackages).toMatchObject({ path: '../../Directory.Packages.props' });
  expect(project.packages).toEqual([
    { id: 'Umbraco.Cms', file: 'Acme.Web.csproj', line: 3 },
    { id: 'Microsoft.AspNetCore.SignalR.StackExchangeRedis', file: 'Acme.Web.csproj', line: 4 },
  ]);
  expect(project).toMatchObject({ targetFrameworks: ['net10.0'], implicitUsings: true, nullable: true, rootNamespace: 'Acme.Web' });
  expect(valuesOf(facts)).toEqual({
    host: 'umbraco',
    'umbraco-version': '17.6.2',
    'target-framework': 'net10.0',
    database: 'azure-sql-database',
    infrastructure: ['azure-managed-redis'],
    'registered-backplane': ['redis'],
    'skip-negotiation-setting': 'on',
  });
  expect(facts.find((fact) => fact.id === 'umbraco-version')?.evidence?.[0]).toMatchObject({
    file: '../../Directory.Packages.props',
    line: 6,
  });
});

test('several target frameworks: the facts are those of the newest', async () => {
  const { project, facts } = await scan({ folder: fixture('multi-targeting') });
  expect(project.targetFrameworks).toEqual(['net8.0', 'net10.0']);
  expect(valuesOf(facts)).toEqual({ host: 'umbraco', 'umbraco-version': '17.8.1', 'target-framework': 'net10.0' });
});

test('a class library is taken where there is no web project; its tests are no candidate', async () => {
  const { project, facts } = await scan({ folder: fixture('class-library') });
  expect(project).toMatchObject({ name: 'Acme.Realtime', web: false, sdk: 'Microsoft.NET.Sdk' });
  expect(valuesOf(facts)).toEqual({ host: 'umbraco', 'umbraco-version': '17', 'target-framework': 'net10.0' });
});

test('UTF-16 with Windows line ends is read, and can be written back exactly', async () => {
  const { project, facts } = await scan({ folder: fixture('utf-16-site') });
  expect(project.file).toMatchObject({ encoding: 'utf16le', byteOrderMark: true, newline: '\r\n' });
  expect(project.file.text).toContain('<Project Sdk="Microsoft.NET.Sdk.Web">\r\n');
  expect(project.rootNamespace).toBe('Björk.Website');
  expect(valuesOf(facts)).toMatchObject({ 'umbraco-version': '17.8.1' });
  const again = await readSourceFile(join(project.folder, project.file.path));
  expect(encodeSourceFile(project.file, project.file.text)).toEqual(encodeSourceFile(again, again.text));
});

test('ASP.NET Core without Umbraco, settings with comments and trailing commas', async () => {
  const { project, facts } = await scan({ folder: fixture('aspnetcore-site') });
  expect(project.web).toBe(true);
  expect(valuesOf(facts)).toEqual({
    host: 'aspnetcore',
    'target-framework': 'net10.0',
    'own-hubs': 'yes',
    'hub-count': 1,
    database: 'postgresql',
  });
  expect(facts.find((fact) => fact.id === 'host')?.evidence).toEqual([
    { file: 'Chat.csproj', line: 1, text: '<Project Sdk="Microsoft.NET.Sdk.Web">' },
  ]);
});

test('no secret is in the facts', async () => {
  const { facts } = await scan({
    'Site.csproj': web(umbracoPackage),
    'appsettings.json': JSON.stringify({
      ConnectionStrings: {
        umbracoDbDSN: 'Server=db;Database=x;User Id=sa;Password="Sup3r;S3cret";Encrypt=true',
        umbracoDbDSN_ProviderName: 'Microsoft.Data.SqlClient',
        Redis: 'redis:6379,password=Sup3rS3cret,ssl=True',
      },
      Azure: { SignalR: { ConnectionString: 'Endpoint=https://x.service.signalr.net;AccessKey=Sup3rS3cret=;Version=1.0;' } },
    }),
    'Program.cs': 'services.AddSignalR().AddStackExchangeRedis("redis:6379,password=Sup3rS3cret");',
  });
  expect(valuesOf(facts)).toMatchObject({
    database: 'sql-server',
    infrastructure: ['redis', 'azure-signalr'],
    'registered-backplane': ['redis'],
  });
  expect(JSON.stringify(facts)).not.toMatch(/Sup3r|S3cret/);
});

test('packages and code of referenced projects count, their paths are relative to the web project', async () => {
  const folder = folderWith({
    'src/Web/Web.csproj': web('<ProjectReference Include="..\\Core\\Core.csproj" />'),
    'src/Core/Core.csproj': `<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>${umbracoPackage}<ProjectReference Include="..\\Web\\Web.csproj" /></ItemGroup></Project>`,
    'src/Core/C.cs': 'class C { void M(IUmbracoBuilder b) => b.Services.AddSignalR().AddAzureSignalR(); }',
    'src/Other/Other.csproj': `<Project Sdk="Microsoft.NET.Sdk" />`,
    'src/Other/O.cs': 'class O { void M(IUmbracoBuilder b) => b.Services.AddSignalR().AddStackExchangeRedis(); }',
  });
  const { project, facts } = await scan({ folder });
  expect(valuesOf(facts)).toMatchObject({ host: 'umbraco', 'umbraco-version': '17.8.1', 'registered-backplane': ['azure-signalr'] });
  expect(facts.find((fact) => fact.id === 'registered-backplane')?.evidence?.[0]?.file).toBe('../Core/C.cs');
  expect(project.packages).toEqual([]);
});

describe("Umbraco's setting to skip negotiation", () => {
  const settings = (value: unknown) => JSON.stringify({ Umbraco: { CMS: { SignalR: { ClientShouldSkipNegotiation: value } } } });
  test.each([
    [{ 'appsettings.json': settings(true) }, 'on'],
    [{ 'appsettings.json': settings(false) }, 'off'],
    [{ 'appsettings.json': settings('True') }, 'on'],
    [{ 'appsettings.json': '{ "umbraco:cms:signalr:clientshouldskipnegotiation": "true" }' }, 'on'],
    [{ 'appsettings.json': settings(false), 'appsettings.Production.json': settings(true) }, 'on'],
    [{ 'appsettings.json': '{}', 'appsettings.Development.json': settings(true) }, undefined],
    [{ 'appsettings.json': settings('#{Skip}#') }, undefined],
    [{ 'appsettings.json': '{ "Umbraco": { "CMS": { "SignalR": { "Client": { "SkipNegotiation": true } } } } }' }, undefined],
  ])('%j is %s', async (files, value) => {
    expect((await factsOf(files))['skip-negotiation-setting']).toBe(value);
  });
});

test('build output, packages, hidden folders and data are not looked at', async () => {
  const code = 'class C { void M() { s.AddSignalR().AddStackExchangeRedis(); } }';
  const skipped = ['bin', 'obj', 'node_modules', '.git', '.hidden', 'wwwroot', 'umbraco/Data'];
  const facts = await factsOf(
    Object.fromEntries(
      skipped.flatMap((folder) => [
        [`${folder}/C.cs`, code],
        [`${folder}/Other.csproj`, web()],
      ]),
    ),
  );
  expect(facts['registered-backplane']).toBeUndefined();
  expect((await factsOf({ 'umbraco/C.cs': code }))['registered-backplane']).toEqual(['redis']);
});

test('a folder with very many entries is not read to its end', async () => {
  const files = Object.fromEntries(Array.from({ length: 4000 }, (_, index) => [`${index}.txt`, '']));
  const below = { 'z/Site.csproj': web() };
  expect(await scanProject({ folder: folderWith({ ...files, ...below }) })).toBeUndefined();
  expect(await scanProject({ folder: folderWith(below) })).toBeDefined();
});

test('paths are shown with forward slashes', async () => {
  const { facts } = await scan({ folder: fixture('aspnetcore-site') });
  const files = facts.flatMap((fact) => fact.evidence ?? []).map((evidence) => evidence.file);
  expect(files).toContain('Hubs/ChatHub.cs');
  expect(sep === '/' || files.every((file) => !file.includes(sep))).toBe(true);
});
