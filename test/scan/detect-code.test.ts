import { describe, expect, test } from 'vitest';
import { factsOf, folderWith, scan, umbracoPackage, valuesOf, web } from './site.js';

const signalRServer = '<PackageReference Include="IntelliTect.AspNetCore.SignalR.SqlServer" Version="1.4.0" />';
const withPackages = async (code: string, packages = '') =>
  valuesOf((await scan({ 'Site.csproj': web(umbracoPackage + packages), 'Program.cs': code })).facts);

describe('the registered backplane', () => {
  test.each([
    ['services.AddSignalR().AddStackExchangeRedis("redis:6379");', ['redis']],
    ['services\n  .AddSignalR(o =>\n  {\n    o.EnableDetailedErrors = true;\n  })\n  .AddStackExchangeRedis(o => { });', ['redis']],
    ['services.AddSignalR().AddRedis("redis:6379");', ['redis']],
    ['services.AddSignalR().AddAzureSignalR();', ['azure-signalr']],
    ['services.AddSignalR().AddNamedAzureSignalR("a");', ['azure-signalr']],
    ['services.AddSignalR().AddNCache(o => { });', ['ncache']],
    ['services.AddSignalR().AddOrleans();', ['orleans']],
    ['services.AddSignalR().AddRebusBackplane<ChatHub>();', ['rebus']],
    ['services.AddSignalR().AddPostgresBackplane(text);', ['postgresql']],
    ['services.AddSignalR().AddNats();', ['nats']],
    ['services.AddMassTransit(x => { x.AddSignalRHub<ChatHub>(); });', ['masstransit']],
    ['var signalR = services.AddSignalR(); signalR.AddNats();', ['nats']],
    ['void Add(ISignalRServerBuilder signalR) { signalR.AddOrleans(); }', ['orleans']],
    ['services.AddSignalR().AddMessagePackProtocol().AddHubOptions<A>(o => { f(o); }).AddNats();', ['nats']],
    ['services.AddSignalR()\n#if AZURE\n  .AddAzureSignalR()\n#endif\n;', ['azure-signalr']],
    ['if (a) services.AddSignalR().AddStackExchangeRedis(); else services.AddSignalR().AddAzureSignalR();', ['azure-signalr', 'redis']],
  ])('%s: %j', async (code, backplanes) => {
    expect((await factsOf({ 'Program.cs': code }))['registered-backplane']).toEqual(backplanes);
  });

  test('SQL Server, with the package', async () => {
    expect((await withPackages('builder.Services.AddSignalR().AddSqlServer(text);', signalRServer))['registered-backplane']).toEqual([
      'sql-server',
    ]);
  });

  test.each([
    ['a comment', '// services.AddSignalR().AddStackExchangeRedis();'],
    ['a block comment', '/* services.AddSignalR()\n.AddStackExchangeRedis(); */'],
    ['a documentation comment', '/// <code>services.AddSignalR().AddStackExchangeRedis();</code>\nclass A { }'],
    ['a text', 'Log("call services.AddSignalR().AddStackExchangeRedis();");'],
    ['a verbatim text', 'Log(@"\nservices.AddSignalR().AddStackExchangeRedis();");'],
    ['a raw text', 'Log("""\nservices.AddSignalR().AddStackExchangeRedis();\n""");'],
    ['a region', '#region services.AddSignalR().AddStackExchangeRedis();\n#endregion'],
    ['a method of this name', 'static void AddStackExchangeRedis(string text) { }'],
    ['a cache', 'services.AddStackExchangeRedisCache(o => { });'],
    ['health checks', 'services.AddHealthChecks().AddSqlServer(text).AddNats();'],
    ['health checks beside SignalR', 'services.AddSignalR(); services.AddHealthChecks().AddSqlServer(text).AddRedis(text);'],
    ['MassTransit without hubs', 'services.AddMassTransit(x => { });'],
    ['Orleans without SignalR', 'host.AddOrleans();'],
    ['SignalR alone', 'services.AddSignalR();'],
  ])('not: %s', async (_, code) => {
    expect((await withPackages(code, signalRServer))['registered-backplane']).toBeUndefined();
  });

  test('not: SQL Server without the package', async () => {
    expect((await withPackages('services.AddSignalR().AddSqlServer(text);'))['registered-backplane']).toBeUndefined();
  });
});

