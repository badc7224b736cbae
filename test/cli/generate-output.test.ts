// `generate --output`: what would be written, in a folder of its own; the project stays as it is, byte for byte.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backplane } from './fake-terminal.js';

const fixtures = resolve(import.meta.dirname, '../fixtures');
const flags =
  '--load-balanced-part backoffice --servers 2 --sticky-sessions yes --websockets yes --infrastructure redis --missing unknown'.split(' ');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backplane-output-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const filesIn = (path: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(path, { recursive: true })
      .map(String)
      .filter((name) => statSync(join(path, name)).isFile())
      .map((name) => [name.replaceAll('\\', '/'), readFileSync(join(path, name), 'latin1')]),
  );
const generate = (site: string, ...more: string[]) => backplane(['generate', site, ...flags, ...more], { folder });

test('holds what --yes would have written, and leaves the project alone', async () => {
  cpSync(join(fixtures, 'umbraco-17-site'), join(folder, 'site'), { recursive: true });
  const before = filesIn(join(folder, 'site'));
  const { code, err } = await generate('site', '--output', 'out');
  expect(code).toBe(0);
  expect(filesIn(join(folder, 'site'))).toEqual(before);
  const out = filesIn(join(folder, 'out'));
  expect(err).toContain('The project is as it was.');
  expect((await generate('site', '--yes')).code).toBe(0);
  const written = Object.entries(filesIn(join(folder, 'site'))).filter(([name, text]) => before[name] !== text);
  expect(out).toEqual(Object.fromEntries(written));
});

test('files above the project keep their place beside it', async () => {
  cpSync(join(fixtures, 'central-packages'), join(folder, 'all'), { recursive: true });
  rmSync(join(folder, 'all/src/Web/RealtimeComposer.cs'));
  const { code, err } = await generate('all/src/Web', '--output', 'out');
  expect({ code, err }).toMatchObject({ code: 0 });
  expect(existsSync(join(folder, 'out/Directory.Packages.props'))).toBe(true);
  expect(existsSync(join(folder, 'out/src/Web/Acme.Web.csproj'))).toBe(true);
});

test.each([
  ['a folder that holds something', () => mkdirSync(join(folder, 'out/in'), { recursive: true }), /out is there already and is not empty/],
  ['a file', () => writeFileSync(join(folder, 'out'), ''), /out is there already, and is no folder/],
])('%s is refused: exit 3, nothing written', async (_, prepare, message) => {
  cpSync(join(fixtures, 'umbraco-17-site'), join(folder, 'site'), { recursive: true });
  prepare();
  const before = filesIn(folder);
  const { code, err } = await generate('site', '--output', 'out');
  expect(code).toBe(3);
  expect(err).toMatch(message);
  expect(filesIn(folder)).toEqual(before);
});

test('with --dry-run nothing is written there either', async () => {
  cpSync(join(fixtures, 'umbraco-17-site'), join(folder, 'site'), { recursive: true });
  expect((await generate('site', '--output', 'out', '--dry-run')).code).toBe(0);
  expect(existsSync(join(folder, 'out'))).toBe(false);
});

test.each([
  ['site/out', true],
  ['site/.out', false],
  ['out', false],
])('a build takes what is written into %s for code of the project: %s', async (output, isTold) => {
  cpSync(join(fixtures, 'umbraco-17-site'), join(folder, 'site'), { recursive: true });
  const { code, err } = await generate('site', '--output', output);
  expect(code).toBe(0);
  expect(err.includes(`${output} is in the folder of Site.csproj`)).toBe(isTold);
});
