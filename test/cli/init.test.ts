/** `backplane init`: a backplane.yaml to fill in, which can be read as it is, and whose lines become answers. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backplane } from './fake-terminal.js';
import { folderWith } from './folder-with.js';

const project = '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>';
const unknown = ['--missing', 'unknown'];
const decisionOf = async (folder: string): Promise<Record<string, unknown>> => {
  const { outcome, recommended, verdicts } = JSON.parse((await backplane(['advise', ...unknown, '--format', 'json'], { folder })).out);
  return { outcome, recommended, verdicts };
};

test('what is known is answered or told, what is open is a comment, and the file decides as before', async () => {
  const folder = folderWith({ 'Site.csproj': project, 'Program.cs': 'app.MapHub<Chat>("/chat");\n' });
  const bare = folderWith({ 'Site.csproj': project, 'Program.cs': 'app.MapHub<Chat>("/chat");\n' });
  expect(await backplane(['init', '--pods', '2'], { folder })).toMatchObject({ code: 0, out: '' });
  expect(readdirSync(folder).sort()).toEqual(['Program.cs', 'Site.csproj', 'backplane.yaml']);
  const text = readFileSync(join(folder, 'backplane.yaml'), 'utf8');
  expect(text).toMatch(/^servers: 2$/m);
  expect(text).toMatch(/^# {3}target-framework: net10\.0 {2}\(Site\.csproj:1\)$/m);
  expect(text).toMatch(/^# Where do the servers run\?$/m);
  expect(text).toMatch(/^# platform:$/m);
  expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual(['servers: 2']);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  const { outcome, recommended, verdicts } = JSON.parse(
    (await backplane(['advise', '--pods', '2', ...unknown, '--format', 'json'], { folder: bare })).out,
  );
  expect(await decisionOf(folder)).toEqual({ outcome, recommended, verdicts });
});

test('questions that answers settle are not in it', async () => {
  const settled = (
    await backplane(['init', '--dry-run', '--host', 'aspnetcore', '--servers', '1', '--processes-per-server', '1'], {
      folder: folderWith({}),
    })
  ).out;
  const open = (await backplane(['init', '--dry-run'], { folder: folderWith({}) })).out;
  const count = (text: string): number => [...text.matchAll(/^# [a-z-]+:$/gm)].length;
  expect(count(settled)).toBeLessThan(count(open));
  expect(open.indexOf('# priority:')).toBeGreaterThan(0);
});

test('a file that is there is kept, and a dry run writes nothing', async () => {
  const folder = folderWith({ 'backplane.yaml': 'servers: 3\n' });
  expect(await backplane(['init'], { folder })).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/^backplane\.yaml is there already/),
  });
  const { code, out } = await backplane(['init', '--dry-run', '--cloud', 'azure'], { folder });
  expect(code).toBe(0);
  expect(out).toMatch(/^cloud: azure$/m);
  expect(readFileSync(join(folder, 'backplane.yaml'), 'utf8')).toBe('servers: 3\n');
});
