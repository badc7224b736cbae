// What a site does itself is found and reported, and never done a second time.
import { describe, expect, it } from 'vitest';
import { backplane, flags } from './fake-terminal.js';
import { folderWith } from './folder-with.js';

const web = (items = ''): string =>
  `<Project Sdk="Microsoft.NET.Sdk.Web">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n  </PropertyGroup>\n  <ItemGroup>\n    <PackageReference Include="Umbraco.Cms" Version="17.8.1" />${items}\n  </ItemGroup>\n</Project>\n`;
const answers = {
  'load-balanced-part': 'backoffice',
  servers: 2,
  'sticky-sessions': 'yes',
  websockets: 'yes',
  'own-hubs': 'no',
  infrastructure: 'redis',
  'redis-region': 'same',
  missing: 'unknown',
};
const composer = (statements: string): string =>
  `namespace Site.Mine;\n\npublic class MyComposer : IComposer\n{\n    public void Compose(IUmbracoBuilder builder)\n    {\n        ${statements}\n    }\n}\n`;

interface Planned {
  /** Paths of the files that would be written or changed. */
  paths: string[];
  /** What to do next, by code. */
  steps: Record<string, string>;
}

async function planFor(files: Record<string, string>, more: Record<string, string> = {}): Promise<Planned> {
  const folder = folderWith({ 'Site.csproj': web(), ...files });
  const { out } = await backplane(
    ['generate', '.', ...flags({ ...answers, ...more }), '--project', 'Site', '--dry-run', '--format', 'json'],
    { folder },
  );
  const { changes, steps } = JSON.parse(out) as { changes: { path: string }[]; steps: { code: string; text: string }[] };
  return { paths: changes.map(({ path }) => path), steps: Object.fromEntries(steps.map(({ code, text }) => [code, text])) };
}

const registration = 'Composers/SignalRBackplaneComposer.cs';
const redis = 'builder.Services.AddSignalR().AddStackExchangeRedis("redis:6379");';

describe('a backplane that is registered', () => {
  it('is the recommended one: no second registration, none of what belongs to it, and where it is', async () => {
    const { paths, steps } = await planFor({ 'Mine/MyComposer.cs': composer(redis) });
    expect(paths).not.toContain(registration);
    expect(steps['same-backplane-registered']).toContain('registers Redis itself: Mine/MyComposer.cs:7.');
    expect(steps['redis-connection-string']).toBeUndefined();
  });

  it('is another one: it has to go first, and is named', async () => {
    const { paths, steps } = await planFor(
      { 'Mine/MyComposer.cs': composer('builder.Services.AddSignalR().AddAzureSignalR();') },
      { 'data-protection-shared': 'yes' },
    );
    expect(paths).not.toContain(registration);
    expect(paths).not.toContain('Site.csproj');
    expect(steps['another-backplane-registered-first']).toMatch(
      /registers Azure SignalR Service: Mine\/MyComposer\.cs:7\. .*generate again/,
    );
  });

  it('is registered in a project that the site references, through a method of its own', async () => {
    const { paths, steps } = await planFor({
      'Site.csproj': web('\n    <ProjectReference Include="Realtime/Realtime.csproj" />'),
      'Realtime/Realtime.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>',
      'Realtime/Setup.cs': `static class Setup { public static void AddRealtime(this IUmbracoBuilder builder) => ${redis} }`,
      'Mine/MyComposer.cs': composer('builder.AddRealtime();'),
    });
    expect(paths).not.toContain(registration);
    expect(steps['same-backplane-registered']).toContain('Realtime/Setup.cs:1');
  });

  it.each([
    ['only in a comment', { 'Mine/MyComposer.cs': composer(`// ${redis}`) }],
    ['only in a text', { 'Mine/MyComposer.cs': composer(`Log("${redis.replaceAll('"', "'")}");`) }],
    ['only in code that is never compiled', { 'Mine/MyComposer.cs': composer(`\n#if false\n${redis}\n#endif`) }],
    ['only in another project', { 'Tool/Tool.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>', 'Tool/A.cs': composer(redis) }],
    ['only in build output', { 'obj/A.cs': composer(redis), 'bin/B.cs': composer(redis), 'node_modules/x/C.cs': composer(redis) }],
  ])('is not registered: %s', async (_, files) => {
    const { paths, steps } = await planFor(files);
    expect(paths).toContain(registration);
    expect(Object.keys(steps).filter((code) => code.includes('registered'))).toEqual([]);
  });

  it('may be overruled by whoever knows better', async () => {
    const { paths } = await planFor({ 'Mine/MyComposer.cs': composer(redis) }, { 'registered-backplane': 'none' });
    expect(paths).toContain(registration);
  });

  it('of ASP.NET Core: Program.cs is not touched', async () => {
    const { paths, steps } = await planFor(
      {
        'Site.csproj': web().replace('Umbraco.Cms', 'Some.Package'),
        'Program.cs': `var builder = WebApplication.CreateBuilder(args);\n${redis}\nvar app = builder.Build();\n`,
      },
      { 'data-protection-shared': 'yes' },
    );
    expect(paths).toEqual(['docs/decisions/signalr-backplane.md', '.backplane/generated.json']);
    expect(steps['same-backplane-registered']).toContain('Program.cs:2');
  });
});

