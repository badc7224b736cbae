import { chmodSync, existsSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { UserError } from '../../src/knowledge/types.js';
import { applyPlan, recover } from '../../src/plan/disk/apply-plan.js';
import { currentFiles } from '../../src/plan/disk/current-files.js';
import { fileOperations } from '../../src/plan/disk/file-operations.js';
import type { FileChange, Plan } from '../../src/plan/plan.js';
import { planFor, read, siteFolder, temporaryFolder, tree, write } from './site.js';

const posix = process.platform !== 'win32';

/** What applying a plan throws; the folder must be as it was. */
function refusal(plan: Plan, root = plan.folder): UserError {
  const before = tree(root);
  let error: unknown;
  try {
    applyPlan(plan);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(UserError);
  expect(tree(root)).toEqual(before);
  return error as UserError;
}

const create = (path: string): FileChange => ({
  path,
  state: 'create',
  title: '',
  parts: [],
  after: 'new\n',
  encoding: 'utf8',
  byteOrderMark: false,
});
const planOf = (folder: string, ...changes: FileChange[]): Plan => ({ folder, changes, steps: [] });

it('says what it wrote', async () => {
  const folder = siteFolder();
  const applied = applyPlan(await planFor(folder));
  expect(applied.written).toContain('Site.csproj');
  expect(applied).toMatchObject({ deleted: [], kept: [] });
});

it.runIf(posix)('keeps the permissions of a file', async () => {
  const folder = siteFolder();
  chmodSync(join(folder, 'appsettings.json'), 0o640);
  // More than the usual mask of new files leaves.
  chmodSync(join(folder, 'Site.csproj'), 0o666);
  applyPlan(await planFor(folder));
  expect(statSync(join(folder, 'appsettings.json')).mode & 0o777).toBe(0o640);
  expect(statSync(join(folder, 'Site.csproj')).mode & 0o777).toBe(0o666);
});

describe('a plan that does not fit the project any more is refused with exit code 1', () => {
  test.each([
    ['a file was changed', 'appsettings.json', (path: string) => writeFileSync(path, '{}')],
    ['a file is gone', 'appsettings.json', (path: string) => rmSync(path)],
    ['a new file is there', 'deploy/proxy/nginx.conf', (path: string) => write(join(path, '../../..'), 'deploy/proxy/nginx.conf', 'x')],
    [
      'only a byte order mark was added',
      'Site.csproj',
      (path: string) => writeFileSync(path, `\ufeff${read(join(path, '..'), 'Site.csproj')}`),
    ],
  ])('%s', async (_, path, change) => {
    const folder = siteFolder();
    const plan = await planFor(folder);
    change(join(folder, path));
    const error = refusal(plan);
    expect(error.exitCode).toBe(1);
    expect(error.message).toContain(path);
  });
});

describe('a place that must not be written is refused with exit code 3, by name', () => {
  it.runIf(posix)('a read-only file', async () => {
    const folder = siteFolder();
    chmodSync(join(folder, 'appsettings.json'), 0o444);
    const error = refusal(await planFor(folder));
    expect([error.exitCode, error.message]).toEqual([
      3,
      expect.stringMatching(/^appsettings\.json is read-only\. .* Make it writable and run again\.$/),
    ]);
  });

  it.runIf(posix)('a read-only folder', async () => {
    const folder = siteFolder();
    mkdirSync(join(folder, 'deploy'));
    chmodSync(join(folder, 'deploy'), 0o555);
    const error = refusal(await planFor(folder));
    chmodSync(join(folder, 'deploy'), 0o755);
    expect([error.exitCode, error.message]).toEqual([3, expect.stringMatching(/deploy(\/proxy)? is read-only/)]);
  });

  it.runIf(posix)('a read-only project folder', async () => {
    const folder = siteFolder();
    const plan = await planFor(folder);
    chmodSync(folder, 0o555);
    const error = refusal(plan);
    chmodSync(folder, 0o755);
    expect([error.exitCode, error.message]).toEqual([3, expect.stringContaining('read-only')]);
  });

  it.runIf(posix)('a symbolic link, as the file or as one of its folders', async () => {
    const elsewhere = temporaryFolder();
    write(elsewhere, 'target.json', '{}');
    const asFile = siteFolder();
    symlinkSync(join(elsewhere, 'target.json'), join(asFile, 'linked.conf'));
    expect(refusal(planOf(asFile, { ...create('linked.conf'), state: 'edit', before: '{}' }))).toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/linked\.conf is a symbolic link/),
    });
    expect(() => currentFiles(asFile).readCurrent('linked.conf')).toThrow(/linked\.conf is a symbolic link/);
    const asFolder = siteFolder();
    symlinkSync(elsewhere, join(asFolder, 'deploy'));
    expect(refusal(planOf(asFolder, create('deploy/proxy/nginx.conf')))).toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/deploy is a symbolic link/),
    });
    await expect(planFor(asFolder)).rejects.toThrow(/deploy is a symbolic link/);
    const asWork = siteFolder();
    symlinkSync(elsewhere, join(asWork, '.backplane'));
    expect(refusal(planOf(asWork, create('a.txt')))).toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/\.backplane is a symbolic link/),
    });
    expect(Object.keys(tree(elsewhere))).toEqual(['target.json']);
  });

  test.each([
    '../out.txt',
    '../../x/out.txt',
    '/etc/out.txt',
    'a/../../out.txt',
    'C:\\out.txt',
    'a\\..\\..\\out.txt',
    'a//b',
    './a',
    'a/',
    '',
    'a\0b',
    'nul:',
    'a.',
  ])('the path %j', (path) => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'a', 'b'), { recursive: true });
    expect(refusal(planOf(join(root, 'a', 'b'), create('fine.txt'), create(path)), root)).toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/is outside the project folder|has a name that not every system allows/),
    });
  });

  it('a folder where a file should be', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a.txt'));
    expect(refusal(planOf(folder, create('a.txt')))).toMatchObject({ exitCode: 3 });
    write(folder, 'b', 'x');
    expect(refusal(planOf(folder, create('b/c.txt')))).toMatchObject({
      exitCode: 3,
      message: expect.stringContaining('b is not a folder'),
    });
  });

  it('a project folder that is not there', () =>
    expect(() => applyPlan(planOf(join(temporaryFolder(), 'gone'), create('a')))).toThrow(UserError));
});

