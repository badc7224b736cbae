import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { scan } from './site.js';

/**
 * Each folder of fixtures/ is a repository with an expected.yaml: every fact beside `host` and `target-framework`, as `facts`; `conflicts` and
 * `hints` by question; `places` where a fact is seen; `site`, what the user names (default: the whole folder). What is not listed must not be found.
 */
interface Expected {
  site?: string;
  facts?: Record<string, unknown>;
  conflicts?: Record<string, unknown[]>;
  hints?: Record<string, unknown[]>;
  places?: Record<string, string[]>;
  project?: string;
}

const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));
const copies = mkdtempSync(join(tmpdir(), 'backplane-evidence-'));
afterAll(() => rmSync(copies, { recursive: true, force: true }));

describe('what stands beside a web project', () => {
  test.each(readdirSync(fixtures).sort())('%s', async (name) => {
    const expected = parse(readFileSync(join(fixtures, name, 'expected.yaml'), 'utf8')) as Expected;
    // A repository of its own: here it would be a part of ours.
    const root = join(copies, name);
    cpSync(join(fixtures, name), root, { recursive: true });
    mkdirSync(join(root, '.git'));
    const { facts, conflicts, hints, project } = await scan({ folder: join(root, expected.site ?? '.') });
    const told = facts.filter(({ id }) => id !== 'host' && id !== 'target-framework');
    expect(Object.fromEntries(told.map(({ id, value }) => [id, value]))).toEqual(expected.facts ?? {});
    expect(Object.fromEntries(conflicts.map(({ id, values }) => [id, values.map(({ value }) => value)]))).toEqual(expected.conflicts ?? {});
    const seen = new Map<string, unknown[]>();
    for (const { id, value } of hints) seen.set(id, [...(seen.get(id) ?? []), value]);
    expect(Object.fromEntries(seen)).toEqual(expected.hints ?? {});
    for (const [id, places] of Object.entries(expected.places ?? {}))
      expect(facts.find((fact) => fact.id === id)?.evidence?.map(({ file, line }) => `${file}:${line}`)).toEqual(places);
    if (expected.project !== undefined) expect(project.name).toBe(expected.project);
  });
});
