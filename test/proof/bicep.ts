import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const version = '0.49.2';
const project = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageDownload Include="Azure.Bicep.CommandLine.linux-x64" Version="[${version}]" /></ItemGroup>
</Project>
`;

/** Whether the compiler that NuGet serves, a program for Linux on x64, runs here. */
export const bicepRuns = Boolean(process.env.CI) || (process.platform === 'linux' && process.arch === 'x64');

/** The Bicep compiler, from NuGet where it is not there yet. `folder`: an empty one, to restore in. */
export function bicepCompiler(folder: string): string {
  const dotnet = (...args: string[]): string => {
    const env = { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_CLI_USE_MSBUILD_SERVER: '0', DOTNET_NOLOGO: '1' };
    const { status, stdout, stderr } = spawnSync('dotnet', args, { cwd: folder, encoding: 'utf8', env, timeout: 300_000 });
    if (status !== 0) throw new Error(`dotnet ${args[0]}: ${stdout}${stderr}`);
    return stdout;
  };
  const packages = dotnet('nuget', 'locals', 'global-packages', '--list')
    .replace(/^.*?global-packages: /s, '')
    .trim();
  const compiler = join(packages, 'azure.bicep.commandline.linux-x64', version, 'tools', 'bicep');
  if (!existsSync(compiler)) {
    writeFileSync(join(folder, 'bicep.csproj'), project);
    dotnet('restore', 'bicep.csproj', '-v:q', '-p:NuGetAudit=false');
  }
  chmodSync(compiler, 0o755);
  return compiler;
}

/** Everything that the compiler says of a file; empty where it has no complaint. */
export function bicepSays(compiler: string, file: string): string {
  const { status, stdout, stderr, error } = spawnSync(compiler, ['build', file, '--stdout'], { encoding: 'utf8', timeout: 120_000 });
  if (error) throw error;
  return status === 0 ? stderr : stderr || stdout;
}
