// A process that is killed at any moment leaves the project as it was, or as planned once the next run has looked at it.
import { spawnSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { applyPlan, recover } from '../../src/plan/disk/apply-plan.js';
import { currentFiles } from '../../src/plan/disk/current-files.js';
import { type FileOperations, fileOperations } from '../../src/plan/disk/file-operations.js';
import type { Plan } from '../../src/plan/plan.js';
import { planUndo } from '../../src/plan/undo.js';
import { parts, planFor, readRecord, siteFolder, temporaryFolder, tree, write } from './site.js';

class Killed extends Error {}

/** Operations of a process that dies at the given step: from there on nothing reaches the disk. With `half`, that step is a write of which half arrives. */
function dyingAt(step: number, half: boolean): { operations: FileOperations; steps: () => number; diedWriting: () => boolean } {
  let count = 0;
  let wrote = false;
  const guard =
    <A extends unknown[], R>(run: (...args: A) => R, changes: boolean): ((...args: A) => R) =>
    (...args) => {
      if (count >= step) throw new Killed();
      if (changes && ++count === step) {
        const [path, bytes] = args;
        wrote = bytes instanceof Uint8Array;
        if (half && bytes instanceof Uint8Array) writeFileSync(String(path), bytes.subarray(0, bytes.length / 2));
        throw new Killed();
      }
      return run(...args);
    };
  const { status, realPath, read, list, makeFolder, write: writeFile, move, remove, removeFolder, sync } = fileOperations;
  const operations: FileOperations = {
    status: guard(status, false),
    realPath: guard(realPath, false),
    read: guard(read, false),
    list: guard(list, false),
    sync: guard(sync, false),
    makeFolder: guard(makeFolder, true),
    write: guard(writeFile, true),
    move: guard(move, true),
    remove: guard(remove, true),
    removeFolder: guard(removeFolder, true),
  };
  return { operations, steps: () => count, diedWriting: () => wrote };
}

function run(plan: Plan, operations: FileOperations): 'done' | 'killed' {
  try {
    applyPlan(plan, { operations });
    return 'done';
  } catch (error) {
    if (error instanceof Killed) return 'killed';
    throw error;
  }
}

/** Kills the plan at every step, recovers (being killed at every step of that, too), and looks at what there is. */
function killEverywhere(plan: Plan): { before: number; planned: number } {
  const root = plan.folder;
  const original = temporaryFolder();
  cpSync(root, original, { recursive: true });
  const before = tree(root);
  const restore = (): Plan => {
    const folder = temporaryFolder();
    cpSync(original, folder, { recursive: true });
    return { ...plan, folder };
  };
  const complete = restore();
  const counter = dyingAt(Number.POSITIVE_INFINITY, false);
  applyPlan(complete, { operations: counter.operations });
  const planned = tree(complete.folder);
  const seen = { before: 0, planned: 0 };
  for (let step = 1; step <= counter.steps(); step++) {
    for (const half of [false, true]) {
      const victim = restore();
      const dying = dyingAt(step, half);
      expect(run(victim, dying.operations)).toBe('killed');
      if (half && !dying.diedWriting()) continue;
      // The run that recovers is killed as well, further on each time.
      for (let later = 1; later < 8; later += 3) {
        try {
          recover(victim.folder, { operations: dyingAt(later, half).operations });
        } catch (error) {
          if (!(error instanceof Killed)) throw error;
        }
      }
      recover(victim.folder);
      const found = tree(victim.folder);
      const isPlanned = JSON.stringify(found) === JSON.stringify(planned);
      expect(isPlanned ? planned : before).toEqual(found);
      seen[isPlanned ? 'planned' : 'before']++;
    }
  }
  return seen;
}

/** A new file in a new folder, and edits of two files of the user. */
const few = { parts: parts.filter(({ id }) => ['composer', 'package', 'setting'].includes(id)) };

describe('killed at every step, with and without half of a file written', () => {
  it('while a plan is applied', async () => {
    const seen = killEverywhere(await planFor(siteFolder(), few));
    expect(seen.before).toBeGreaterThan(10);
    expect(seen.planned).toBeGreaterThan(10);
  });

  it('while everything is taken back', async () => {
    const folder = siteFolder({ byteOrderMark: true, newline: '\r\n' });
    applyPlan(await planFor(folder, few));
    const record = readRecord(folder);
    if (!record) throw new Error('no record');
    const seen = killEverywhere(planUndo({ folder, record, readCurrent: currentFiles(folder).readCurrent }));
    expect(seen.before).toBeGreaterThan(10);
    expect(seen.planned).toBeGreaterThan(10);
  });
});

it('killed while a failed run is being taken back: as before, or as planned where that had not begun', async () => {
  const plan = await planFor(siteFolder(), few);
  const before = tree(plan.folder);
  const copy = (): string => {
    const folder = temporaryFolder();
    cpSync(plan.folder, folder, { recursive: true });
    return folder;
  };
  const complete = copy();
  applyPlan({ ...plan, folder: complete });
  const planned = tree(complete);
  let killed = 0;
  for (let step = 1; step < 30; step++) {
    const folder = copy();
    const dying = dyingAt(step, false).operations;
    let failed = false;
    // The disk refuses the last file; from then on the process lives for as many steps.
    const named = (name: keyof FileOperations) => (failed ? dying[name] : fileOperations[name]) as (...args: unknown[]) => unknown;
    const operations = Object.fromEntries(
      (Object.keys(fileOperations) as (keyof FileOperations)[]).map((name) => [
        name,
        (...args: unknown[]) => {
          const refused = name === 'move' && String(args[1]).endsWith('generated.json') && !failed;
          if (!refused) return named(name)(...args);
          failed = true;
          throw Object.assign(new Error('EBUSY'), { code: 'EBUSY' });
        },
      ]),
    ) as unknown as FileOperations;
    try {
      applyPlan({ ...plan, folder }, { operations });
    } catch (error) {
      if (error instanceof Killed) killed++;
    }
    recover(folder);
    // The first step is the mark that says that everything is to be taken back.
    expect(tree(folder)).toEqual(step === 1 ? planned : before);
  }
  expect(killed).toBeGreaterThan(10);
});

it('a process that is really killed, between any two moves', async () => {
  const bundle = join(temporaryFolder(), 'apply.mjs');
  const entry = (path: string): string => JSON.stringify(fileURLToPath(new URL(`../../src/plan/disk/${path}`, import.meta.url)));
  await build({
    stdin: {
      contents: `
        import { readFileSync } from 'node:fs';
        import { applyPlan } from ${entry('apply-plan.ts')};
        import { fileOperations } from ${entry('file-operations.ts')};
        let left = Number(process.argv[3]);
        const move = (from, to) => { if (left-- === 0) process.kill(process.pid, 'SIGKILL'); fileOperations.move(from, to); };
        applyPlan(JSON.parse(readFileSync(process.argv[2], 'utf8')), { operations: { ...fileOperations, move } });`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: bundle,
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const original = siteFolder();
  const plan = await planFor(original);
  const before = tree(original);
  let planned: Record<string, string> | undefined;
  const all = plan.changes.length;
  for (let moves = all; moves >= 0; moves--) {
    const folder = temporaryFolder();
    cpSync(original, folder, { recursive: true });
    const file = join(temporaryFolder(), 'plan.json');
    writeFileSync(file, JSON.stringify({ ...plan, folder }));
    const { signal, status, stderr } = spawnSync(process.execPath, [bundle, file, String(moves)], { encoding: 'utf8' });
    if (moves === all) {
      expect({ signal, status, stderr }).toEqual({ signal: null, status: 0, stderr: '' });
      planned = tree(folder);
      continue;
    }
    expect(signal).toBe('SIGKILL');
    // The lock of the dead process does not stand in the way. Whatever was committed is carried out.
    expect(recover(folder)).toBe('completed');
    expect(tree(folder)).toEqual(planned);
  }
  expect(planned).not.toEqual(before);
});

it('what was interrupted is finished by the next plan that is applied, too', async () => {
  const folder = siteFolder();
  const plan = await planFor(folder);
  let moves = 0;
  const operations: FileOperations = {
    ...fileOperations,
    move(from, to) {
      if (++moves > 2) throw new Killed();
      fileOperations.move(from, to);
    },
    write(path, bytes, like) {
      if (moves > 2) throw new Killed();
      fileOperations.write(path, bytes, like);
    },
    remove(path) {
      if (moves > 2) throw new Killed();
      fileOperations.remove(path);
    },
  };
  expect(run(plan, operations)).toBe('killed');
  // Another plan, made before the interruption: it finds the files changed, and writes nothing of its own.
  expect(() => applyPlan(plan)).toThrow(/was changed after the plan was made/);
  const again = await planFor(folder);
  expect(again.changes.every(({ state }) => state === 'unchanged')).toBe(true);
  write(folder, 'Program.cs', 'changed');
  expect(recover(folder)).toBe('nothing');
});
