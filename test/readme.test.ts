// What the README names is there: its commands and its parts. (Its picture is held to the program in docs.test.ts.)
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { partGroups } from '../src/decide/part-groups.js';
import { loadBuiltIn } from '../src/knowledge/built-in.js';

const root = resolve(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const run = (args: string[]): string =>
  execFileSync(process.execPath, [join(root, 'dist/main.js'), ...args], { cwd: root, encoding: 'utf8' });

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