describe('packages that want something on several servers', () => {
  test.each([
    ['uSync', ['usync']],
    ['usync.backoffice', ['usync']],
    ['Umbraco.Deploy.OnPrem', ['umbraco-deploy']],
    ['Hangfire.InMemory', ['hangfire']],
    ['Quartz.Extensions.Hosting', ['quartz']],
    ['Serilog.Sinks.File', ['serilog-file']],
    ['Serilog.Sinks.Console', undefined],
  ])('%s: %j', async (id, found) => {
    expect((await withPackages('', `<PackageReference Include="${id}" Version="1.0.0" />`))['packages-in-use']).toEqual(found);
  });

  test('several of them, each with its place', async () => {
    const references = '<PackageReference Include="uSync" Version="17.0.0" /><PackageReference Include="Hangfire.Core" Version="1.8.0" />';
    const { facts } = await scan({ 'Site.csproj': web(umbracoPackage + references), 'Program.cs': '' });
    expect(facts.find(({ id }) => id === 'packages-in-use')).toMatchObject({
      value: ['usync', 'hangfire'],
      evidence: [{ file: 'Site.csproj' }],
    });
  });
});

describe('the protocols of hubs', () => {
  test('a call shows MessagePack', async () => {
    const code = 'services.AddSignalR().AddMessagePackProtocol();';
    expect((await withPackages(code))['hub-protocols']).toEqual(['messagepack']);
  });
});

