// `backplane new`: a project from nothing, whatever was decided, that says the same of itself as what it was made for.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backplane } from './fake-terminal.js';
import { folderWith } from './folder-with.js';

const make = (folder: string, ...words: string[]) => backplane(['new', ...words], { folder });
const read = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.replaceAll('\\', '/'))
    .sort();

describe.each([
  ['ASP.NET Core with Redis', [], 'AddStackExchangeRedis'],
  ['ASP.NET Core without affinity', ['--sticky-sessions', 'no'], 'AddStackExchangeRedis'],
  ['ASP.NET Core with Azure SignalR Service', ['--infrastructure', 'azure-signalr'], 'AddAzureSignalR'],
  [
    'ASP.NET Core with SQL Server',
    ['--infrastructure', 'none', '--database', 'sql-server', '--azure-services-allowed', 'no', '--priority', 'cost'],
    'AddSqlServer',
  ],
  ['ASP.NET Core behind nginx', ['--load-balancer', 'nginx'], 'AddStackExchangeRedis'],
  ['Umbraco with Redis', ['--host', 'umbraco'], 'AddStackExchangeRedis'],
  ['Umbraco 18 without affinity', ['--host', 'umbraco', '--umbraco-version', '18.3.1', '--sticky-sessions', 'no'], 'AddStackExchangeRedis'],
  ['Umbraco with SQL Server', ['--host', 'umbraco', '--infrastructure', 'none'], 'AddSqlServer'],
])('%s', (_, flags, registration) => {
  it('is written as planned, and needs nothing more', async () => {
    const folder = folderWith({});
    const plan = JSON.parse((await make(folder, 'Try', ...flags, '--dry-run', '--format', 'json')).out);
    expect(existsSync(join(folder, 'Try'))).toBe(false);
    const { code } = await make(folder, 'Try', ...flags, '--yes');
    expect(code).toBe(0);
    const planned: { path: string; text: string }[] = plan.changes;
    expect(filesIn(join(folder, 'Try'))).toEqual(planned.map(({ path }) => path).sort());
    for (const { path, text } of planned) expect(read(folder, `Try/${path}`)).toBe(text);
    expect(planned.some(({ path, text }) => path.endsWith('.cs') && text.includes(`.${registration}(`))).toBe(true);

    const again = await backplane(['generate', 'Try', '--dry-run'], { folder });
    expect(again.code).toBe(0);
    expect(again.out).toContain('Nothing to write: the project is as planned');
    // Its own Program.cs calls what is generated.
    expect(again.out).not.toContain('add this where');
  });

  it('its README names every file and every secret that there is to know of', async () => {
    const folder = folderWith({});
    await make(folder, 'Try', ...flags, '--yes');
    const readme = read(folder, 'Try/README.md');
    const secrets = [...read(folder, 'Try/deploy/compose/compose.yaml').matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name);
    for (const secret of secrets) expect(readme).toContain(`${secret}=`);
    expect(readme.includes('.env')).toBe(secrets.length > 0);
    if (secrets.length > 0) expect(read(folder, 'Try/deploy/compose/.gitignore')).toContain('.env');
    for (const [, path = ''] of readme.matchAll(/`([\w.-]+(?:\/[\w.-]+)+|[\w-]*\.[\w.]+)`/g))
      if (!path.endsWith('.env')) expect(existsSync(join(folder, 'Try', path)), path).toBe(true);
    expect(readme).not.toContain('runs already');
  });
});

describe('what cannot be made is refused, and nothing is written', () => {
  it.each(['../x', 'a b', '1a', 'class', 'con', 'Program', 'a..b', 'a\u0301', 'x'.repeat(81), '-x'])('the name %j', async (name) => {
    const folder = folderWith({});
    const { code, out } = await make(folder, '--yes', '--', name);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['a folder that is not empty', { 'Try/a.txt': 'mine' }, [], 3],
    ['a file of this name', { Try: 'mine' }, [], 3],
    ['Umbraco before several servers could serve its back office', {}, ['--umbraco-version', '13.16.4'], 2],
    ['another .NET', {}, ['--target-framework', 'net8.0'], 2],
    ['nobody who agrees', {}, ['agree'], 2],
  ])('%s', async (_, files, flags, code) => {
    const folder = folderWith(files);
    const consent = flags[0] === 'agree' ? [] : [...flags, '--yes'];
    expect((await make(folder, 'Try', ...consent)).code).toBe(code);
    expect(filesIn(folder)).toEqual(Object.keys(files));
  });

  it('what needs no backplane', async () => {
    const folder = folderWith({});
    const { code, out, err } = await make(folder, 'Try', '--servers', '1', '--yes');
    expect([code, out.includes('No backplane is needed'), readdirSync(folder)]).toEqual([0, true, []]);
    expect(err).toContain('Nothing was written');
  });
});

it('below central package versions it states its own', async () => {
  const folder = folderWith({ 'Directory.Packages.props': '<Project></Project>' });
  await make(folder, 'Try', '--yes');
  expect(read(folder, 'Try/Try.csproj')).toContain('<ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>');
});