it.runIf(posix)('a project folder behind a symbolic link is the user’s choice', async () => {
  const folder = siteFolder();
  const link = join(temporaryFolder(), 'link');
  symlinkSync(folder, link);
  applyPlan(await planFor(link));
  expect(read(folder, 'Site.csproj')).toContain('New.Package');
});

it('Directory.Packages.props may be above the project', async () => {
  const folder = siteFolder({ central: true });
  applyPlan(await planFor(folder));
  expect(read(folder, '../../Directory.Packages.props')).toContain('New.Package');
});

describe('a step that the disk refuses', () => {
  /** The operations of the disk, of which one fails for a path. */
  const failing = (name: 'write' | 'move' | 'makeFolder', ending: string, code: string) => ({
    ...fileOperations,
    [name]: (...args: [string, string, number]) => {
      if (args.some((arg) => typeof arg === 'string' && arg.endsWith(ending))) throw Object.assign(new Error(code), { code });
      return (fileOperations[name] as (...all: unknown[]) => void)(...args);
    },
  });

  test.each([
    ['while the content is prepared', 'write', '2.new', 'ENOSPC', 'disk is full'],
    ['while a folder is created', 'makeFolder', 'proxy', 'EACCES', 'deploy/proxy may not be written'],
    ['while the first file is moved into place', 'move', 'RedisComposer.cs', 'EPERM', 'RedisComposer.cs may not be written'],
    ['while the last file is moved into place', 'move', 'generated.json', 'EBUSY', 'generated.json is open in another program'],
    ['between the two', 'move', 'appsettings.json', 'EROFS', 'appsettings.json is on a disk'],
  ] as const)('%s: everything is as before, and the message names the path', async (_, name, ending, code, message) => {
    const folder = siteFolder();
    chmodSync(join(folder, 'Site.csproj'), 0o600);
    const plan = await planFor(folder);
    const before = tree(folder);
    const apply = () => applyPlan(plan, { operations: failing(name, ending, code) });
    expect(apply).toThrow(UserError);
    expect(apply).toThrow(message);
    expect(tree(folder)).toEqual(before);
    applyPlan(plan);
    expect(read(folder, 'Site.csproj')).toContain('New.Package');
  });
});

