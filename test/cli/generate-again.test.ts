// The answers changed since: what an earlier run generated follows the decision, and what the user edited stays theirs.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backplane, flags, type Result } from './fake-terminal.js';
import { folderWith } from './folder-with.js';

const program =
  'var builder = WebApplication.CreateBuilder(args);\nbuilder.Services.AddSignalR();\n\nvar app = builder.Build();\napp.Run();\n';
const aspnetcore = {
  'Site.csproj':
    '<Project Sdk="Microsoft.NET.Sdk.Web">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n  </PropertyGroup>\n</Project>\n',
  'Program.cs': program,
};
const umbraco = {
  'Site.csproj': aspnetcore['Site.csproj'].replace(
    '</PropertyGroup>\n',
    '</PropertyGroup>\n  <ItemGroup>\n    <PackageReference Include="Umbraco.Cms" Version="17.8.1" />\n  </ItemGroup>\n',
  ),
};
const farm = { servers: 2, 'sticky-sessions': 'yes', websockets: 'yes', 'own-hubs': 'no', 'load-balanced-part': 'backoffice' };
const redis = { ...farm, infrastructure: 'redis', 'redis-region': 'same' };
const azure = { ...farm, 'sticky-sessions': 'no', cloud: 'azure', infrastructure: 'azure-signalr', 'azure-services-allowed': 'yes' };
const alone = { servers: 1 };
const impossible = { ...farm, 'umbraco-version': '16.5.1' };

const generate = (folder: string, answers: Record<string, string | number>, ...options: string[]): Promise<Result> =>
  backplane(['generate', '.', ...flags({ ...answers, missing: 'unknown' }), ...options], { folder });
const undo = (folder: string): Promise<Result> => backplane(['undo', '.', '--yes'], { folder });
const read = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');
const composer = 'Composers/SignalRBackplaneComposer.cs';

it('from Redis to Azure SignalR Service to nothing: each time what is needed, and undo leads back to the beginning', async () => {
  const folder = folderWith(umbraco);
  await generate(folder, redis, '--yes');
  expect(read(folder, composer)).toContain('AddStackExchangeRedis');
  expect((await generate(folder, azure, '--yes')).code).toBe(0);
  expect(read(folder, composer)).toContain('AddAzureSignalR');
  expect(existsSync(join(folder, 'Composers/DataProtectionComposer.cs'))).toBe(false);

  const { code, out } = await generate(folder, alone, '--yes');
  expect(code).toBe(0);
  expect(out).toContain('One process serves everybody');
  for (const path of ['Composers', 'docs']) expect(existsSync(join(folder, path))).toBe(false);
  // Whether the user's own code uses the packages by now, nobody knows.
  expect(out).toMatch(/Site\.csproj:\d+ references\s+Microsoft\.Azure\.SignalR/);
  expect((await generate(folder, alone, '--yes')).err).toContain('Nothing had to be written');

  expect((await undo(folder)).code).toBe(0);
  expect(read(folder, 'Site.csproj')).toBe(umbraco['Site.csproj']);
});

it('Program.cs calls only what is there', async () => {
  const folder = folderWith(aspnetcore);
  await generate(folder, redis, '--yes');
  expect(read(folder, 'Program.cs')).toContain('builder.AddSignalRBackplane();\n');
  await generate(folder, alone, '--yes');
  expect(read(folder, 'Program.cs')).toBe(program);
  expect(existsSync(join(folder, 'SignalRBackplane'))).toBe(false);
});

