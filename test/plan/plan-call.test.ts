// A generated method is called where the app is built: by a line in the usual Program.cs, else the step says which line.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyPlan } from '../../src/plan/disk/apply-plan.js';
import { currentFiles } from '../../src/plan/disk/current-files.js';
import type { Plan } from '../../src/plan/plan.js';
import { planUndo } from '../../src/plan/undo.js';
import { part, planFor, read, readRecord, siteFolder, states, templates, tree, type Wish, write } from './site.js';

const own = part('own', { file: { path: 'Own/OwnExtensions.cs', template: 'own.cs.hbs', language: 'csharp' } });
const call = part('call', { call: { method: 'AddOwn', namespace: 'Own' } });
const other = part('other-call', { call: { method: 'AddOther', namespace: 'Own' } });
const wish: Wish = {
  parts: [own, call],
  templates: {
    ...templates,
    'own.cs.hbs':
      'namespace {{namespace project.folderNamespace}};\n\npublic static class OwnExtensions\n{\n    public static void AddOwn(this object builder) { }\n}\n',
  },
};
const gone: Wish = { ...wish, parts: [], applicable: new Set() };

/** The plan for a site whose Program.cs is this. */
async function planWith(text: string, change: Partial<Wish> = {}, file = 'Program.cs'): Promise<{ folder: string; plan: Plan }> {
  const folder = siteFolder();
  write(folder, file, text);
  return { folder, plan: await planFor(folder, { ...wish, ...change }) };
}
const programOf = (plan: Plan): string | undefined => plan.changes.find(({ path }) => path === 'Program.cs')?.after;
const linesOf = (plan: Plan): unknown => plan.steps.map(({ lines }) => lines);

describe('a line of its own is inserted before the app is built', () => {
  it.each([
    [
      'the template',
      'var builder = WebApplication.CreateBuilder(args);\n\nvar app = builder.Build();\napp.Run();\n',
      'builder.AddOwn();\n\nvar app',
    ],
    [
      'other names, CreateSlimBuilder',
      'WebApplicationBuilder b = WebApplication.CreateSlimBuilder(args);\nb.Services.AddSignalR();\nWebApplication site = b.Build();\n',
      'b.Services.AddSignalR();\nb.AddOwn();\nWebApplication site',
    ],
    [
      'a host without a web',
      'var h = Host.CreateApplicationBuilder(args);\nawait h.Build().RunAsync();\n',
      ';\nh.AddOwn();\nawait h.Build()',
    ],
    [
      'a namespace before the class',
      'var b = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder();\nb.Build().Run();\n',
      '();\nb.AddOwn();\nb.Build()',
    ],
    [
      'a comment behind the statement before, another one on its own line',
      'var b = WebApplication.CreateBuilder(args); // b.Build();\n// last\n\nb.Build().Run();\n',
      '; // b.Build();\nb.AddOwn();\n// last',
    ],
    [
      'Main, with its indentation',
      'class Program\n{\n\tstatic void Main()\n\t{\n\t\tvar b = WebApplication.CreateBuilder();\n\t\tb.Build().Run();\n\t}\n}\n',
      ';\n\t\tb.AddOwn();\n\t\tb.Build()',
    ],
    [
      'a try around it, and a block before',
      'try\n{\n  var b = WebApplication.CreateBuilder();\n  if (x)\n  {\n    y();\n  }\n  b.Build().Run();\n}\ncatch { }\n',
      '  }\n  b.AddOwn();\n  b.Build()',
    ],
    [
      "Umbraco's own builder is another one",
      'var b = WebApplication.CreateBuilder(args);\nb.CreateUmbracoBuilder()\n    .AddComposers()\n    .Build();\nvar app = b.Build();\n',
      '    .Build();\nb.AddOwn();\nvar app',
    ],
  ])('%s', async (_, text, expected) => {
    const { plan } = await planWith(text);
    expect(programOf(plan)).toContain(expected);
    expect(programOf(plan)?.replace(/\n\s*\w+\.AddOwn\(\);/, '')).toBe(text);
    expect(plan.steps).toEqual([]);
  });

  it('with the line ends and the mark of the file, and undo gives it back byte for byte', async () => {
    const format = { newline: '\r\n', byteOrderMark: true } as const;
    const folder = siteFolder(format);
    write(folder, 'Program.cs', 'var b = WebApplication.CreateBuilder(args);\nvar app = b.Build();\n', format);
    const before = tree(folder);
    applyPlan(await planFor(folder, wish));
    expect(read(folder, 'Program.cs')).toBe('\ufeffvar b = WebApplication.CreateBuilder(args);\r\nb.AddOwn();\r\nvar app = b.Build();\r\n');
    const record = readRecord(folder);
    if (!record) throw new Error('no record');
    applyPlan(planUndo({ folder, record, readCurrent: currentFiles(folder).readCurrent }));
    expect(tree(folder)).toEqual(before);
  });

  it('two calls stand in the order of the parts, and a second run changes nothing', async () => {
    const { folder, plan } = await planWith('var b = WebApplication.CreateBuilder();\nb.Build().Run();\n', { parts: [own, call, other] });
    applyPlan(plan);
    expect(read(folder, 'Program.cs')).toContain(';\nb.AddOwn();\nb.AddOther();\nb.Build()');
    const again = await planFor(folder, { ...wish, parts: [own, call, other] });
    expect(new Set(Object.values(states(again)))).toEqual(new Set(['unchanged']));
    expect(again.steps).toEqual([]);
  });
});

