import { spawnSync } from 'node:child_process';
import { cpSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diffRoot, renderConflicts, renderDiff } from '../../src/plan/diff.js';
import { applyPlan } from '../../src/plan/disk/apply-plan.js';
import { currentFiles } from '../../src/plan/disk/current-files.js';
import { renderPatch, repositoryOf } from '../../src/plan/patch.js';
import type { FileChange, Plan } from '../../src/plan/plan.js';
import { recordPath } from '../../src/plan/record.js';
import { planUndo } from '../../src/plan/undo.js';
import { type Format, formats, part, parts, planFor, read, readRecord, secret, siteFolder, temporaryFolder, tree, write } from './site.js';

const hasGit = spawnSync('git', ['--version']).status === 0;
const withoutSecrets = parts.filter(({ id }) => !['setting', 'other-setting'].includes(id));

/** @param above the folder that git looks no further than, for a repository. */
function gitApply(folder: string, patch: string, above = dirname(folder)): void {
  const { status, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn'], {
    cwd: folder,
    input: patch,
    encoding: 'utf8',
    env: { ...process.env, GIT_CEILING_DIRECTORIES: above, GIT_CONFIG_GLOBAL: '/dev/null' },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}

/** Applies the diff of a plan with git to one copy, and the plan to another. */
function compareWithGit(plan: Plan, root: string): void {
  const patched = temporaryFolder();
  cpSync(root, patched, { recursive: true });
  const { text: patch, obstacles } = renderPatch(plan, undefined);
  expect(obstacles).toEqual([]);
  gitApply(join(patched, plan.folder.slice(root.length), diffRoot(plan)), patch);
  applyPlan(plan);
  // git sets the permissions of files by its own rules.
  const contents = (folder: string): string[] =>
    Object.entries(tree(folder)).map(([path, content]) => `${path} ${content.slice(content.indexOf(' '))}`);
  expect(contents(patched)).toEqual(contents(root));
}

const patchObstacles = (plan: Plan): string[] => renderPatch(plan, undefined).obstacles;

const change = (path: string, before: string | undefined, after: string, more: Partial<FileChange> = {}): FileChange => ({
  path,
  state: before === undefined ? 'create' : 'edit',
  title: '',
  parts: [],
  ...(before === undefined ? {} : { before }),
  after,
  encoding: 'utf8',
  byteOrderMark: false,
  ...more,
});

describe.skipIf(!hasGit)('git applies the diff, and the result is what the plan writes', () => {
  for (const [name, format] of formats.filter(([, { encoding }]) => encoding !== 'utf16le'))
    it(`in a project with ${name}`, async () => {
      const folder = siteFolder(format);
      compareWithGit(await planFor(folder, { parts: withoutSecrets }), format.central ? join(folder, '..', '..') : folder);
    });

  it('for what undo takes back', async () => {
    const folder = siteFolder();
    applyPlan(await planFor(folder, { parts: withoutSecrets }));
    const record = readRecord(folder);
    if (!record) throw new Error('no record');
    compareWithGit(planUndo({ folder, record, readCurrent: currentFiles(folder).readCurrent }), folder);
  });

  it('for files without a line end at the end, names with spaces and quotes, and changes far apart', () => {
    const folder = temporaryFolder();
    const long = Array.from({ length: 40 }, (_, index) => `line ${index}\r\n`).join('');
    const files: [string, string | undefined, string][] = [
      ['a', 'x', 'y'],
      ['b', 'x\n', 'x'],
      ['c', 'x', 'x\n'],
      ['d e.txt', 'x\n', 'y\n'],
      ['new file.txt', undefined, 'one\ntwo'],
      ['deep/er/ö.txt', undefined, '\ufeffone\r\n'],
      ['long', long, long.replace('line 3\r', 'LINE 3\r').replace('line 36', 'LINE 36')],
      ['empty', '', 'x\n'],
    ];
    for (const [path, before] of files) if (before !== undefined) write(folder, path, before);
    compareWithGit({ folder, changes: files.map(([path, before, after]) => change(path, before, after)), steps: [] }, folder);
  });
});

describe.skipIf(!hasGit)('in a repository', () => {
  /** A repository with a site in src/web; its root. */
  function repository(format: Format): string {
    const root = temporaryFolder();
    cpSync(siteFolder(format), join(root, 'src', 'web'), { recursive: true });
    for (const words of [
      ['init', '-q'],
      ['add', '-A'],
      ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'x'],
    ])
      expect(spawnSync('git', words, { cwd: root }).status).toBe(0);
    return root;
  }

  for (const where of ['.', 'src', 'src/web'])
    it.each([
      ['line feeds', {}],
      ['carriage returns', { newline: '\r\n', byteOrderMark: true } as const],
    ])(`git applies the patch in ${where}, with %s`, async (_, format) => {
      const root = repository(format);
      const folder = join(root, 'src', 'web');
      expect(repositoryOf(folder)).toBe(realpathSync(root));
      const plan = await planFor(folder, { parts: withoutSecrets });
      gitApply(join(root, where), renderPatch(plan, repositoryOf(folder)).text, dirname(root));
      const again = await planFor(folder, { parts: withoutSecrets });
      expect(new Set(again.changes.map(({ state }) => state))).toEqual(new Set(['unchanged']));
      // And back again.
      const record = readRecord(folder);
      if (!record) throw new Error('no record');
      gitApply(
        join(root, where),
        renderPatch(planUndo({ folder, record, readCurrent: currentFiles(folder).readCurrent }), root).text,
        dirname(root),
      );
      expect(spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' }).stdout).toBe('');
    });
});

it('a secret in the lines around a change is no obstacle where one line of context is without it', async () => {
  const folder = temporaryFolder();
  const before = `a\nPassword=${secret}\nb\nhere\nd\n`;
  write(folder, 'x.json', before);
  const plan: Plan = { folder, changes: [change('x.json', before, before.replace('here', 'there'))], steps: [] };
  const { text, obstacles } = renderPatch(plan, undefined);
  expect([obstacles, text.includes(secret)]).toEqual([[], false]);
  if (hasGit) gitApply(folder, text);
});

it('a name with a space ends with a tab, one with a quote stands in quotes, as git writes them', () => {
  const diff = renderDiff({ folder: '/x', changes: [change('a b', undefined, 'x\n'), change('a"b', 'x\n', 'y\n')], steps: [] });
  expect(diff).toContain('+++ b/a b\t\n');
  expect(diff).toContain('--- "a/a\\"b"\n+++ "b/a\\"b"\n');
});

describe('lines that may hold a secret', () => {
  it('are left out, say so, and are named as an obstacle for git', async () => {
    const folder = siteFolder();
    // The new setting goes right below the connection string, which gets a comma.
    const plan = await planFor(folder, {
      parts: [
        part('near', {
          setting: { file: 'appsettings.json', key: 'ConnectionStrings:umbracoDbDSN_ProviderName', value: 'Microsoft.Data.SqlClient' },
        }),
      ],
    });
    const diff = renderDiff(plan);
    expect(diff).not.toContain(secret);
    expect(diff).toMatch(/^-\(this line is left out/m);
    expect(diff).toMatch(/^\+\(this line is left out/m);
    expect(diff).toMatch(/^\+ {4}"umbracoDbDSN_ProviderName"/m);
    expect(patchObstacles(plan)).toEqual(['appsettings.json has lines that may hold a secret']);
  });

  it('are not looked for in what we generated: git applies a newer version, and its removal', async () => {
    const folder = siteFolder();
    const composer = (note: string) => ({
      'composer.cs.hbs': `// ${note}\nclass C { const string ConnectionStringKey = "Azure:SignalR:ConnectionString"; string password = "x1y2"; }\n`,
    });
    const wanted = parts.filter(({ id }) => id === 'composer');
    applyPlan(await planFor(folder, { parts: wanted, templates: composer('old') }));
    for (const wish of [
      { parts: wanted, templates: composer('new') },
      { parts: [], applicable: new Set<string>() },
    ]) {
      const plan = await planFor(folder, wish);
      expect([patchObstacles(plan), renderDiff(plan)]).toEqual([[], expect.stringContaining('ConnectionStringKey = "Azure')]);
      applyPlan(plan);
    }
  });

  it('are none where we wrote them, whatever the user did around them', async () => {
    const folder = siteFolder();
    const keyed = { 'composer.cs.hbs': 'class C\n{\n    string Key = "Azure:SignalR:ConnectionString";\n    // end\n}\n' };
    const wanted = parts.filter(({ id }) => id === 'composer');
    applyPlan(await planFor(folder, { parts: wanted, templates: keyed }));
    const path = 'Composers/RedisComposer.cs';
    write(folder, path, read(folder, path).replace('// end', `string password = "${secret}";`));
    for (const wish of [
      { parts: wanted, templates: keyed },
      { parts: wanted, templates: { 'composer.cs.hbs': keyed['composer.cs.hbs'].replace('// end', '// END') } },
      { parts: [], applicable: new Set<string>() },
    ]) {
      const diff = renderConflicts(await planFor(folder, wish));
      expect(diff).toContain('string Key = "Azure:SignalR:ConnectionString";');
      expect(diff).toContain('(this line is left out');
      expect(diff).not.toContain(secret);
    }
  });

  it('are left out of what is kept, too', async () => {
    const folder = siteFolder();
    applyPlan(await planFor(folder));
    const path = 'deploy/proxy/nginx.conf';
    write(folder, path, read(folder, path).replace('listen', `# redis://user:${secret}@host\n  listen`));
    const plan = await planFor(folder);
    expect(renderConflicts(plan)).toContain(`--- a/${path}\n+++ b/${path}\n`);
    expect(renderConflicts(plan)).not.toContain(secret);
    expect(renderDiff(plan)).toBe('');
  });
});

it('is empty where nothing changes, and leaves conflicts out', async () => {
  const folder = siteFolder();
  write(folder, 'deploy/proxy/nginx.conf', 'mine\n');
  const plan = await planFor(folder);
  expect(renderDiff(plan)).not.toContain('nginx.conf\n+++');
  expect(renderConflicts(plan)).toMatch(
    /^--- a\/deploy\/proxy\/nginx\.conf\n\+\+\+ b\/deploy\/proxy\/nginx\.conf\n@@ -1 \+1,3 @@\n-mine\n\+server/,
  );
  applyPlan(plan);
  expect(renderDiff(await planFor(folder))).toBe('');
});

it('the names start at the folder of Directory.Packages.props where that changes, too', async () => {
  const folder = siteFolder({ central: true });
  const plan = await planFor(folder);
  expect(diffRoot(plan)).toBe('../..');
  expect(renderDiff(plan)).toContain('--- a/src/Site/Site.csproj\n+++ b/src/Site/Site.csproj\n');
  expect(renderDiff(plan)).toContain('--- a/Directory.Packages.props\n+++ b/Directory.Packages.props\n');
  expect(renderDiff(plan)).toContain('--- /dev/null\n+++ b/src/Site/Composers/RedisComposer.cs\n');
  expect(diffRoot(await planFor(siteFolder()))).toBe('');
});

it('says that git cannot apply a change of a UTF-16 file', async () => {
  expect(patchObstacles(await planFor(siteFolder({ encoding: 'utf16le', byteOrderMark: true }), { parts: withoutSecrets }))).toEqual([
    'Site.csproj is written in UTF-16',
    'Program.cs is written in UTF-16',
  ]);
});

it('what the preview lists, what the diff shows and what is written are the same files', async () => {
  const folder = siteFolder();
  const before = tree(folder);
  const plan = await planFor(folder);
  const listed = plan.changes.filter(({ state }) => state !== 'unchanged').map(({ path }) => path);
  const shown = [...renderDiff(plan).matchAll(/^\+\+\+ b\/(.*)$/gm)].map(([, path]) => path);
  const { written } = applyPlan(plan);
  const after = tree(folder);
  const changed = Object.keys(after).filter((path) => after[path] !== before[path] && !after[path]?.endsWith(' folder'));
  expect(shown).toEqual(listed);
  expect(written).toEqual(listed);
  expect(changed.sort()).toEqual(listed.map((path) => join(path)).sort());
  expect(listed.at(-1)).toBe(recordPath);
});
