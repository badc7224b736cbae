import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { UserError } from '../../src/knowledge/types.js';
import { applyPlan } from '../../src/plan/disk/apply-plan.js';
import { currentFiles } from '../../src/plan/disk/current-files.js';
import type { Plan } from '../../src/plan/plan.js';
import { recordPath } from '../../src/plan/record.js';
import { planUndo } from '../../src/plan/undo.js';
import { formats, parts, planFor, read, readRecord, siteFolder, tree, write } from './site.js';

function undoOf(folder: string): Plan {
  const record = readRecord(folder);
  if (!record) throw new Error('no record');
  return planUndo({ folder, record, readCurrent: currentFiles(folder).readCurrent });
}

/** What undo throws; the folder must stay as it is. */
function refusal(folder: string): UserError {
  const before = tree(folder);
  let error: unknown;
  try {
    applyPlan(undoOf(folder));
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).exitCode).toBe(1);
  expect(tree(folder)).toEqual(before);
  return error as UserError;
}

describe.each(formats)('a project with %s', (_, format) => {
  const rootOf = (folder: string): string => (format.central ? join(folder, '..', '..') : folder);

  it('is byte for byte what it was, with no file and no folder left over', async () => {
    const folder = siteFolder(format);
    const before = tree(rootOf(folder));
    applyPlan(await planFor(folder));
    expect(tree(rootOf(folder))).not.toEqual(before);
    applyPlan(undoOf(folder));
    expect(tree(rootOf(folder))).toEqual(before);
  });

  it('and so it is after several runs with different wishes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.subarray(parts), fc.constantFrom('Shop', 'Other'), fc.boolean()), { minLength: 1, maxLength: 3 }),
        async (runs) => {
          const folder = siteFolder(format);
          const before = tree(rootOf(folder));
          for (const [wanted, application, obsolete] of runs)
            applyPlan(
              await planFor(folder, {
                parts: wanted,
                values: { application },
                ...(obsolete ? { applicable: new Set(wanted.map(({ id }) => id)) } : {}),
              }),
            );
          if (readRecord(folder)) applyPlan(undoOf(folder));
          expect(tree(rootOf(folder))).toEqual(before);
        },
      ),
      { numRuns: 4 },
    );
  });
});

it('folders that were there before stay, even if they are empty', async () => {
  const folder = siteFolder();
  mkdirSync(join(folder, 'deploy'));
  const before = tree(folder);
  applyPlan(await planFor(folder));
  applyPlan(undoOf(folder));
  expect(tree(folder)).toEqual(before);
});

it('folders that hold something of the user’s stay', async () => {
  const folder = siteFolder();
  applyPlan(await planFor(folder));
  write(folder, 'deploy/proxy/mine.conf', 'x');
  applyPlan(undoOf(folder));
  expect(Object.keys(tree(folder))).toContain(join('deploy', 'proxy', 'mine.conf'));
  expect(Object.keys(tree(folder))).not.toContain('Composers');
});

it('a generated file that the user deleted already is no obstacle', async () => {
  const folder = siteFolder();
  const before = tree(folder);
  applyPlan(await planFor(folder));
  rmSync(join(folder, 'Composers'), { recursive: true });
  applyPlan(undoOf(folder));
  expect(tree(folder)).toEqual(before);
});

it('a generated file whose line ends version control changed is no obstacle', async () => {
  const folder = siteFolder();
  const before = tree(folder);
  applyPlan(await planFor(folder));
  write(folder, 'Composers/RedisComposer.cs', read(folder, 'Composers/RedisComposer.cs'), { newline: '\r\n' });
  applyPlan(undoOf(folder));
  expect(tree(folder)).toEqual(before);
});

it('a file that the user went on with is no obstacle any more once they have taken out what we inserted', async () => {
  const folder = siteFolder();
  applyPlan(await planFor(folder));
  const edited = read(folder, 'Site.csproj').replace('17.8.1', '17.8.2');
  write(folder, 'Site.csproj', edited);
  expect(refusal(folder).message).toMatch(/Take out by hand: <PackageReference Include="New\.Package"/);
  const theirs = edited.replace(/\n *<PackageReference Include="New\.Package".*/, '');
  write(folder, 'Site.csproj', theirs);
  applyPlan(undoOf(folder));
  expect(read(folder, 'Site.csproj')).toBe(theirs);
  expect(readRecord(folder)).toBeUndefined();
});

it('not where we replaced something of theirs, which only they can put back', async () => {
  const folder = siteFolder();
  const raised = (version: string): string =>
    read(folder, 'Site.csproj').replace('"17.8.1" />', `"17.8.1" />\n    <PackageReference Include="New.Package" Version="${version}" />`);
  write(folder, 'Site.csproj', raised('9.0.0'));
  applyPlan(await planFor(folder));
  expect(read(folder, 'Site.csproj')).toContain('"10.0.15"');
  write(folder, 'Site.csproj', read(folder, 'Site.csproj').replace('"10.0.15"', '"10.0.16"'));
  expect(refusal(folder).message).toContain('Site.csproj: was changed');
});

describe('what somebody else changed is named with what to do, and nothing is taken back', () => {
  test.each([
    ['a generated file', 'Composers/RedisComposer.cs', /Composers\/RedisComposer\.cs: was edited/],
    ['the project file', 'Site.csproj', /Site\.csproj: was changed.*<PackageReference Include="New\.Package"/],
    ['the settings', 'appsettings.json', /appsettings\.json: was changed.*ClientShouldSkipNegotiation/],
  ])('%s', async (_, path, message) => {
    const folder = siteFolder();
    applyPlan(await planFor(folder));
    write(folder, path, `${read(folder, path)}\n`);
    expect(refusal(folder).message).toMatch(message);
  });

  it('a record whose edits do not lead back to what was there', async () => {
    const folder = siteFolder();
    applyPlan(await planFor(folder));
    const record = read(folder, recordPath);
    write(folder, recordPath, record.replaceAll('"removed": ""', '"removed": "evil"'));
    expect(read(folder, recordPath)).not.toBe(record);
    expect(refusal(folder).message).toMatch(/Site\.csproj: was changed/);
  });

  it('all of them at once', async () => {
    const folder = siteFolder();
    applyPlan(await planFor(folder));
    write(folder, 'Site.csproj', `${read(folder, 'Site.csproj')}\n`);
    rmSync(join(folder, 'appsettings.json'));
    expect(refusal(folder).message).toMatch(/Site\.csproj: was changed[\s\S]*appsettings\.json: is gone/);
  });

  it('also between two runs of ours', async () => {
    const folder = siteFolder();
    applyPlan(await planFor(folder, { parts: parts.filter(({ id }) => id === 'setting') }));
    write(folder, 'appsettings.json', `${read(folder, 'appsettings.json')}\n`);
    applyPlan(await planFor(folder));
    expect(refusal(folder).message).toMatch(/appsettings\.json: was changed/);
  });
});

it('a user who went back to the state before a run can generate and undo again', async () => {
  const folder = siteFolder();
  const before = tree(folder);
  const settings = read(folder, 'appsettings.json');
  applyPlan(await planFor(folder));
  write(folder, 'appsettings.json', settings);
  applyPlan(await planFor(folder));
  expect(read(folder, 'appsettings.json')).toContain('ClientShouldSkipNegotiation');
  applyPlan(undoOf(folder));
  expect(tree(folder)).toEqual(before);
});