describe('a call that is there is never doubled', () => {
  it.each([
    ['in Program.cs', 'Program.cs', 'var b = WebApplication.CreateBuilder();\nb.AddOwn();\nb.Build().Run();\n'],
    ['in a wrapper', 'Setup.cs', 'static class Setup { static void AddAll(this X b) { b.AddOwn(); } }\n'],
  ])('%s', async (_, file, text) => {
    const { plan } = await planWith(text, {}, file);
    expect(plan.changes.filter(({ path, state }) => path.endsWith('.cs') && state === 'edit')).toEqual([]);
    expect(plan.steps).toEqual([]);
  });

  it.each(['// b.AddOwn();', '/* b.AddOwn(); */', 'var text = "b.AddOwn();";'])('%s is no call', async (text) => {
    const { plan } = await planWith(`var b = WebApplication.CreateBuilder();\n${text}\nb.Build().Run();\n`);
    expect(programOf(plan)).toContain('\nb.AddOwn();\n');
  });
});

it('is not called where a file of the user stays in place of the one that has it', async () => {
  const folder = siteFolder();
  write(folder, 'Own/OwnExtensions.cs', 'class Mine { }\n');
  const plan = await planFor(folder, wish);
  expect(states(plan)).toMatchObject({ 'Own/OwnExtensions.cs': 'conflict: not-ours' });
  expect(programOf(plan)).toBeUndefined();
  expect(linesOf(plan)).toEqual([{ file: 'Program.cs', text: 'app.AddOwn();' }]);
});

