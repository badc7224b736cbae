import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/knowledge/types.js';
import { scanProject } from '../../src/scan/scan-project.js';
import { folderWith, scan, umbracoPackage, valuesOf, web } from './site.js';

const umbraco = (version: string) => `<PackageReference Include="Umbraco.Cms" Version="${version}" />`;
const factOf = async (id: string, files: Record<string, string>) => valuesOf((await scan(files)).facts)[id];
/** A project below the folder, so that files can lie above it. */
const below = async (files: Record<string, string>) => scan(files);

describe('a malformed project file is an error with its place', () => {
  test.each([
    [
      'never closed',
      '<Project Sdk="Microsoft.NET.Sdk.Web">\n  <PropertyGroup>\n',
      /^Site\.csproj:2:3: found the element <PropertyGroup>, which is never closed\. Expected/,
    ],
    [
      'closed by another',
      '<Project Sdk="Microsoft.NET.Sdk.Web">\n  <PropertyGroup>\n  </ItemGroup>\n</Project>',
      /^Site\.csproj:3:3: found <\/ItemGroup> where <PropertyGroup> is open\. Expected/,
    ],
    ['an attribute without quotes', '<Project Sdk=Microsoft.NET.Sdk.Web>\n</Project>', /^Site\.csproj:1:1\d: /],
    ['a bare ampersand', web('<PackageReference Include="A & B" />'), /^Site\.csproj:6:\d+: /],
    ['two roots', '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>\n<Project></Project>', /^Site\.csproj:2:\d+: /],
    ['empty', '', /^Site\.csproj:1:1: /],
    ['text', 'hello', /^Site\.csproj:1:\d: /],
  ])('%s', async (_, text, message) => {
    const error = await scanProject({ folder: folderWith({ 'Site.csproj': text }) }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ exitCode: 3, message: expect.stringMatching(message) });
    expect((error as Error).message).toMatch(/Expected .*\. Correct the file|Expected .*, as in/);
  });

  test('another kind of XML', async () => {
    const folder = folderWith({ 'Site.csproj': '<packages />' });
    await expect(scanProject({ folder: `${folder}/Site.csproj` })).rejects.toThrow(
      /^Site\.csproj:1:1: found the root element <packages>\. Expected <Project>/,
    );
  });

  test('a file that it imports', async () => {
    const folder = folderWith({ 'Site.csproj': web(), 'Directory.Build.props': '<Project>\n  <PropertyGroup>\n</Project>' });
    await expect(scanProject({ folder })).rejects.toThrow(/^Directory\.Build\.props:3:1: /);
  });
});

describe("Umbraco's version from a package reference", () => {
  test.each([
    [umbraco('17.8.1'), '17.8.1'],
    [umbraco('17.*'), '17'],
    [umbraco('17.8.*'), '17.8'],
    [umbraco('17.*-*'), '17'],
    [umbraco('*'), undefined],
    [umbraco('[17.8.1,18)'), '17.8.1'],
    [umbraco('[17.8.1]'), '17.8.1'],
    [umbraco('(17.8,18)'), undefined],
    [umbraco('(,18)'), undefined],
    [umbraco('18.0.0-rc2'), '18.0.0-rc2'],
    [umbraco('$(Missing)'), undefined],
    ['<PackageReference Include="umbraco.cms"><Version>17.8.1</Version></PackageReference>', '17.8.1'],
    ['<PackageReference Include="Umbraco.Cms.Web.Website" Version="17.6.2" />', '17.6.2'],
    ['<PackageReference Include="Umbraco.Cms.Core" Version="17.6.2" />', '17.6.2'],
    [
      '<PackageReference Include="Umbraco.Cms.Integrations.Crm.Hubspot" Version="5.0.0" /><PackageReference Include="Umbraco.Cms.Core" Version="17.6.2" />',
      '17.6.2',
    ],
    ['<PackageReference Include="Umbraco.Cms.Integrations.Crm.Hubspot" Version="5.0.0" />', undefined],
    [`<!-- ${umbraco('13.0.0')} -->${umbraco('17.8.1')}`, '17.8.1'],
    [`${umbraco('13.0.0').replace(' Version', ' Condition="false" Version')}${umbraco('17.8.1')}`, '17.8.1'],
    [`${umbraco('17.6.2')}<PackageReference Update="Umbraco.Cms" Version="17.8.1" />`, '17.8.1'],
  ])('%s is %s', async (items, version) => {
    expect(await factOf('umbraco-version', { 'Site.csproj': web(items) })).toBe(version);
  });

  test.each(['Umbraco.Community.Contentment', 'UmbracoForms', 'Umbracon.Cms'])('%s is not Umbraco', async (id) => {
    expect(await factOf('host', { 'Site.csproj': web(`<PackageReference Include="${id}" Version="1.0.0" />`) })).toBe('aspnetcore');
  });
});

