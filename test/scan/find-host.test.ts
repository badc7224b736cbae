// A class library is a part of a site: what is known of the site is read where the site runs.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Scan } from '../../src/scan/project.js';
import { scanProject } from '../../src/scan/scan-project.js';
import { folderWith, umbracoPackage, valuesOf, web } from './site.js';

const library = '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>';
const reference = '<ProjectReference Include="..\\Core\\Core.csproj" />';
const site = {
  'src/Core/Core.csproj': library,
  'src/Core/A.cs': 'namespace Core\n{\n    class A { }\n}\n',
  'src/Web/Web.csproj': web(umbracoPackage + reference),
  'src/Web/Program.cs': 'var b = WebApplication.CreateBuilder();\nb.AddOwn();\nb.Services.AddSignalR().AddAzureSignalR();\n',
  'src/Web/appsettings.json': '{\n  "ConnectionStrings": { "umbracoDbDSN": "Server=dev;Database=x" }\n}\n',
  'src/Web/appsettings.Production.json': '{\n  "ConnectionStrings": { "umbracoDbDSN": "Server=a.database.windows.net;Database=x" }\n}\n',
};
const known = { backplanes: [{ id: 'azure-signalr', registeredBy: [{ method: 'AddAzureSignalR' }] }], answers: [], methods: ['AddOwn'] };

async function scanLibrary(files: Record<string, string>, below = ''): Promise<Scan> {
  const folder = folderWith(files);
  const scan = await scanProject({ folder: join(folder, below), ...(below === '' ? { project: 'Core' } : {}), known });
  if (!scan) throw new Error('found no project');
  return scan;
}

describe.each([
  ['in a folder that holds both', site, ''],
  ['beside a solution', { ...site, 'Site.sln': '' }, 'src/Core'],
  ['beside a solution as XML', { ...site, 'src/Site.slnx': '' }, 'src/Core'],
])('the library of one web project, %s', (_, files, below) => {
  it('has the facts of the site, with places relative to the library', async () => {
    const { facts } = await scanLibrary(files, below);
    expect(valuesOf(facts)).toMatchObject({ host: 'umbraco', database: 'azure-sql-database', 'registered-backplane': ['azure-signalr'] });
    const places = Object.fromEntries(facts.map(({ id, evidence }) => [id, evidence?.[0]?.file]));
    expect(places).toMatchObject({
      host: '../Web/Web.csproj',
      database: '../Web/appsettings.Production.json',
      'registered-backplane': '../Web/Program.cs',
    });
  });

  it('is itself what is written into', async () => {
    const { project } = await scanLibrary(files, below);
    expect(project).toMatchObject({
      name: 'Core',
      web: false,
      settings: [],
      calls: [{ method: 'AddOwn', file: '../Web/Program.cs', line: 2 }],
    });
    expect(project.style.fileScopedNamespaces).toBe(false);
  });
});

describe('its own facts are all there is where', () => {
  it.each<[string, Record<string, string>, string]>([
    ['no web project references it', { ...site, 'src/Web/Web.csproj': web(umbracoPackage) }, ''],
    ['two do', { ...site, 'src/Admin/Admin.csproj': web(reference) }, ''],
    ['nothing says how far the solution goes', site, 'src/Core'],
    ['the web project cannot be read', { ...site, 'src/Web/Web.csproj': '<Project' }, ''],
  ])('%s', async (_, files, below) => {
    const { facts } = await scanLibrary(files, below);
    expect(valuesOf(facts)).toEqual({ 'target-framework': 'net10.0' });
  });
});