describe('where no safe edit exists the step shows the exact line', () => {
  it.each([
    [
      'two builders',
      'var a = WebApplication.CreateBuilder();\nvar b = WebApplication.CreateBuilder();\na.Build().Run();\n',
      'builder.AddOwn();',
    ],
    ['built twice', 'var b = WebApplication.CreateBuilder();\nif (x) b.Build().Run();\nb.Build().Run();\n', 'b.AddOwn();'],
    ['built in a lambda', 'var b = WebApplication.CreateBuilder();\nRun(() =>\n{\n  b.Build().Run();\n});\n', 'b.AddOwn();'],
    ['compiled only sometimes', 'var b = WebApplication.CreateBuilder();\n#if X\nb.Foo();\n#endif\nb.Build().Run();\n', 'b.AddOwn();'],
    ['two statements on a line', 'var b = WebApplication.CreateBuilder(); b.Build().Run();\n', 'b.AddOwn();'],
    ['no variable', 'WebApplication.CreateBuilder().Build().Run();\n', 'builder.AddOwn();'],
    ['built elsewhere', 'var b = WebApplication.CreateBuilder();\nStart(b);\n', 'b.AddOwn();'],
    ['nothing that we know', 'Console.WriteLine();\n', 'builder.AddOwn();'],
  ])('%s', async (_, text, line) => {
    const { plan } = await planWith(text);
    expect(programOf(plan)).toBeUndefined();
    expect(linesOf(plan)).toEqual([{ file: 'Program.cs', text: line }]);
  });

  it.each([
    ['public IConfiguration Configuration { get; }', 'svc.AddOwn(Configuration);'],
    ['private readonly IConfiguration _config;', 'svc.AddOwn(_config);'],
    ['', 'svc.AddOwn(configuration);'],
  ])('a Startup class with "%s"', async (member, line) => {
    const text = `public class Startup\n{\n  ${member}\n  public void ConfigureServices(IServiceCollection svc)\n  {\n  }\n}\n`;
    const { folder } = await planWith(text, {}, 'Startup.cs');
    write(folder, 'Program.cs', 'Host.CreateDefaultBuilder().ConfigureWebHostDefaults(w => w.UseStartup<Startup>()).Build().Run();\n');
    const plan = await planFor(folder, wish);
    expect(linesOf(plan)).toEqual([{ file: 'Startup.cs', text: line }]);
    expect(plan.steps[0]?.text.includes('"configuration" stands for')).toBe(member === '');
  });

  it('a Program.cs in an old encoding, which could not be written back, stays as it is', async () => {
    const folder = siteFolder();
    writeFileSync(
      join(folder, 'Program.cs'),
      Buffer.from('// gr\u00fc\u00dfe\nvar b = WebApplication.CreateBuilder();\nb.Build().Run();\n', 'latin1'),
    );
    expect(linesOf(await planFor(folder, wish))).toEqual([{ file: 'Program.cs', text: 'builder.AddOwn();' }]);
  });

  it('a class library: with the using that the other project needs', async () => {
    const folder = siteFolder();
    write(folder, 'Site.csproj', read(folder, 'Site.csproj').replace('Microsoft.NET.Sdk.Web', 'Microsoft.NET.Sdk'));
    expect(linesOf(await planFor(folder, wish))).toEqual([{ file: 'Program.cs', text: 'using Site.Own;\n\nbuilder.AddOwn();' }]);
  });
});

describe('a call of what is generated no more', () => {
  const usual = 'var b = WebApplication.CreateBuilder();\nb.Build().Run();\n';

  it('is taken out with what it called, where we inserted it', async () => {
    const { folder, plan } = await planWith(usual);
    applyPlan(plan);
    const next = await planFor(folder, gone);
    expect(states(next)).toMatchObject({ 'Own/OwnExtensions.cs': 'delete', 'Program.cs': 'edit' });
    applyPlan(next);
    expect(read(folder, 'Program.cs')).toBe(usual);
    expect(next.steps).toEqual([]);
    expect((await planFor(folder, gone)).changes.filter(({ state }) => state !== 'unchanged')).toEqual([]);
  });

  it('is named where the user made it, or changed it', async () => {
    for (const edit of [(text: string) => text.replace('b.AddOwn();', 'b.AddOwn().AddMore();'), () => 'new X().AddOwn();\n']) {
      const { folder, plan } = await planWith(usual);
      applyPlan(plan);
      write(folder, 'Program.cs', edit(read(folder, 'Program.cs')));
      const next = await planFor(folder, gone);
      expect(states(next)['Program.cs']).toBeUndefined();
      expect(next.steps.map(({ code, text }) => `${code} ${text}`).join()).toMatch(/^call-obsolete Program\.cs:\d calls AddOwn/);
    }
  });

  it('stays where its file stays because the user edited it', async () => {
    const { folder, plan } = await planWith(usual);
    applyPlan(plan);
    write(folder, 'Own/OwnExtensions.cs', `${read(folder, 'Own/OwnExtensions.cs')}// mine\n`);
    const next = await planFor(folder, gone);
    expect(states(next)).toMatchObject({ 'Own/OwnExtensions.cs': 'conflict: edited' });
    expect(states(next)['Program.cs']).toBeUndefined();
  });
});

it('a call that is left to the user is the first step: until it is made, nothing that is generated runs', async () => {
  const before = part('before', { step: 'Set the connection string.' });
  const { plan } = await planWith('Host.CreateDefaultBuilder().Build().Run();\n', { parts: [own, before, call] });
  expect(plan.steps.map(({ code }) => code)).toEqual(['call', 'before']);
});
