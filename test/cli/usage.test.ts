/** A command line that cannot be understood ends with exit 2, says what is wrong and what to do, and prints nothing; help says everything. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadBuiltIn } from '../../src/knowledge/built-in.js';
import { environmentNameOf } from '../../src/questions/names.js';
import { backplane } from './fake-terminal.js';
import { folderWith } from './folder-with.js';

const { questions, sections } = loadBuiltIn();
const unknown = ['--missing', 'unknown'];
const deciding = ['advise', 'generate', 'estimate', 'compare'];
const all = [...deciding, 'new', 'undo', 'explain', 'rules'];

describe('wrong usage', () => {
  test.each<[argv: string[], message: RegExp]>([
    // Without a command, an argument that is no path is an unknown command, whatever follows it.
    [['generat'], /^"generat" is neither a command nor a folder\. Did you mean "generate"\? Commands: advise, /],
    [['generat', '.', '--diff'], /Did you mean "generate"\?/],
    [['--no-input', 'generat'], /Did you mean "generate"\?/],
    [['help', 'generat'], /Did you mean "generate"\?/],
    [['--no-color', 'estimate'], /^"estimate" is a command, and options come after it: backplane estimate \[options\]\./],
    [['constructor'], /^"constructor" is neither a command nor a folder\. Commands: /],
    [
      ['advise', '--sticky-session', 'yes'],
      /^Unknown option "--sticky-session"\. Did you mean --sticky-sessions\? See: backplane advise --help$/m,
    ],
    [['advise', '--users', '5'], /^Unknown option "--users"\. Did you mean --concurrent-connections\? /m],
    [['advise', '--redis'], /^Unknown option "--redis"\. Did you mean .*--infrastructure redis/m],
    [['advise', '--sticky'], /^Unknown option "--sticky"\. Did you mean --sticky-sessions/m],
    [['advise', '--nodes', '3'], /^Unknown option "--nodes"\. Did you mean --servers\? /m],
    [['advise', '--pods', '3', '--servers', '4'], /^--pods and --servers are the same question \(3 and 4\)\. Give one of them\.$/m],
    [['compare', '--json'], /^Unknown option "--json"\. Did you mean --format json\? See: backplane compare --help$/m],
    [['undo', '--json'], /^Unknown option "--json"\. See: backplane undo --help$/m],
    [['estimate', '--nothing-like-it'], /^Unknown option "--nothing-like-it"\. See: backplane estimate --help$/m],
    [['--versio'], /Did you mean --version\?/],
    [['rules', 'lst'], /^Unknown command "lst"\. Did you mean list\? See: backplane rules --help$/m],
    [['advise', 'one', 'two'], /^Too many arguments .*See: backplane advise --help$/m],
    [['advise', '--rules'], /--rules .*missing/],
    [['advise', '--format', 'yaml'], /^--format: found "yaml"; expected one of text, json, markdown, html\./m],
    [['advise', '--missing', 'unknwon'], /^--missing: found "unknwon"; expected one of fail, unknown\. Did you mean "unknown"\?$/m],
    [['rules', 'list', '--kind', 'pric'], /^--kind: found "pric"; .* Did you mean "price"\?$/m],
    [['advise', '--as-of', '2026-02-30'], /^--as-of: found "2026-02-30"; expected a day such as/],
    [['advise', '--answers', ''], /^--answers: found nothing; expected <file>\.$/m],
    [['advise', '--servers', 'two'], /^--servers: found "two"; expected a whole number \(servers\), at least 1, or unknown\.$/m],
    [['advise', '--servers=', '2'], /^--servers: found nothing; /],
    [['advise', '--database', 'sqlserver'], /^--database: found "sqlserver"; expected sql-server, .* Did you mean "sql-server"\?$/m],
    // Nothing that was said is dropped silently.
    [['advise', '--servers', '2', '--servers=3'], /^--servers was given twice \(2 and 3\)\. Give it once\.$/m],
    [['advise', '--format', 'text', '--format', 'text'], /^--format was given twice/],
    [['advise', '--infrastructure', 'none', '--infrastructure', 'redis'], /^--infrastructure: found "none" together with others/],
    [['advise', '--infrastructure', 'redis', '--infrastructure', 'unknown'], /^--infrastructure: found "unknown" together with others/],
    [['advise', ''], /^Found an argument that is empty/],
    [['undo', '', '--yes'], /^Found an argument that is empty/],
  ])('%j', async (argv, message) => {
    const { code, out, err } = await backplane(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  test('everything that is wrong is said at once, the environment included', async () => {
    const argv = ['advise', '--servers', 'x', '--platform', 'k8s', '--fooo', '--baar=1', '--cloud', 'azure'];
    const { code, err } = await backplane(argv, { environment: { BACKPLANE_WEBSOCKETS: 'perhaps' } });
    expect(code).toBe(2);
    for (const problem of ['--servers: found', '--platform: found', 'Unknown option "--fooo"', 'Unknown option "--baar"'])
      expect(err).toContain(problem);
    const known = await backplane(argv.slice(0, 5), { environment: { BACKPLANE_WEBSOCKETS: 'perhaps' } });
    expect(known.err.split('\n').map((line) => line.split(':')[0])).toEqual(['--servers', '--platform', 'BACKPLANE_WEBSOCKETS', '']);
  });

  test.each<[argv: string[], code: number, part: string]>([
    [['advise', '--servers', 'x', '--format', 'json'], 2, '--servers: found'],
    [['advise', '--servers', '2', '--format=json'], 2, 'Answers are missing'],
    [['advise', '--nothing-like-it', '--format', 'json'], 2, 'Unknown option'],
    [['estimate', 'nowhere', '--format', 'json'], 3, 'no folder'],
    [['generat', '--format', 'json'], 2, 'neither a command nor a folder'],
  ])('%j: an error is JSON too where JSON was asked for, with the same exit code', async (argv, exitCode, part) => {
    const { code, out, err } = await backplane(argv);
    expect(code).toBe(exitCode);
    expect(err).toContain(part);
    expect(JSON.parse(out)).toMatchObject({ schema: 1, error: { exitCode, text: err.trimEnd() } });
  });

  test('another name of a question is understood as its own: as a flag, in the environment, in the answers file', async () => {
    const factOf = async (argv: string[], given = {}): Promise<unknown> => {
      const { out } = await backplane(['advise', ...argv, ...unknown, '--format', 'json'], given);
      return JSON.parse(out).facts.find(({ id }: { id: string }) => id === 'servers');
    };
    expect(await factOf(['--pods', '3'])).toMatchObject({ value: 3, provenance: 'flag' });
    expect(await factOf([], { environment: { BACKPLANE_REPLICAS: '3' } })).toMatchObject({ value: 3, provenance: 'env' });
    expect(await factOf([], { folder: folderWith({ 'backplane.yaml': 'instances: 3\n' }) })).toMatchObject({
      value: 3,
      provenance: 'file',
    });
    const twice = folderWith({ 'backplane.yaml': 'instances: 3\nservers: 2\n' });
    expect(await backplane(['advise', ...unknown], { folder: twice })).toMatchObject({
      code: 3,
      err: 'backplane.yaml:2:1: "instances" and "servers" are the same question. Keep one of them.\n',
    });
    const environment = { BACKPLANE_PODS: '3', BACKPLANE_SERVERS: '2' };
    expect(await backplane(['advise', ...unknown], { environment })).toMatchObject({
      code: 2,
      err: expect.stringMatching(/same question/),
    });
    expect((await backplane(['advise', '--help'])).out).not.toContain('--pods');
  });

  test('a list may be given in parts; the order does not matter', async () => {
    const factOf = async (...argv: string[]): Promise<unknown> => {
      const { out } = await backplane(['advise', ...argv, ...unknown, '--format', 'json']);
      return JSON.parse(out).facts.find(({ id }: { id: string }) => id === 'infrastructure').value;
    };
    expect(await factOf('--infrastructure=nats', '--infrastructure', 'redis')).toEqual(['redis', 'nats']);
    expect(await factOf('--infrastructure', 'redis,nats')).toEqual(['redis', 'nats']);
  });
});

describe('a project folder', () => {
  test('that is missing is exit 3', async () => {
    expect(await backplane(['advise', 'nowhere', ...unknown])).toEqual({
      code: 3,
      out: '',
      err: 'There is no folder "nowhere". Give the folder of the project, or leave it out to decide without one.\n',
    });
  });

  test('with a file in it that is no project decides without one, and generates nothing', async () => {
    const folder = folderWith({ 'readme.md': '' });
    expect(await backplane(['advise', folder, ...unknown])).toMatchObject({ code: 0 });
    const generate = await backplane(['generate', folder, ...unknown, '--yes', '--no-input']);
    expect(generate).toMatchObject({ code: 3, out: '' });
    expect(generate.err).toContain(`There is no project (.csproj) in ${folder}.`);
  });

  test('may be meant by a file, if that is a project', async () => {
    const folder = folderWith({ 'Site.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web" />', 'notes.txt': '' });
    expect(await backplane(['advise', join(folder, 'Site.csproj'), ...unknown])).toMatchObject({ code: 0 });
    const { code, err } = await backplane(['advise', join(folder, 'notes.txt'), ...unknown]);
    expect(code).toBe(3);
    expect(err).toMatch(/notes\.txt is a file\. Expected the folder of a site, a solution .* or a project file/);
  });

  test('with a project file that is broken is exit 3, with the place', async () => {
    const { code, out, err } = await backplane(['advise', folderWith({ 'Site.csproj': '<Project>\n  <PropertyGroup>' }), ...unknown]);
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toMatch(/Site\.csproj:2:\d+: /);
  });
});

describe('help', () => {
  test.each([
    [['--help'], 'backplane'],
    [['-h'], 'backplane'],
    [['help'], 'backplane'],
    ...all.flatMap((command) => [
      [[command, '--help'], `backplane ${command}`],
      [['help', command], `backplane ${command}`],
    ]),
    [['help', 'rules', 'list'], 'backplane rules list'],
  ] as [string[], string][])('%j is on standard output, exit 0', async (argv, usage) => {
    const { code, out, err } = await backplane(argv);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(new RegExp(`^Usage: ${usage} `));
  });

  test('of the program names every command and every exit code', async () => {
    const { out } = await backplane(['--help']);
    for (const command of all) expect(out).toMatch(new RegExp(`^  ${command} `, 'm'));
    for (const code of [0, 1, 2, 3, 4, 70, 130]) expect(out).toMatch(new RegExp(`\\b${code} [a-z]`));
  });

  test.each([...deciding, 'new'])(
    'of %s lists every question in its section, with what it means and what may be answered',
    async (command) => {
      const out = (await backplane([command, '--help'], { width: 1000 })).out;
      const parts = out.split('\n\n');
      for (const { id, title } of sections) {
        const part = parts.find((one) => one.startsWith(`${title}:`)) ?? '';
        const inSection = questions.filter(({ section }) => section === id);
        expect([...part.matchAll(/^ +--([a-z-]+) </gm)].map(([, name]) => name)).toEqual(inSection.map((question) => question.id));
        for (const { prompt, choices } of inSection) {
          expect(part).toContain(prompt);
          for (const { value } of choices) expect(part).toMatch(new RegExp(`\\b${value}\\b`));
        }
      }
      expect(out).toContain(environmentNameOf('max-servers'));
    },
  );

  test.each([40, 60, 80, 100])('fits %d columns, unless one word is longer', async (width) => {
    for (const argv of [['--help'], ...all.map((command) => [command, '--help'])])
      for (const line of (await backplane(argv, { width })).out.split('\n'))
        if (line.length > width) expect(line.trim(), argv.join(' ')).toMatch(/^(\S+|--?[\w, -]+ <.*>|Usage: .*|\w+ \[.*\] <\w+>)$/);
  });
});

test('nothing is written into a folder by asking', async () => {
  const folder = folderWith({ 'Site.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web" />' });
  for (const command of ['advise', 'estimate', 'compare']) await backplane([command, ...unknown], { folder });
  await backplane(['generate', ...unknown, '--dry-run'], { folder });
  expect(['obj', 'bin', '.backplane', 'backplane.yaml'].filter((name) => existsSync(join(folder, name)))).toEqual([]);
});