describe('the lock', () => {
  const lock = (folder: string, content: string): void => write(folder, '.backplane/lock', content);
  const dead = 2 ** 22 + 1;

  it('of a living process is respected, and the message names it and the file', async () => {
    const folder = siteFolder();
    const plan = await planFor(folder);
    lock(folder, JSON.stringify({ pid: process.ppid, host: hostname() }));
    const error = refusal(plan);
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain(`process ${process.ppid}`);
    expect(error.message).toContain(join('.backplane', 'lock'));
    expect(() => recover(folder)).toThrow(UserError);
  });

  it('of another machine is respected, whatever its number', async () => {
    const folder = siteFolder();
    const plan = await planFor(folder);
    lock(folder, JSON.stringify({ pid: dead, host: 'elsewhere' }));
    expect(refusal(plan)).toMatchObject({ exitCode: 2, message: expect.stringContaining('elsewhere') });
  });

  test.each([
    ['of a dead process', JSON.stringify({ pid: dead, host: hostname() })],
    ['with our own number from another life', JSON.stringify({ pid: process.pid, host: hostname() })],
    ['of a process that died before it wrote its name', ''],
  ])('%s is taken over', async (_, content) => {
    const folder = siteFolder();
    const plan = await planFor(folder);
    lock(folder, content);
    applyPlan(plan);
    expect(read(folder, 'Site.csproj')).toContain('New.Package');
    expect(Object.keys(tree(folder)).filter((path) => path.startsWith('.backplane'))).toEqual([
      '.backplane',
      join('.backplane', 'generated.json'),
    ]);
  });

  it('is not taken twice at the same time', async () => {
    const folder = siteFolder();
    const plan = await planFor(folder);
    const inner: unknown[] = [];
    const operations = {
      ...fileOperations,
      move(from: string, to: string) {
        if (inner.length === 0) {
          inner.push(undefined);
          try {
            applyPlan(plan);
          } catch (error) {
            inner.push(error);
          }
        }
        fileOperations.move(from, to);
      },
    };
    applyPlan(plan, { operations });
    expect(inner[1]).toMatchObject({ exitCode: 2 });
  });
});

describe('a journal that somebody put there', () => {
  const journal = (folder: string, content: unknown, files: Record<string, string> = {}): void => {
    for (const [name, text] of Object.entries({ 'journal.json': JSON.stringify(content), commit: '', ...files }))
      write(folder, `.backplane/transaction-1/${name}`, text);
  };

  it('cannot write outside the project', () => {
    const root = temporaryFolder();
    const folder = join(root, 'site');
    journal(folder, { entries: [{ path: '../evil.txt', after: 'a'.repeat(64) }], newFolders: [], oldFolders: [] }, { '0.new': 'evil' });
    expect(() => recover(folder)).toThrow(UserError);
    expect(existsSync(join(root, 'evil.txt'))).toBe(false);
  });

  it('does not overwrite what the user changed after the interruption', () => {
    const folder = siteFolder();
    const before = read(folder, 'Program.cs');
    journal(
      folder,
      { entries: [{ path: 'Program.cs', before: 'a'.repeat(64), after: 'b'.repeat(64) }], newFolders: [], oldFolders: [] },
      { '0.new': 'evil' },
    );
    expect(() => recover(folder)).toThrow(/Program\.cs was changed/);
    expect(read(folder, 'Program.cs')).toBe(before);
  });

  it('that cannot be read is an error that names its folder', () => {
    const folder = siteFolder();
    journal(folder, 'nonsense');
    expect(() => recover(folder)).toThrow(/transaction-1 is left from an interrupted run/);
  });
});

it('recovering a project that needs none writes nothing', async () => {
  const folder = siteFolder();
  const never = tree(folder);
  expect(recover(folder)).toBe('nothing');
  expect(tree(folder)).toEqual(never);
  applyPlan(await planFor(folder));
  const once = tree(folder);
  expect(recover(folder)).toBe('nothing');
  expect(tree(folder)).toEqual(once);
});
