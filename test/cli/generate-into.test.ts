// What can be generated into, and what somebody is told who has something else; and how to take it back.
import { describe, expect, it } from 'vitest';
import { backplane, flags } from './fake-terminal.js';
import { folderWith } from './folder-with.js';

const web =
  '<Project Sdk="Microsoft.NET.Sdk.Web">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n  </PropertyGroup>\n</Project>\n';
const answers = flags({
  host: 'aspnetcore',
  servers: 2,
  'sticky-sessions': 'yes',
  websockets: 'yes',
  infrastructure: 'redis',
  'redis-region': 'same',
  missing: 'unknown',
});
const program = 'var builder = WebApplication.CreateBuilder(args);\nvar app = builder.Build();\n';

describe('no project to generate into', () => {
  it.each([
    ['nothing', {}, [], 3, 'There is no project (.csproj) in .'],
    ['F#', { 'App.fsproj': web }, [], 3, 'found App.fsproj, and what is generated is C#'],
    ['Visual Basic', { 'src/App.vbproj': web }, [], 3, 'found src/App.vbproj'],
    ['.NET Framework', { 'Old.csproj': '<Project ToolsVersion="15.0"></Project>' }, [], 3, 'Old.csproj, which is no web project'],
    ['one that is not wanted', { 'Site.csproj': web }, ['--project', 'none'], 2, 'generate writes into a project'],
  ])('%s: what was found, and what is expected', async (_, files, options, code, message) => {
    const result = await backplane(['generate', '.', ...answers, ...options, '--yes'], { folder: folderWith(files) });
    expect({ code: result.code, out: result.out }).toEqual({ code, out: '' });
    expect(result.err).toContain(message);
  });

  it('the advice needs none', async () => {
    const { code, out } = await backplane(['advise', '.', ...answers], { folder: folderWith({ 'App.fsproj': web }) });
    expect([code, out.includes('Recommended backplane: Redis')]).toEqual([0, true]);
  });
});

it('a class library of which nobody knows what runs its hubs gets no code, and the first step says so and how it does', async () => {
  const library = '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>';
  const generate = async (...host: string[]) =>
    backplane(
      [
        'generate',
        '.',
        '--servers',
        '2',
        '--sticky-sessions',
        'yes',
        '--infrastructure',
        'redis',
        '--redis-region',
        'same',
        '--missing',
        'unknown',
        ...host,
        '--dry-run',
      ],
      {
        folder: folderWith({ 'Lib.csproj': library }),
      },
    );
  const unknown = await generate();
  expect(unknown.out).not.toContain('.cs ');
  expect(unknown.out).toMatch(/\d\. No code is generated that registers Redis[\s\S]*--host umbraco or --host aspnetcore/);
  const known = await generate('--host', 'aspnetcore');
  expect(known.out).toContain('SignalRBackplaneExtensions.cs');
  expect(known.out).not.toContain('No code is generated');
});

it('what takes it back is a command that does, wherever it was run', async () => {
  const folder = folderWith({ 'my sites/Shop/Shop.csproj': web, 'my sites/Admin/Admin.csproj': web });
  const { err } = await backplane(['generate', 'my sites', '--project', 'Shop', ...answers, '--yes'], { folder });
  const command = /Take it back with: backplane (.*)\n/.exec(err)?.[1];
  expect(command).toBe("undo 'my sites' --project Shop");
  expect((await backplane(['undo', 'my sites', '--project', 'Shop', '--yes'], { folder })).code).toBe(0);
});

it('undo names the calls that somebody made of what is gone', async () => {
  const folder = folderWith({
    'Site.csproj': web,
    'Program.cs': program.replace('\nvar app', '\nbuilder.AddSignalRBackplane();\nvar app'),
  });
  await backplane(['generate', '.', ...answers, '--yes'], { folder });
  const { code, err } = await backplane(['undo', '.', '--yes'], { folder });
  expect(code).toBe(0);
  expect(err).toMatch(/Program\.cs:2 still calls AddSignalRBackplane, which was generated and is gone/);
  expect(err).not.toContain('AddSharedDataProtection');
});
