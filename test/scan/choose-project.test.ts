import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/knowledge/types.js';
import { scanProject } from '../../src/scan/scan-project.js';
import { fixture, folderWith, scan, web } from './site.js';

const library = '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>';
const two = fixture('two-web-projects');

/** The name of the project that a scan takes. */
const chosen = async (files: Record<string, string>, project?: string) => (await scan({ folder: folderWith(files), project })).project.name;

async function errorOf(folder: string, project?: string): Promise<UserError> {
  const error = await scanProject({ folder, project }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  return error as UserError;
}

describe('which project is meant', () => {
  test.each([
    ['four levels below', { 'a/b/c/d/Site.csproj': web() }, 'Site'],
    ['the web project among libraries', { 'Core/Core.csproj': library, 'Site/Site.csproj': web() }, 'Site'],
    [
      'the web project, not its tests',
      { 'Site/Site.csproj': web(), 'Tests/Tests.csproj': web('<PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.0" />') },
      'Site',
    ],
    [
      'an SDK named by an element',
      { 'A.csproj': '<Project><Sdk Name="Microsoft.NET.Sdk.Web" Version="1.0" /></Project>', 'B/B.csproj': library },
      'A',
    ],
    [
      'an SDK named by imports',
      { 'A.csproj': '<Project><Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk.Web" /></Project>', 'B/B.csproj': library },
      'A',
    ],
    ['an SDK with a version', { 'A.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web/10.0.100"></Project>', 'B/B.csproj': library }, 'A'],
    [
      'the only library beside a console program',
      {
        'A.csproj': library,
        'B/B.csproj': '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>',
      },
      'A',
    ],
    [
      'a malformed project that is not meant is no obstacle',
      { 'Site.csproj': web(), 'old/Old.csproj': '<Project Sdk="Microsoft.NET.Sdk"><oops' },
      'Site',
    ],
  ])('%s', async (_, files, name) => {
    expect(await chosen(files)).toBe(name);
  });

  test.each([
    ['an empty folder', {}],
    ['five levels below', { 'a/b/c/d/e/Site.csproj': web() }],
    ['a WebAssembly client', { 'A.csproj': '<Project Sdk="Microsoft.NET.Sdk.BlazorWebAssembly"></Project>' }],
    ['an old project file without an SDK', { 'A.csproj': '<Project ToolsVersion="15.0"></Project>' }],
  ])('none: %s', async (_, files) => {
    expect(await scanProject({ folder: folderWith(files) })).toBeUndefined();
  });
});

describe('--project', () => {
  test.each(['Shop', 'shop', 'Shop.csproj', 'Shop/Shop.csproj', 'Shop', './Shop', join(two, 'Shop', 'Shop.csproj')])(
    '%s',
    async (project) => {
      expect((await scan({ folder: two, project })).project.name).toBe('Shop');
    },
  );

  test.each(['Site.sln', 'Site.slnx'])('beside a solution, %s', async (solution) => {
    const folder = folderWith({ [solution]: '', 'a/Shop.csproj': web(), 'b/Admin.csproj': web() });
    expect((await scan({ folder: join(folder, solution), project: 'Shop' })).project.name).toBe('Shop');
    expect((await errorOf(join(folder, solution))).message).toMatch(/a\/Shop\.csproj, b\/Admin\.csproj/);
  });

  test('takes a library where there is a web project', async () => {
    expect(await chosen({ 'Core/Core.csproj': library, 'Site/Site.csproj': web() }, 'Core')).toBe('Core');
  });

  test('none: no project is read, though there are some', async () => {
    expect(await scanProject({ folder: two, project: 'none' })).toBeUndefined();
  });

  test('none: a project of this name comes first', async () => {
    expect(await chosen({ 'none/none.csproj': web(), 'Site/Site.csproj': web() }, 'none')).toBe('none');
  });

  test('unknown: the nearest name and what there is', async () => {
    const error = await errorOf(two, 'Shopp');
    expect(error.exitCode).toBe(2);
    expect(error.message).toMatch(/--project Shopp.*Did you mean "Shop"\?.*Admin\/Admin\.csproj.*Shop\/Shop\.csproj/);
  });

  test('a name that two projects have: their paths', async () => {
    const error = await errorOf(folderWith({ 'a/Site.csproj': web(), 'b/Site.csproj': web() }), 'Site');
    expect(error.exitCode).toBe(2);
    expect(error.message).toMatch(/a\/Site\.csproj.*b\/Site\.csproj/);
  });
});

describe('what cannot be decided is said', () => {
  test('two web projects: both and the option', async () => {
    const error = await errorOf(two);
    expect(error.exitCode).toBe(2);
    expect(error.message).toMatch(/Admin\/Admin\.csproj.*Shop\/Shop\.csproj.*--project Admin/);
  });

  test('two libraries and no web project', async () => {
    const error = await errorOf(folderWith({ 'A/A.csproj': library, 'B/B.csproj': library }));
    expect(error.exitCode).toBe(2);
    expect(error.message).toMatch(/class libraries.*A\/A\.csproj.*B\/B\.csproj.*--project/);
  });

  test('the example can be used even if both have the same name', async () => {
    const folder = folderWith({ 'a/Site.csproj': web(), 'b/Site.csproj': web() });
    const project = /example --project (\S+?);/.exec((await errorOf(folder)).message)?.[1];
    expect((await scan({ folder, project })).project.folder).toBe(join(folder, 'a'));
  });

  test('a folder that does not exist', async () => {
    const error = await errorOf(join(two, 'nowhere'));
    expect(error.exitCode).toBe(3);
    expect(error.message).toContain('nowhere');
  });

  test('a file that is no project', async () => {
    const error = await errorOf(join(fixture('umbraco-17-site'), 'Program.cs'));
    expect(error.exitCode).toBe(3);
    expect(error.message).toMatch(/Program\.cs is a file.*\.csproj/);
  });
});
