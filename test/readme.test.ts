// What the README shows is what happens: its run, its commands and the names of its parts.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { partGroups } from '../src/decide/part-groups.js';
import { loadBuiltIn } from '../src/knowledge/built-in.js';

const root = resolve(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
// As npx starts it, which is what the README shows.
const env = { ...process.env, npm_command: 'exec' };
const run = (args: string[]): string =>
  execFileSync(process.execPath, [join(root, 'dist/main.js'), ...args], { cwd: root, encoding: 'utf8', env });

test('the run that it shows is a real one', () => {
  const block = /```\n\$ npx backplane ([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const [command = '', ...shown] = block.split(/(?<!\\)\n/);
  const output = run([...command.replaceAll('\\\n', ' ').trim().split(/\s+/), '--no-input']).split('\n');
  let from = 0;
  let skipping = true;
  for (const line of shown.filter((one) => one !== '')) {
    if (line === '...') {
      skipping = true;
      continue;
    }
    const at = output.findIndex((one, index) => index >= from && one === line);
    expect(at, `"${line}" is not in the output, or not there`).toBeGreaterThanOrEqual(0);
    // Without dots between them, lines follow each other.
    if (!skipping) expect(output.slice(from, at).join('').trim(), `before "${line}"`).toBe('');
    skipping = false;
    from = at + 1;
  }
  expect(from).toBeGreaterThan(10);
});

test('every command and every part is in its tables, and nothing else', () => {
  const table = (heading: string): string[] => {
    const rows = readme.slice(readme.indexOf(heading)).split('\n\n')[heading.startsWith('##') ? 1 : 0] ?? '';
    return rows
      .split('\n')
      .slice(heading.startsWith('##') ? 2 : 0)
      .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([a-z-]+)/g)].map(([, name]) => name ?? ''));
  };
  const help = run(['--help']);
  const commands = [...help.slice(help.indexOf('Commands:')).matchAll(/^ {2}([a-z]+) /gm)]
    .map(([, name]) => name ?? '')
    .filter((name) => name !== 'help');
  expect([...new Set(table('## Commands'))].sort()).toEqual([...new Set(commands)].sort());
  const groups = partGroups(loadBuiltIn()).map(({ id }) => id);
  expect(table('| part | what |').sort()).toEqual(groups.sort());
});
