import { describe, expect, it, test } from 'vitest';
import { UserError } from '../../src/knowledge/types.js';
import { applyPlan } from '../../src/plan/disk/apply-plan.js';
import { formatRecord, type GenerationRecord, parseRecord, recordPath } from '../../src/plan/record.js';
import { planFor, read, readRecord, siteFolder, write } from './site.js';
import { source } from './source.js';

const hash = 'a'.repeat(64);
const record: GenerationRecord = {
  version: 1,
  tool: '1.0.0',
  ruleBase: '2.0.0',
  files: [{ path: 'a/b.cs', parts: ['p'], text: 'one\n  "two"\n' }],
  edits: [
    {
      path: '../Directory.Packages.props',
      changes: [{ before: hash, after: hash, edits: [{ offset: 3, removed: '', inserted: '\r\nx' }] }],
    },
  ],
  settings: [{ part: 'p', file: 'appsettings.json', key: 'A:B', value: true }],
  calls: [
    { part: 'call', method: 'AddThis', file: 'Program.cs' },
    { part: 'other-call', method: 'AddThat' },
  ],
  packages: [{ part: 'p', id: 'X' }],
  folders: ['a'],
};

const parse = (text: string): GenerationRecord => parseRecord(source(recordPath, text));

it('what is written is read again', () => expect(parse(formatRecord(record))).toEqual(record));

it('line ends that version control changed do not matter', () =>
  expect(parse(formatRecord(record).replaceAll('\n', '\r\n'))).toEqual(record));

it('a project without a record has none', () => expect(readRecord(siteFolder())).toBeUndefined());

it('two runs with the same wishes write the same bytes', async () => {
  const [one, other] = [siteFolder(), siteFolder()];
  applyPlan(await planFor(one));
  applyPlan(await planFor(other));
  expect(read(one, recordPath)).toBe(read(other, recordPath));
});

describe('a malformed record is an error with its place and what to do', () => {
  const text = formatRecord(record);
  test.each([
    ['no JSON', '<<<<<<< HEAD\n', '1:1'],
    ['cut off', text.slice(0, 40), '4:3'],
    ['empty', '', '1:1'],
    ['another version', text.replace('"version": 1', '"version": 2'), '2:14'],
    ['an unknown key', text.replace('"tool"', '"tol"'), '1:1'],
    ['a path out of the project', text.replace('a/b.cs', '../b.cs'), '7:15'],
    ['an absolute path', text.replace('a/b.cs', '/etc/passwd'), '7:15'],
    ['another file above the project', text.replace('../Directory.Packages.props', '../other.props'), '20:15'],
    ['no hash', text.replace(hash, 'abc'), '23:21'],
    ['a method that is a pattern', text.replace(/"method": "\w+"/, '"method": "(x"'), '53:17'],
    ['a folder out of the project', text.replace('"folders": [\n    "a"', '"folders": [\n    "../a"'), '62:5'],
  ])('%s', (_, malformed, place) => {
    expect(malformed).not.toBe(text);
    let error: unknown;
    try {
      parse(malformed);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).exitCode).toBe(3);
    expect((error as UserError).message).toContain(`${recordPath}:${place}`);
    expect((error as UserError).message).toMatch(/Restore .* from version control/);
  });

  it('also when it is read for a plan', async () => {
    const folder = siteFolder();
    write(folder, recordPath, '{');
    await expect(planFor(folder)).rejects.toThrow(UserError);
  });
});
