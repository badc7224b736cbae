// What stands where a file is expected and is none: whoever runs a scan must get an answer, and never wait for one.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scanProject } from '../../src/scan/scan-project.js';
import { folderWith, scan, web } from './site.js';

const quick = 20_000;

function pipeAt(folder: string, path: string): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  execFileSync('mkfifo', [join(folder, path)]);
  return folder;
}

describe.skipIf(process.platform === 'win32')('a pipe in the place of a file', () => {
  test.each(['appsettings.x.json', 'Directory.Build.props', 'Directory.Packages.props'])(
    '%s is an error that names it',
    async (path) => {
      const folder = pipeAt(folderWith({ 'Site.csproj': web() }), path);
      await expect(scanProject({ folder })).rejects.toThrow(`${path}: found a pipe or a device. Expected a file that can be read.`);
    },
    quick,
  );

  test.each(['Hub.cs', '.editorconfig', '.backplane/generated.json', 'Another.csproj'])(
    '%s is passed over, as any other that cannot be read',
    async (path) => {
      const { project } = await scan({ folder: pipeAt(folderWith({ 'Site.csproj': web() }), path) });
      expect(project.name).toBe('Site');
    },
    quick,
  );

  test('a device behind a link is no file either', async () => {
    const folder = folderWith({ 'Site.csproj': web() });
    symlinkSync('/dev/zero', join(folder, 'appsettings.zero.json'));
    await expect(scanProject({ folder })).rejects.toThrow(/^appsettings\.zero\.json: found a pipe or a device\./);
  });
});

describe.skipIf(process.platform === 'win32')('a link', () => {
  test('that leads nowhere counts as a file that is not there, as for .NET', async () => {
    const folder = folderWith({ 'Site.csproj': web(), 'appsettings.json': '{}' });
    symlinkSync('nowhere', join(folder, 'appsettings.Local.json'));
    const { project } = await scan({ folder });
    expect(project.settings.map(({ path }) => path)).toEqual(['appsettings.json']);
  });

  test('that leads back to itself is an error that names it', async () => {
    const folder = folderWith({ 'Site.csproj': web() });
    symlinkSync('appsettings.Local.json', join(folder, 'appsettings.Local.json'));
    await expect(scanProject({ folder })).rejects.toThrow(/^appsettings\.Local\.json: found a symbolic link that leads back to itself\./);
  });
});

test('an import of a name that no system allows is an error that names it', async () => {
  const name = `${'a'.repeat(300)}.props`;
  const folder = folderWith({ 'Site.csproj': web().replace('</Project>', `<Import Project="${name}" /></Project>`) });
  await expect(scanProject({ folder })).rejects.toThrow(/^a+\.props: found a file that cannot be read \(ENAMETOOLONG\)\./);
});

// Root reads everything.
test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'a class library below a folder that may only be passed through is scanned',
  async () => {
    const outer = folderWith({ 'lib/Lib.csproj': web().replace('.Web"', '"') });
    chmodSync(outer, 0o311);
    try {
      expect((await scan({ folder: join(outer, 'lib') })).project.name).toBe('Lib');
    } finally {
      chmodSync(outer, 0o700);
    }
  },
);

describe('settings that nobody would write still come to an end', () => {
  const settings = (content: object): Record<string, string> => ({ 'Site.csproj': web(), 'appsettings.json': JSON.stringify(content) });

  test(
    'a connection string of blanks',
    async () => {
      const { facts } = await scan(settings({ ConnectionStrings: { DefaultConnection: `Server${' '.repeat(900)}x` } }));
      expect(facts.map(({ id }) => id)).not.toContain('database');
    },
    quick,
  );

  test(
    'tens of thousands of secrets on one line',
    async () => {
      const secrets = Array.from({ length: 40_000 }, (_, index) => ({ Password: `p=${index};Key=b` }));
      const main = 'Server=db.acme.net;Database=a;User Id=u;Password=hunter2;Encrypt=true';
      const { facts } = await scan(settings({ ConnectionStrings: { DefaultConnection: main }, secrets }));
      const [evidence] = facts.find(({ id }) => id === 'database')?.evidence ?? [];
      expect(evidence?.text).toContain('Server=db.acme.net;Database=a;User Id=u;Password=***;Encrypt=true');
      expect(evidence?.text).not.toContain('p=');
    },
    quick,
  );
});

test('messages name files as the user sees them from where the command runs', async () => {
  const folder = folderWith({ 'src/Web/Site.csproj': web(), 'src/Web/appsettings.json': '{\n  "A" 1\n}' });
  const place = /^src\/Web\/appsettings\.json:2:7: found/;
  await expect(scanProject({ folder, seenFrom: folder })).rejects.toThrow(place);
  writeFileSync(join(folder, 'Directory.Build.props'), '<Project>');
  await expect(scanProject({ folder, seenFrom: join(folder, 'src/Web') })).rejects.toThrow(
    /^\.\.\/\.\.\/Directory\.Build\.props:1:1: found/,
  );
});
