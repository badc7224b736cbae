// The public API as another program sees it: the built package, on a real folder.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Api from '../src/index.js';

const root = resolve(import.meta.dirname, '..');
const asOf = '2026-11-26';
const answers = { 'load-balanced-part': 'backoffice', servers: 2, 'sticky-sessions': 'yes', websockets: 'yes', infrastructure: ['redis'] };
let api: typeof Api;
let folder = '';
beforeAll(async () => {
  api = await import(pathToFileURL(join(root, 'dist/index.js')).href);
  folder = mkdtempSync(join(tmpdir(), 'backplane-api-'));
  cpSync(join(root, 'test/fixtures/umbraco-17-site'), folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

test('advises, estimates and compares as the commands do', async () => {
  const site = await api.openSite({ folder, answers, asOf });
  const { decision, command } = api.advise(site);
  expect(decision).toMatchObject({ outcome: 'backplane', recommended: 'redis' });
  const words = command.split(' ').slice(1);
  const printed = JSON.parse(
    execFileSync(process.execPath, [join(root, 'dist/main.js'), ...words, '--format', 'json'], { encoding: 'utf8' }),
  );
  expect(printed.verdicts).toEqual(decision.verdicts);
  expect(api.estimate(site).map(({ backplane }) => backplane)).toEqual(decision.verdicts.map(({ backplane }) => backplane));
  expect(api.compare(site).recommended).toBe('redis');
  const growing = await api.openSite({ folder, answers: { ...answers, 'concurrent-connections': 1000 }, asOf });
  expect(api.estimateGrowth(growing).map(({ factor }) => factor)).toEqual([1, 10, 100, 1000]);
});

test('plans, writes and takes back', async () => {
  const project = join(folder, 'Site.csproj');
  const before = readFileSync(project, 'utf8');
  const plan = api.plan(await api.openSite({ folder, answers, asOf }));
  expect(api.renderDiff(plan)).toContain('+++ b/Composers/SignalRBackplaneComposer.cs');
  expect(existsSync(join(folder, 'Composers'))).toBe(false);
  const { written } = api.applyPlan(plan);
  expect(written).toContain('Site.csproj');
  api.applyPlan(api.planOfUndo(folder));
  expect(readFileSync(project, 'utf8')).toBe(before);
  expect(existsSync(join(folder, 'Composers'))).toBe(false);
});

test('explains', () => {
  expect(api.explain('redis', api.loadBuiltIn(), asOf).length).toBeGreaterThan(0);
  expect(api.explain('redsi', api.loadBuiltIn(), asOf)).toEqual([]);
});

test.each<[string, Api.SiteOptions, RegExp, number]>([
  ['a question that does not exist', { answers: { server: 2 }, asOf }, /"server" is not a question\. Did you mean "servers"\?/, 2],
  ['an answer that is not valid', { answers: { servers: 'two' }, asOf }, /servers: found "two"; expected a whole number/, 2],
  ['a folder that is missing', { folder: 'nowhere', asOf }, /does not exist/, 3],
  ['a day that does not exist', { asOf: '2026-02-30' }, /expected a day/, 2],
])('%s is a UserError with the exit code of the command', async (_, options, message, exitCode) => {
  const error = await api.openSite(options).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(api.UserError);
  expect(error).toMatchObject({ message: expect.stringMatching(message), exitCode });
});

test('its types are there for a TypeScript program', () => {
  const program = join(root, 'dist', `consumer-${process.pid}.mts`);
  const source = `import { advise, openSite, type Advice } from 'backplane-advisor';
const advice: Advice = advise(await openSite({ answers: { host: 'aspnetcore', servers: 2 }, asOf: '2026-11-26' }));
export const recommended: string | null = advice.decision.recommended;
// @ts-expect-error: the day is not optional
await openSite({});
`;
  writeFileSync(program, source);
  try {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const strict = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--skipLibCheck',
      'false',
      '--types',
      'node',
    ];
    const { status, stdout } = spawnSync(process.execPath, [tsc, ...strict, program], { cwd: root, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  } finally {
    rmSync(program);
  }
});
