/**
 * Golden folders: test/plan/golden/CASE holds a project (`before`), the command that is run on it (`command.txt`) and the project as it must be then
 * (`after`, without the record), to be read and reviewed like code. Where it matters what is left for the user, `steps.txt` holds what the command says.
 * UPDATE_GOLDEN=1 writes `after` and `steps.txt` anew; read the difference before it is committed.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backplane } from '../cli/fake-terminal.js';

const golden = resolve(import.meta.dirname, 'golden');
const cases = readdirSync(golden);
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backplane-golden-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Every file with its bytes, as text in which no two bytes are alike. */
const filesIn = (path: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(path, { recursive: true })
      .map((name) => String(name).replaceAll('\\', '/'))
      .filter((name) => statSync(join(path, name)).isFile() && !name.includes('.backplane/'))
      .sort()
      .map((name) => [name, readFileSync(join(path, name), 'latin1')]),
  );

test('there are cases', () => expect(cases.length).toBeGreaterThan(2));

test.each(cases)('%s: as it must be, the same again, and taken back byte for byte', async (name) => {
  const [before, after] = [join(golden, name, 'before'), join(golden, name, 'after')];
  const project = join(folder, 'Site');
  cpSync(before, project, { recursive: true });
  const words = readFileSync(join(golden, name, 'command.txt'), 'utf8')
    .trim()
    .split(/\s+/);
  const run = () => backplane([...words.map((word) => word.replace(/^SITE/, 'Site')), '--yes'], { folder });
  const { code, out } = await run();
  expect(code).toBe(0);
  const steps = out.slice(out.indexOf('What to do next'));
  const stepsPath = join(golden, name, 'steps.txt');
  const tellsSteps = existsSync(stepsPath);
  if (process.env.UPDATE_GOLDEN) {
    rmSync(after, { recursive: true, force: true });
    mkdirSync(after);
    if (tellsSteps) writeFileSync(stepsPath, steps);
    cpSync(project, after, { recursive: true, filter: (path) => !path.includes('.backplane') });
  }
  expect(filesIn(project)).toEqual(filesIn(after));
  if (tellsSteps) expect(steps).toBe(readFileSync(stepsPath, 'utf8'));
  expect(await run()).toMatchObject({ code: 0 });
  expect(filesIn(project)).toEqual(filesIn(after));
  const where = words[1]?.replace(/^SITE/, 'Site') ?? '';
  expect(await backplane(['undo', where, '--yes'], { folder })).toMatchObject({ code: 0 });
  expect(filesIn(project)).toEqual(filesIn(before));
});