describe('own hubs', () => {
  const using = 'using Microsoft.AspNetCore.SignalR;\n';
  test.each([
    [`${using}public class ChatHub : Hub { }`],
    [`${using}public sealed class ChatHub : Hub<IChat> { }`],
    [`${using}class ChatHub(ILogger<ChatHub> logger) : Hub { }`],
    [`${using}class ChatHub<T> : Hub<T> where T : class { }`],
    [`${using}class ChatHub : Hub, IDisposable { }`],
    [`${using}class ChatHub : DynamicHub { }`],
    ['class ChatHub : Microsoft.AspNetCore.SignalR.Hub { }'],
    ['class ChatHub : global::Microsoft.AspNetCore.SignalR.Hub { }'],
    [`${using}abstract class HubBase : Hub { }\nclass ChatHub : HubBase { }`],
    ['app.MapHub<ChatHub>("/chat");'],
  ])('%s', async (code) => {
    expect((await factsOf({ 'Hubs.cs': code }))['own-hubs']).toBe('yes');
  });

  test.each([
    ['with a global using', { 'Usings.cs': 'global using Microsoft.AspNetCore.SignalR;', 'ChatHub.cs': 'class ChatHub : Hub { }' }],
    [
      'with a using of the project file',
      { 'Site.csproj': web('<Using Include="Microsoft.AspNetCore.SignalR" />'), 'ChatHub.cs': 'class ChatHub : Hub { }' },
    ],
  ])('%s', async (_, files) => {
    expect((await factsOf(files))['own-hubs']).toBe('yes');
  });

  test.each([
    [`${using}// class ChatHub : Hub { }`],
    [`${using}class Sender(IHubContext<ChatHub> hub) { }`],
    [`${using}class ChatHub : HubBase { }`],
    [`${using}class Airport : Base, Hub { }`],
    ['class Airport : Hub { }'],
    ['class ChatHub { }'],
    ['services.AddSignalR();'],
    ['var text = "class ChatHub : Microsoft.AspNetCore.SignalR.Hub { }";'],
  ])('not: %s', async (code) => {
    expect((await factsOf({ 'Hubs.cs': code }))['own-hubs']).toBeUndefined();
  });

  test.each<[string, string, string[]]>([
    ['a file-scoped namespace', 'namespace Site.Hubs;\npublic class ChatHub : Hub { }', ['Site.Hubs.ChatHub']],
    ['namespaces in braces, one in another', 'namespace A { namespace B.C { class ChatHub : Hub<I> { } } }', ['A.B.C.ChatHub']],
    ['no namespace', 'class ChatHub : Hub { }', ['ChatHub']],
    ['a public class within a class', 'namespace A; public class Outer { public class ChatHub(int x) : Hub { } }', ['A.Outer.ChatHub']],
    ['behind a class with a body', 'namespace A; class First { void M() { if (true) { } } } class ChatHub : Hub { }', ['A.ChatHub']],
    [
      'a base class of the site',
      'namespace A; abstract class Base : Hub { } class ChatHub : Base { } class Alerts : ChatHub { }',
      ['A.Alerts', 'A.ChatHub'],
    ],
    ['a keyword in the namespace', 'namespace A.@event; class ChatHub : Hub { }', ['A.event.ChatHub']],
    ['a constraint behind the base', 'class Base<T> : Hub where T : class { } class ChatHub : Base<string> { }', ['ChatHub']],
    ['not a private one', 'namespace A; class Outer { class ChatHub : Hub { } private class Alerts : Hub { } }', []],
    [
      'not one that is private within a public class',
      'public class Outer { class ChatHub : Hub { } protected class Alerts : Hub { } }',
      [],
    ],
    ['not one within a private class', 'class A { private class B { public class ChatHub : Hub { } } }', []],
    ['one within an abstract class', 'public abstract class Outer { internal class ChatHub : Hub { } }', ['Outer.ChatHub']],
    ['not a generic one, nor one that is only for its file', 'class ChatHub<T> : Hub { } file class Alerts : Hub { }', []],
    ['not what a constraint says', 'class Sender<T> where T : class, Hub { }', []],
  ])('the hubs that generated code can name: %s', async (_, code, hubs) => {
    expect((await scan({ 'Site.csproj': web(), 'Hubs.cs': using + code })).project.hubs).toEqual(hubs);
  });

  test('of a referenced project only public hubs can be named, and none of another project', async () => {
    const hubs = (project: string): string =>
      `${using}namespace ${project};\npublic class ${project}Hub : Hub { }\ninternal class Hidden : Hub { }`;
    const { project } = await scan({
      'Web/Web.csproj': web('<ProjectReference Include="../Core/Core.csproj" />'),
      'Web/Hub.cs': hubs('Web'),
      'Core/Core.csproj': '<Project Sdk="Microsoft.NET.Sdk" />',
      'Core/Hub.cs': hubs('Core'),
      'Other/Other.csproj': '<Project Sdk="Microsoft.NET.Sdk" />',
      'Other/Hub.cs': hubs('Other'),
    });
    expect(project.hubs).toEqual(['Core.CoreHub', 'Web.Hidden', 'Web.WebHub']);
  });

  test('how many there are is not for the scan to say', async () => {
    expect(await factsOf({ 'Hubs.cs': `${using}class A : Hub { }\nclass B : Hub { }` })).not.toHaveProperty('hub-count');
  });
});

describe('a distributed cache that servers share', () => {
  test.each(['AddStackExchangeRedisCache(o => { })', 'AddDistributedSqlServerCache(o => { })', 'AddCosmosCache(o => { })'])(
    '%s',
    async (call) => {
      expect((await factsOf({ 'Program.cs': `services.${call};` }))['distributed-cache']).toBe('yes');
    },
  );
  test.each(['AddDistributedMemoryCache()', 'AddMemoryCache()', 'AddOutputCache()'])('not: %s', async (call) => {
    expect((await factsOf({ 'Program.cs': `services.${call};` }))['distributed-cache']).toBeUndefined();
  });
});