describe('the role of the servers, and their caches', () => {
  it.each([
    ['both', 'builder.SetServerRegistrar(x); builder.LoadBalanceIsolatedCaches();', ['server-role-there']],
    ['only the role', 'builder.SetServerRegistrar<X>();', ['isolated-caches-missing', 'server-role-there']],
    ['only the caches', 'builder.LoadBalanceIsolatedCaches();', ['server-role-missing']],
  ])('%s: no composer beside it, and what is missing', async (_, statements, codes) => {
    const { paths, steps } = await planFor({ 'Mine/MyComposer.cs': composer(statements) });
    expect(paths).not.toContain('Composers/ServerRoleComposer.cs');
    const about = Object.entries(steps).filter(([code]) => /server-role|isolated/.test(code));
    expect(about.map(([code]) => code).sort()).toEqual(codes);
    for (const [, text] of about) expect(text).toContain('Mine/MyComposer.cs:7');
  });

  it('neither: the composer', async () => {
    expect((await planFor({})).paths).toContain('Composers/ServerRoleComposer.cs');
  });
});

describe('Data Protection', () => {
  const generated = 'Composers/DataProtectionComposer.cs';
  it.each([
    ['a folder, which may be a share', 'AddDataProtection().PersistKeysToFileSystem(new("/keys")).SetApplicationName("x");'],
    ['a name alone', 'AddDataProtection().SetApplicationName("x");'],
    ['a store without a name', 'AddDataProtection().PersistKeysToAzureBlobStorage(uri);'],
  ])('with %s: it is left alone, and what to make sure of', async (_, statement) => {
    const { paths, steps } = await planFor({ 'Mine/MyComposer.cs': composer(`builder.Services.${statement}`) });
    expect(paths).not.toContain(generated);
    expect(steps['data-protection-there']).toContain('Mine/MyComposer.cs:7');
  });

  it('with keys that all servers share: nothing to do', async () => {
    const shared = 'builder.Services.AddDataProtection().PersistKeysToAzureBlobStorage(uri).SetApplicationName("x");';
    const { paths, steps } = await planFor({ 'Mine/MyComposer.cs': composer(shared) });
    expect(paths).not.toContain(generated);
    expect(Object.keys(steps).filter((code) => code.startsWith('data-protection'))).toEqual([]);
  });

  it('without either: the composer', async () => {
    expect((await planFor({ 'Mine/MyComposer.cs': composer('builder.Services.AddDataProtection();') })).paths).toContain(generated);
  });
});

it('a distributed cache that is registered is not registered again', async () => {
  const without = { 'sticky-sessions': 'no', 'azure-services-allowed': 'no' };
  const cache = 'Composers/DistributedCacheComposer.cs';
  expect((await planFor({}, without)).paths).toContain(cache);
  const own = composer('builder.Services.AddStackExchangeRedisCache(o => { });');
  expect((await planFor({ 'Mine/MyComposer.cs': own }, without)).paths).not.toContain(cache);
});
