/** Standard output carries the result and nothing else; what becomes of it does not change the exit code, unless it was lost. */
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { copyOf, emptyFolder, inShell, program, runInShell } from './program-run.js';

const say = (...words: string[]): string => inShell([...program, ...words]);
const unknown = ['--missing', 'unknown'];
const advise = ['advise', ...unknown];
const noneEligible = [
  'advise',
  '--host',
  'umbraco',
  '--umbraco-version',
  '16.1',
  '--load-balanced-part',
  'backoffice',
  '--servers',
  '2',
  ...unknown,
];
const run = (line: string, environment: Record<string, string> = {}, folder = emptyFolder()) => runInShell(line, { folder, environment });
/** What of a stack trace or an unhandled error would show. */
const crash = /^\s+at .+:\d+|Unhandled|node:events/m;

/** Runs a command line whose reader is gone before it writes, and says how it ended. */
async function withoutReader(line: string): Promise<{ code: string; stderr: string }> {
  const { stdout, stderr } = await run(`{ sleep 1; ${line}; echo $? >code; } | true; cat code`);
  return { code: stdout.trim(), stderr };
}

describe('a reader that goes away', () => {
  test.each<[string[], string]>([
    [['--version'], '0'],
    [['--help'], '0'],
    [advise, '0'],
    [[...advise, '--format', 'json'], '0'],
    [noneEligible, '4'],
    [['rules', 'list'], '0'],
  ])('%j ends as it would have, and says nothing', async (words, code) => {
    expect(await withoutReader(say(...words))).toEqual({ code, stderr: '' });
  });

  test('of the messages, too', async () => {
    expect(await withoutReader(`${say('advise', '--servers', 'two')} 2>&1`)).toEqual({ code: '2', stderr: '' });
  });
});

describe.runIf(existsSync('/dev/full'))('a result that cannot be written', () => {
  test.each([[['--version']], [advise], [[...advise, '--format', 'json']], [['rules', 'show', 'redis']]])(
    '%j fails: exit 70',
    async (words) => {
      const { code, stderr } = await run(`${say(...words)} >/dev/full`);
      expect(code).toBe(70);
      expect(stderr).toBe('Standard output cannot be written (ENOSPC).\n');
    },
  );
});

describe('a stream that is closed', () => {
  test.each<[string, number]>([
    [`${say(...advise)} >&-`, 0],
    [`${say(...noneEligible)} >&- 2>&-`, 4],
    [`${say('advise', '--servers', 'two')} 2>&-`, 2],
    [`${say(...advise)} <&- >&- 2>&-`, 0],
  ])('%s', async (line, code) => {
    const ended = await run(line);
    expect(ended.code).toBe(code);
    expect(ended.stderr).not.toMatch(crash);
  });

  test('standard error may be closed without harm to the result', async () => {
    const [open, closed] = await Promise.all([run(say(...advise, '--format', 'json')), run(`${say(...advise, '--format', 'json')} 2>&-`)]);
    expect(closed.stdout).toBe(open.stdout);
  });
});

test.each<[words: string[], code: number]>([
  [['--version'], 0],
  [advise, 0],
  [[...advise, '--format', 'json'], 0],
  [[...noneEligible, '--format', 'json'], 4],
  [noneEligible, 4],
  [['estimate', ...unknown], 0],
  [['estimate', ...unknown, '--format', 'json'], 0],
  [['estimate', ...unknown, '--growth'], 0],
  [['compare', ...unknown], 0],
  [['compare', ...unknown, '--format', 'json'], 0],
  [['compare', ...unknown, '--format', 'markdown'], 0],
  [['explain', 'redis'], 0],
  [['explain', 'redis', '--format', 'json'], 0],
  [['rules', 'list'], 0],
  [['rules', 'list', '--format', 'json'], 0],
  [['rules', 'show', 'redis'], 0],
  [['rules', 'show', 'redis', '--format', 'json'], 0],
  [['generate', ...unknown, '--dry-run'], 0],
  [['generate', ...unknown, '--dry-run', '--format', 'json'], 0],
  [['generate', ...unknown, '--diff'], 0],
  [['new', 'Try', '--dry-run'], 0],
])('the built program: %j gives a result alone on standard output', async (words, code) => {
  const ended = await run(say(...words), {}, copyOf('umbraco-17-site'));
  expect(ended.stderr).not.toMatch(/Internal error/);
  expect(ended.code).toBe(code);
  expect(ended.stdout.trim()).not.toBe('');
  expect(ended.stdout).not.toContain('\u001b');
  if (words.includes('json')) expect(JSON.parse(ended.stdout)).toMatchObject({ schema: 1 });
});

describe('colours', () => {
  test.each<[Record<string, string>, string[], boolean]>([
    [{}, [], false],
    [{ FORCE_COLOR: '1' }, [], true],
    [{ FORCE_COLOR: '0' }, [], false],
    [{ FORCE_COLOR: '1' }, ['--no-color'], false],
    [{ FORCE_COLOR: '1' }, ['--format', 'json'], false],
  ])('%j %j: %j', async (environment, words, coloured) => {
    const { stdout } = await run(say(...advise, ...words), environment);
    expect(stdout.includes('\u001b')).toBe(coloured);
  });
});