describe('central package management', () => {
  const central = (version: string) =>
    `<Project><ItemGroup><PackageVersion Include="Umbraco.Cms" Version="${version}" /></ItemGroup></Project>`;
  const on = '<ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>';
  const reference = '<PackageReference Include="Umbraco.Cms" />';

  test.each([
    ['switched on in the project file', { 'src/S.csproj': web(reference, on), 'Directory.Packages.props': central('17.8.1') }],
    [
      'switched on in Directory.Build.props',
      {
        'src/S.csproj': web(reference),
        'Directory.Packages.props': central('17.8.1'),
        'Directory.Build.props': `<Project><PropertyGroup>${on}</PropertyGroup></Project>`,
      },
    ],
    [
      'switched on in Directory.Packages.props',
      {
        'src/S.csproj': web(reference),
        'Directory.Packages.props': central('17.8.1').replace('<ItemGroup>', `<PropertyGroup>${on}</PropertyGroup><ItemGroup>`),
      },
    ],
    [
      'overridden',
      {
        'src/S.csproj': web('<PackageReference Include="Umbraco.Cms" VersionOverride="17.8.1" />', on),
        'Directory.Packages.props': central('17.0.0'),
      },
    ],
  ])('%s', async (_, files) => {
    const { project, facts } = await below(files);
    expect(valuesOf(facts)['umbraco-version']).toBe('17.8.1');
    expect(project.centralPackages?.path).toBe('../Directory.Packages.props');
  });

  test('versions in a file that it imports count, with their place', async () => {
    const { project, facts } = await below({
      'src/S.csproj': web(reference, on),
      'Directory.Packages.props': '<Project><Import Project="eng/Versions.props" /></Project>',
      'eng/Versions.props': central('17.8.1'),
    });
    expect(valuesOf(facts)['umbraco-version']).toBe('17.8.1');
    expect(project.centralVersions).toEqual([{ id: 'Umbraco.Cms', version: '17.8.1', file: '../eng/Versions.props', line: 1 }]);
  });

  test('the file may have another name', async () => {
    const { project, facts } = await below({
      'src/S.csproj': web(reference, on),
      'Directory.Build.props':
        '<Project><PropertyGroup><DirectoryPackagesPropsPath>$(MSBuildThisFileDirectory)Versions.props</DirectoryPackagesPropsPath></PropertyGroup></Project>',
      'Versions.props': central('17.8.1'),
    });
    expect(valuesOf(facts)['umbraco-version']).toBe('17.8.1');
    expect(project.centralPackages?.path).toBe('../Versions.props');
  });

  test('off: the file is not in force, and the version is unknown', async () => {
    const { project, facts } = await below({ 'src/S.csproj': web(reference), 'Directory.Packages.props': central('17.8.1') });
    expect(project.centralPackages).toBeUndefined();
    expect(valuesOf(facts)['umbraco-version']).toBeUndefined();
  });
});