describe('what the user edited', () => {
  it('stays, is shown with both sides, and the exit code says so', async () => {
    const folder = folderWith(umbraco);
    await generate(folder, redis, '--yes');
    appendFileSync(join(folder, composer), '// mine\n');
    const { code, err } = await generate(folder, alone, '--yes', '--keep-mine');
    expect(code).toBe(1);
    expect(err).toContain(`Kept as they are, since they are yours: ${composer}`);
    expect(err.match(/Kept as they are/g)).toHaveLength(1);
    expect(err).toContain('-// mine');
    expect(read(folder, composer)).toContain('// mine');
    expect(existsSync(join(folder, 'Composers/ServerRoleComposer.cs'))).toBe(false);
  });

  it.each([
    ['changes', azure],
    ['goes', alone],
  ])('makes everything wait where the backplane %s and the code is in the way, until somebody says whose counts', async (_what, next) => {
    const folder = folderWith(umbraco);
    await generate(folder, redis, '--yes');
    const mine = read(folder, composer).replace('AddStackExchangeRedis(', 'AddStackExchangeRedis /* mine */ (');
    expect(mine).toContain('/* mine */');
    writeFileSync(join(folder, composer), mine);
    const before = ['Site.csproj', composer, 'Composers/DataProtectionComposer.cs'].map((path) => read(folder, path));

    const waits = await generate(folder, next, '--yes');
    expect(waits.code).toBe(1);
    expect(waits.err).toContain(`Nothing was written: you edited ${composer}`);
    expect(['Site.csproj', composer, 'Composers/DataProtectionComposer.cs'].map((path) => read(folder, path))).toEqual(before);

    const taken = await generate(folder, next, '--yes', '--take-new');
    expect(taken.code).toBe(0);
    expect(existsSync(join(folder, composer)) && read(folder, composer).includes('/* mine */')).toBe(false);
  });

  it('is a contradiction to keep and to overwrite, and neither means anything where somebody is asked', async () => {
    const folder = folderWith(umbraco);
    expect((await generate(folder, redis, '--yes', '--keep-mine', '--take-new')).code).toBe(2);
    expect((await generate(folder, redis, '--take-new', '--dry-run')).code).toBe(2);
  });
});

it('what was removed is not called written', async () => {
  const folder = folderWith(umbraco);
  await generate(folder, redis, '--yes');
  const { err } = await generate(folder, azure, '--yes');
  const listed = (what: string): string => new RegExp(`^${what}: ([\\s\\S]*?)\\.$`, 'm').exec(err)?.[1] ?? '';
  expect(listed('Removed')).toContain('Composers/DataProtectionComposer.cs');
  expect(listed('Written')).toContain(composer);
  expect(listed('Written')).not.toContain('Composers/DataProtectionComposer.cs');
});

it('a preview of it writes nothing', async () => {
  const folder = folderWith(umbraco);
  await generate(folder, redis, '--yes');
  for (const preview of ['--dry-run', '--diff', '--patch']) {
    const { code, out } = await generate(folder, alone, preview);
    expect([code, out.includes(composer)]).toEqual([0, true]);
  }
  expect(existsSync(join(folder, composer))).toBe(true);
});

it('where no backplane fits, what is there stays, and how to take it back is said', async () => {
  const folder = folderWith(umbraco);
  await generate(folder, redis, '--yes');
  const { code, err } = await generate(folder, impossible, '--yes');
  expect(code).toBe(4);
  expect(err).toContain('stays as it is; backplane undo takes it back');
  expect(existsSync(join(folder, composer))).toBe(true);
});

it('without an earlier run there is nothing to say of one', async () => {
  const { code, err, out } = await generate(folderWith(umbraco), alone, '--yes');
  expect([code, out.includes('No backplane is needed')]).toEqual([0, true]);
  expect(err).toBe('There is nothing to generate for this decision.\n');
});

it('answers that stand in no file and that decide are said, with the lines to put there; others are not', async () => {
  const folder = folderWith({
    'Site.csproj':
      '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>',
    'Program.cs':
      'var builder = WebApplication.CreateBuilder(args);\nbuilder.Services.AddSignalR();\nvar app = builder.Build();\napp.Run();\n',
    'backplane.yaml': 'host: aspnetcore\nservers: 1\nprocesses-per-server: 1\nsticky-sessions: "yes"\n',
  });
  const run = (...flags: string[]) => backplane(['generate', ...flags, '--missing', 'unknown', '--dry-run'], { folder });
  const decides = await run('--servers', '3');
  expect(decides.err).toContain('Without them the next run would plan for no backplane, and not for Redis.');
  expect(decides.err).toContain('  servers: 3');
  const isSaid = await run('--servers', '1');
  expect(isSaid.err).not.toContain('stand in no backplane.yaml');
});
