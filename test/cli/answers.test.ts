/** Where answers come from, seen from outside: flags, environment, the answers file, the project, assumptions. */
import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { backplane } from './fake-terminal.js';
import { folderWith } from './folder-with.js';

const project = '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>';
const text = ['--missing', 'unknown'];
const json = [...text, '--format', 'json'];

interface Given {
  folder?: string;
  environment?: Record<string, string>;
  /** Gets what is said on standard error; without it nothing may be. */
  warnings?: string[];
}

/** A fact of the decision for a command line. */
async function fact(
  id: string,
  argv: readonly string[],
  { warnings, ...given }: Given = {},
): Promise<{ value: unknown; provenance: string; evidence: unknown }> {
  const { out, err } = await backplane(['advise', ...argv, ...json], given);
  if (warnings) warnings.push(err);
  else expect(err).toBe('');
  const { facts } = JSON.parse(out);
  return facts.find((one: { id: string }) => one.id === id);
}

test('the strongest source answers, and each fact says which that was', async () => {
  const folder = folderWith({ 'Site.csproj': project, 'backplane.yaml': 'target-framework: net8.0\n' });
  const bare = folderWith({ 'Site.csproj': project });
  const id = 'target-framework';
  const environment = { BACKPLANE_TARGET_FRAMEWORK: 'net9.0' };
  expect(await fact(id, [`--${id}`, 'net7.0'], { folder, environment })).toMatchObject({ value: 'net7.0', provenance: 'flag' });
  expect(await fact(id, [], { folder, environment })).toMatchObject({ value: 'net9.0', provenance: 'env' });
  const inFile = { value: 'net8.0', provenance: 'file', evidence: [{ file: 'backplane.yaml', line: 1, text: 'target-framework: net8.0' }] };
  const warnings: string[] = [];
  expect(await fact(id, [], { folder, warnings })).toMatchObject(inFile);
  expect(warnings.join('')).toMatch(
    /^Warning: target-framework is net8\.0 in backplane\.yaml:1, and net10\.0 in Site\.csproj:1\. The answers file counts: take the line out of it, if the project is right\.\n$/,
  );
  expect(await fact(id, [], { folder: bare })).toMatchObject({ value: 'net10.0', provenance: 'detected' });
  expect(await fact(id, [], { folder: folderWith({}) })).toMatchObject({ value: 'unknown', provenance: 'assumed' });
  expect(await fact('regions', [])).toMatchObject({ value: 1, provenance: 'assumed' });
  // A stronger "I don't know" is not overruled by what the project shows.
  expect(await fact(id, [`--${id}`, 'unknown'], { folder })).toMatchObject({ value: 'unknown', provenance: 'flag' });
});