describe('properties', () => {
  test('of Directory.Build.props hold unless the project says otherwise', async () => {
    const { project } = await below({
      'Directory.Build.props':
        '<Project><PropertyGroup><TargetFramework>net9.0</TargetFramework><Nullable>enable</Nullable><RootNamespace>From.Above</RootNamespace></PropertyGroup></Project>',
      'src/Site.csproj': web('', '<TargetFramework>net10.0</TargetFramework>'),
    });
    expect(project).toMatchObject({ targetFrameworks: ['net10.0'], nullable: true, rootNamespace: 'From.Above' });
  });

  test('only of the nearest Directory.Build.props, unless it imports the next', async () => {
    const files = {
      'Directory.Build.props': '<Project><PropertyGroup><Nullable>enable</Nullable></PropertyGroup></Project>',
      'src/Site.csproj': web(),
      'src/Directory.Build.props': '<Project></Project>',
    };
    expect((await below(files)).project.nullable).toBe(false);
    const importing = `<Project><Import Project="$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))" /></Project>`;
    expect((await below({ ...files, 'src/Directory.Build.props': importing })).project.nullable).toBe(true);
  });

  test('of a file that is imported by its path', async () => {
    const { facts } = await below({
      'versions.props': '<Project><PropertyGroup><UmbracoVersion>17.8.1</UmbracoVersion></PropertyGroup></Project>',
      'src/Site.csproj': `<Project Sdk="Microsoft.NET.Sdk.Web"><Import Project="..\\versions.props" /><ItemGroup>${umbraco('$(UmbracoVersion)')}</ItemGroup></Project>`,
    });
    expect(valuesOf(facts)['umbraco-version']).toBe('17.8.1');
  });

  test.each([
    [`'$(Flavour)' == 'new'`, 'net10.0'],
    [`'$(Flavour)' == 'OLD'`, 'net8.0'],
    [`'$(Flavour)' != 'old'`, 'net10.0'],
    [`'$(Missing)' == ''`, 'net8.0'],
    [`$(Yes)`, 'net8.0'],
    [`!$(Yes)`, 'net10.0'],
    [`'$(Flavour)' == 'new' or ('$(Missing)' == '' and $(Yes))`, 'net8.0'],
    // Depends on the build: it must not replace what always holds.
    [`'$(Configuration)' == 'Debug'`, 'net10.0'],
    [`Exists('x.props')`, 'net10.0'],
    [`!Exists('x.props') and '1' != '2'`, 'net10.0'],
    [`'2' &gt; '1'`, 'net10.0'],
    [`'2' &gt;= '1'`, 'net10.0'],
    [`$([MSBuild]::IsOSPlatform('linux'))`, 'net10.0'],
    [`'$(Flavour.Contains('o'))' == 'true'`, 'net10.0'],
    [`$(Flavour.StartsWith('o'))`, 'net10.0'],
  ])('a condition %s', async (condition, framework) => {
    const properties = `<Flavour>old</Flavour><Yes>true</Yes><TargetFramework>net10.0</TargetFramework><TargetFramework Condition="${condition}">net8.0</TargetFramework>`;
    expect((await scan({ 'Site.csproj': web('', properties) })).project.targetFrameworks).toEqual([framework]);
  });

  test.each([
    ['<TargetFrameworks>net8.0; net10.0 ;net9.0</TargetFrameworks>', 'net10.0'],
    ['<TargetFramework>net10.0-windows</TargetFramework>', 'net10.0'],
    ['<TargetFrameworks>net48;netstandard2.0;net8.0</TargetFrameworks>', 'net8.0'],
    ['<TargetFramework>net48</TargetFramework>', undefined],
    ['<V>10</V><TargetFramework>net$(V).0</TargetFramework>', 'net10.0'],
    ['<TargetFramework>$([X]::Y())</TargetFramework>', undefined],
    ['', undefined],
  ])('the target framework of %s is %s', async (properties, framework) => {
    expect(await factOf('target-framework', { 'Site.csproj': web(umbracoPackage, properties) })).toBe(framework);
  });
});

describe('the root namespace', () => {
  test.each([
    ['Site', '', 'Site'],
    ['Acme.Web', '', 'Acme.Web'],
    ['My Site', '', 'My_Site'],
    ['my-site', '', 'my_site'],
    ['1st.Site', '', '_1st.Site'],
    ['Acme.3D', '', 'Acme._3D'],
    ['Björk', '', 'Björk'],
    ['Site', '<RootNamespace>Acme.Web</RootNamespace>', 'Acme.Web'],
    ['My Site', '<RootNamespace>$(MSBuildProjectName.Replace(" ", "_"))</RootNamespace>', 'My_Site'],
    ['Site', '<RootNamespace>Acme.$(MSBuildProjectName)</RootNamespace>', 'Acme.Site'],
    ['Site', '<RootNamespace>Acme.Co-Op.3D</RootNamespace>', 'Acme.Co_Op._3D'],
  ])('of %s with "%s" is %s', async (name, properties, namespace) => {
    expect((await scan({ [`${name}.csproj`]: web('', properties) })).project.rootNamespace).toBe(namespace);
  });
});

test('implicit usings and nullable, as MSBuild takes them', async () => {
  const both = async (value: string) => {
    const { project } = await scan({ 'Site.csproj': web('', `<ImplicitUsings>${value}</ImplicitUsings><Nullable>${value}</Nullable>`) });
    return [project.implicitUsings, project.nullable];
  };
  expect(await both('enable')).toEqual([true, true]);
  expect(await both('disable')).toEqual([false, false]);
  expect(await both('true')).toEqual([true, false]);
  expect(await both('annotations')).toEqual([false, true]);
});