describe('Data Protection that servers share', () => {
  test.each([
    ['PersistKeysToAzureBlobStorage(uri, credential).SetApplicationName("a")', 'yes'],
    ['SetApplicationName("a").PersistKeysToStackExchangeRedis(redis)', 'yes'],
    ['PersistKeysToDbContext<Db>().SetApplicationName("a")', 'yes'],
    ['PersistKeysToDbContext<Db>()', undefined],
    ['SetApplicationName("a")', undefined],
    ['PersistKeysToFileSystem(folder).SetApplicationName("a")', undefined],
  ])('%s: %s', async (calls, value) => {
    expect((await factsOf({ 'Program.cs': `services.AddDataProtection().${calls};` }))['data-protection-shared']).toBe(value);
  });

  test('in two files', async () => {
    const files = { 'A.cs': 'dataProtection.PersistKeysToStackExchangeRedis(redis);', 'B.cs': 'dataProtection.SetApplicationName("a");' };
    expect((await factsOf(files))['data-protection-shared']).toBe('yes');
  });
});

describe('Blazor Server', () => {
  test.each([
    ['builder.Services.AddRazorComponents().AddInteractiveServerComponents();', 'blazor-server'],
    ['builder.Services.AddServerSideBlazor();', 'blazor-server'],
    ['app.MapBlazorHub();', 'blazor-server'],
    ['builder.Services.AddRazorComponents().AddInteractiveWebAssemblyComponents();', undefined],
  ])('%s: %s', async (code, value) => {
    expect((await factsOf({ 'Program.cs': code })).application).toBe(value);
  });
});

test('the evidence is the line of the call', async () => {
  const { facts } = await scan({
    'Site.csproj': web(),
    'src/Startup.cs': 'class A\n{\n    // redis\n    object B => services.AddSignalR()\n        .AddStackExchangeRedis(text);\n}\n',
  });
  expect(facts.find((fact) => fact.id === 'registered-backplane')).toEqual({
    id: 'registered-backplane',
    value: ['redis'],
    provenance: 'detected',
    evidence: [{ file: 'src/Startup.cs', line: 5, text: '.AddStackExchangeRedis(text);' }],
  });
});

test('code in an old encoding is looked at all the same', async () => {
  const code = Buffer.from('// gr\u00fc\u00dfe\nservices.AddSignalR().AddAzureSignalR();', 'latin1');
  expect(valuesOf((await scan({ 'Site.csproj': web(), 'Program.cs': code })).facts)['registered-backplane']).toEqual(['azure-signalr']);
});

test('code of a project in a folder below does not count', async () => {
  const files = {
    'Site.csproj': web(),
    'tests/Tests.csproj': '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><IsTestProject>true</IsTestProject></PropertyGroup></Project>',
  };
  const { facts } = await scan({ ...files, 'tests/T.cs': 'services.AddSignalR().AddAzureSignalR();' });
  expect(valuesOf(facts)['registered-backplane']).toBeUndefined();
});

describe('answers that calls show', () => {
  const known = (...answers: [value: string | string[], method: string][]) => ({
    backplanes: [],
    answers: answers.map(([value, method]) => ({ question: 'asked', value, methods: [method] })),
    methods: [],
  });
  const answer = async (code: string, from: ReturnType<typeof known>) => {
    const folder = folderWith({ 'Site.csproj': web(), 'Program.cs': code });
    return valuesOf((await scan({ folder, known: from })).facts).asked;
  };

  test('one of a choice', async () => {
    expect(await answer('a.UseThis();', known(['this', 'UseThis'], ['that', 'UseThat']))).toBe('this');
  });
  test('none where the calls contradict each other', async () => {
    expect(await answer('a.UseThis(); a.UseThat();', known(['this', 'UseThis'], ['that', 'UseThat']))).toBeUndefined();
  });
  test('all of a list', async () => {
    expect(await answer('a.UseThis(); a.UseThat();', known([['this'], 'UseThis'], [['that'], 'UseThat']))).toEqual(['this', 'that']);
  });
});