describe('backplane.yaml', () => {
  const folder = folderWith({
    'backplane.yaml': 'servers: 2\n',
    'mine.yaml': 'servers: 4\n',
    'Site/Site.csproj': project,
    'Site/backplane.yaml': 'servers: 3\n',
    'Other/Other.csproj': project,
  });

  test.each<[argv: string[], servers: number, file: string]>([
    [['Site'], 3, 'Site/backplane.yaml'],
    [['Site/Site.csproj'], 3, 'Site/backplane.yaml'],
    [['Other'], 2, 'backplane.yaml'],
    [['Site', '--answers', 'mine.yaml'], 4, 'mine.yaml'],
    [['Other', '--answers', 'Site/backplane.yaml'], 3, 'Site/backplane.yaml'],
  ])('%j: that of the project, else that of the working folder; --answers replaces both', async (argv, value, file) => {
    expect(await fact('servers', argv, { folder })).toMatchObject({ value, provenance: 'file', evidence: [{ file, line: 1 }] });
  });

  test.each<[text: string, message: RegExp]>([
    ['server: 2\n', /^backplane\.yaml:1:1: "server" is not a question\. Did you mean "servers"\?/],
    ['host: umbraco\nservers: many\n', /^backplane\.yaml:2:10: servers: found "many"; expected a whole number/],
    ['servers: [2\n', /^backplane\.yaml:2:1: this is not YAML/],
  ])('%j is invalid input: exit 3, nothing on standard output', async (text, message) => {
    const { code, out, err } = await backplane(['advise', '--missing', 'unknown'], { folder: folderWith({ 'backplane.yaml': text }) });
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toMatch(message);
  });

  test('that is a folder, or is not there, is invalid input', async () => {
    const inFolder = await backplane(['advise', ...text], { folder: folderWith({ 'backplane.yaml/x': '' }) });
    expect(inFolder).toMatchObject({
      code: 3,
      out: '',
      err: expect.stringMatching(/^backplane\.yaml: found a folder; expected an answers file/),
    });
    const missing = await backplane(['advise', '--answers', 'nowhere.yaml', ...text]);
    expect(missing).toMatchObject({ code: 3, out: '', err: expect.stringMatching(/^nowhere\.yaml: there is no such file/) });
  });

  test.skipIf(process.platform === 'win32')('that is a pipe is invalid input, and nobody waits for it', async () => {
    const folder = folderWith({});
    execFileSync('mkfifo', [join(folder, 'backplane.yaml')]);
    const { code, out, err } = await backplane(['advise', ...text], { folder });
    expect({ code, out, err }).toEqual({ code: 3, out: '', err: expect.stringMatching(/^backplane\.yaml: found a pipe or a device;/) });
  });
});

describe('the environment', () => {
  test('an invalid value is exit 2', async () => {
    const { code, out, err } = await backplane(['advise', ...text], { environment: { BACKPLANE_SERVERS: 'two' } });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^BACKPLANE_SERVERS: found "two"/);
  });

  test('an empty variable is no answer, one that is no question a warning', async () => {
    const environment = { BACKPLANE_SERVERS: '', BACKPLANE_SERVER: '2' };
    const { code, out, err } = await backplane(['advise', ...json], { environment });
    expect(code).toBe(0);
    expect(err).toBe(
      'Warning: the environment variable BACKPLANE_SERVER is not a question and is not used. Did you mean "BACKPLANE_SERVERS"?\n',
    );
    expect(JSON.parse(out).facts).toContainEqual(expect.objectContaining({ id: 'servers', value: 'unknown', provenance: 'assumed' }));
  });
});

test('an answer that nothing reads is accepted with a note', async () => {
  const question = '{id: moon, section: site, type: choice, choices: [{value: full}, {value: new}], prompt: Which moon?, why: w}';
  const rules = folderWith({ 'moon.yaml': `questions:\n  - ${question}\n` });
  const { code, out, err } = await backplane(['advise', '--rules', rules, '--moon', 'full', ...json]);
  expect(code).toBe(0);
  expect(err).toBe('Note: moon has no influence on the decision: no rule reads it.\n');
  expect(JSON.parse(out).facts).toContainEqual({ id: 'moon', value: 'full', provenance: 'flag', evidence: [] });
});

// Who may read everything cannot see it.
test.skipIf(process.getuid?.() === 0)('what may not be read is invalid input', async () => {
  const folder = folderWith({ 'Site/Site.csproj': project, 'answers.yaml': '', 'rules/own.yaml': '' });
  for (const path of ['Site', 'answers.yaml', 'rules/own.yaml']) chmodSync(join(folder, path), 0);
  try {
    for (const argv of [['Site'], ['--answers', 'answers.yaml'], ['--rules', join(folder, 'rules')]]) {
      const { code, out, err } = await backplane(['advise', ...argv, ...json], { folder });
      expect({ code, out }).toEqual({ code: 3, out: '' });
      expect(err).toMatch(/may not be read/);
    }
  } finally {
    for (const path of ['Site', 'answers.yaml', 'rules/own.yaml']) chmodSync(join(folder, path), 0o700);
  }
});
