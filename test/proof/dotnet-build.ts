import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageVersion } from './parts.js';

/** A project to build: its settings, its references, and its files by path. */
export interface ProofProject {
  name: string;
  sdk: 'Microsoft.NET.Sdk' | 'Microsoft.NET.Sdk.Web';
  framework: 'net8.0' | 'net9.0' | 'net10.0';
  implicitUsings: boolean;
  nullable: boolean;
  /** Version of Umbraco.Cms.Core; absent for a site without Umbraco. */
  umbraco?: string;
  /** Names StackExchange.Redis too, as for Valkey; otherwise SignalR brings an older one. */
  redisClient?: boolean;
  /** References MassTransit, of which NuGet serves no SignalR package. */
  massTransit?: boolean;
  executable?: boolean;
  files: Record<string, string>;
}

/** An error or a warning that fails the build, and the file that it is in. */
export interface Problem {
  file: string;
  text: string;
}

/** Whether NuGet serves SignalR's Redis backplane for a framework; where it does not, a stub stands in. */
export const hasRedisBackplane = (framework: string): boolean => framework !== 'net8.0';

/** A package may resolve to a neighbouring version, or have an advisory: nothing that a template could help. */
export const notOurs = ['NU1603', 'NU1901', 'NU1902', 'NU1903', 'NU1904'];

const redisPackages = [
  'Microsoft.AspNetCore.SignalR.StackExchangeRedis',
  'Microsoft.Extensions.Caching.StackExchangeRedis',
  'Microsoft.AspNetCore.DataProtection.StackExchangeRedis',
];

// Microsoft.Azure.SignalR depends on a package that is not everywhere; its own assemblies are all that a compiler needs.
function projectFile({ sdk, framework, implicitUsings, nullable, umbraco, redisClient, massTransit, executable }: ProofProject): string {
  const azure = packageVersion('Microsoft.Azure.SignalR', framework);
  const reference = (id: string, version: string): string => `    <PackageReference Include="${id}" Version="${version}" />`;
  const assembly = (name: string): string =>
    `    <Reference Include="${name}"><HintPath>$(NuGetPackageRoot)microsoft.azure.signalr/${azure}/lib/net8.0/${name}.dll</HintPath></Reference>`;
  return [
    `<Project Sdk="${sdk}">`,
    '  <PropertyGroup>',
    `    <TargetFramework>${framework}</TargetFramework>`,
    `    <OutputType>${executable ? 'Exe' : 'Library'}</OutputType>`,
    `    <ImplicitUsings>${implicitUsings ? 'enable' : 'disable'}</ImplicitUsings>`,
    `    <Nullable>${nullable ? 'enable' : 'disable'}</Nullable>`,
    '    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>',
    `    <WarningsNotAsErrors>${notOurs.join(';')}</WarningsNotAsErrors>`,
    // Public members without documentation are an error in projects that generate it.
    `    <GenerateDocumentationFile>${!executable}</GenerateDocumentationFile>`,
    '  </PropertyGroup>',
    '  <ItemGroup>',
    ...(sdk === 'Microsoft.NET.Sdk' ? ['    <FrameworkReference Include="Microsoft.AspNetCore.App" />'] : []),
    ...(umbraco ? [reference('Umbraco.Cms.Core', umbraco)] : []),
    // What the metapackage Umbraco.Cms adds to a project with implicit usings.
    ...(umbraco && implicitUsings
      ? ['    <Using Include="Umbraco.Cms.Core.DependencyInjection" />', '    <Using Include="Umbraco.Extensions" />']
      : []),
    ...redisPackages
      .filter((id) => hasRedisBackplane(framework) || !id.includes('SignalR'))
      .map((id) => reference(id, packageVersion(id, framework))),
    ...(redisClient ? [reference('StackExchange.Redis', packageVersion('StackExchange.Redis', framework))] : []),
    ...(massTransit ? [reference('MassTransit', '8.5.12')] : []),
    `    <PackageDownload Include="Microsoft.Azure.SignalR" Version="[${azure}]" />`,
    assembly('Microsoft.Azure.SignalR'),
    assembly('Microsoft.Azure.SignalR.Common'),
    '  </ItemGroup>',
    '</Project>',
    '',
  ].join('\n');
}

/**
 * Builds projects in one go, each in a folder of its name.
 * @returns the problems, each once; a file's path is relative to `folder`. Empty: everything was built.
 */
export function build(folder: string, projects: readonly ProofProject[]): Problem[] {
  for (const project of projects)
    for (const [path, text] of Object.entries({ ...project.files, [`${project.name}.csproj`]: projectFile(project) })) {
      const file = join(folder, project.name, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  return buildAll(
    folder,
    projects.map(({ name }) => `${name}/${name}.csproj`),
  );
}

/**
 * Builds projects that are there, in one go; `properties` as MSBuild's -p takes them.
 * @returns the problems, as `build` does.
 */
export function buildAll(folder: string, paths: readonly string[], properties: readonly string[] = []): Problem[] {
  const solution = paths.map((path) => `  <Project Path="${path}" />\n`).join('');
  writeFileSync(join(folder, 'proof.slnx'), `<Solution>\n${solution}</Solution>\n`);
  // No build server may outlive the test.
  const options = ['UseSharedCompilation=false', ...properties].map((property) => `-p:${property}`);
  const run = spawnSync('dotnet', ['build', 'proof.slnx', '--nologo', '-v:q', '-nodeReuse:false', ...options], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_CLI_USE_MSBUILD_SERVER: '0', DOTNET_NOLOGO: '1' },
    timeout: 600_000,
  });
  const found = new Map<string, Problem>();
  for (const [line, path = '', text = ''] of `${run.stdout}`.matchAll(/^\s*(.+?)(?:\(\d+,\d+\))?\s*: (error .+?)(?: \[[^\]]+\])?$/gm))
    found.set(line, { file: path.replace(`${folder}/`, ''), text });
  if (run.status !== 0 && found.size === 0) return [{ file: '', text: `dotnet build failed: ${run.error ?? run.stdout + run.stderr}` }];
  return [...found.values()];
}
