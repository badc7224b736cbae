import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { emptyFolder, inShell, program, runInShell } from './program-run.js';
import { key, PseudoTerminal } from './pty.js';

/** A site of which most is not stated. */
const site = [
  'advise',
  '--host',
  'umbraco',
  '--umbraco-version',
  '17.8.1',
  '--target-framework',
  'net10.0',
  '--load-balanced-part',
  'backoffice',
];
const command = inShell([...program, ...site]);
/** The first thing that is missing. */
const missing = 'Answers are missing, and there is no terminal to ask on';

const terminals: PseudoTerminal[] = [];
afterEach(() => {
  for (const terminal of terminals.splice(0)) terminal.close();
});

/** Runs a command line in a pseudo-terminal, with standard output in a file. */
function inTerminal(line: string, environment: Record<string, string> = {}): { terminal: PseudoTerminal; stdout: () => string } {
  const folder = emptyFolder();
  const output = join(folder, 'stdout');
  const terminal = new PseudoTerminal(['sh', '-c', `(${line}) > ${inShell([output])}`], { folder, environment });
  terminals.push(terminal);
  return { terminal, stdout: () => (existsSync(output) ? readFileSync(output, 'utf8') : '') };
}

describe('a missing answer where nobody can be asked', () => {
  it.each<[how: string, line: string, environment?: Record<string, string>]>([
    ['standard input is closed', `${command} <&-`],
    ['standard input is /dev/null', `${command} </dev/null`],
    ['standard input is an empty pipe', `: | ${command}`],
    ['standard input is a pipe that is full of answers', `yes 2 | head -1000 | ${command}`],
    ['standard input is a pipe that nobody writes to or closes', `mkfifo pipe && ${command} <>pipe`],
    ['standard input is a file', `echo 2 >answers && ${command} <answers`],
    ['the terminal is dumb and there is no input', `${command} </dev/null`, { TERM: 'dumb' }],
    ['questions are to be plain and there is no input', `${command} </dev/null`, { ACCESSIBLE: '1' }],
  ])('fails at once when %s', async (_, line, environment = {}) => {
    const run = await runInShell(line, { folder: emptyFolder(), environment });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(missing);
    expect(run.stderr).toContain('--missing unknown');
  });

  it.each<[how: string, line: string, environment?: Record<string, string>]>([
    ['it is a pipeline', command, { CI: 'true' }],
    ['--no-input is given', `${command} --no-input`],
    ['--no-input is given and the terminal is dumb', `${command} --no-input`, { TERM: 'dumb' }],
    ['standard error is no terminal', `${command} 2>errors; code=$?; cat errors >&2; exit $code`],
  ])('fails at once in a terminal when %s', async (_, line, environment = {}) => {
    const { terminal, stdout } = inTerminal(line, environment);
    await expect(terminal.ended).resolves.toBe(2);
    expect(stdout()).toBe('');
    expect(terminal.text()).toContain(missing);
  });
});

describe('--missing unknown', () => {
  const decides = `${command} --missing unknown --format json`;

  it('decides without asking, in a terminal as elsewhere, and to the same bytes', async () => {
    const elsewhere = await runInShell(`${decides} </dev/null`, { folder: emptyFolder() });
    const { terminal, stdout } = inTerminal(decides);
    await expect(terminal.ended).resolves.toBe(0);
    expect(terminal.text()).toBe('');
    expect(stdout()).toBe(elsewhere.stdout);
    expect(JSON.parse(stdout()).facts).toContainEqual(expect.objectContaining({ id: 'servers', value: 'unknown', provenance: 'assumed' }));
  });
});

describe('a missing answer in a dumb terminal', () => {
  it('is asked for without moving the cursor, and the end of the input leaves with 130', async () => {
    const { terminal, stdout } = inTerminal(command, { TERM: 'dumb' });
    await terminal.sees('How many servers run the app now?');
    await terminal.sees('Type the answer');
    terminal.press(key.end);
    await expect(terminal.ended).resolves.toBe(130);
    expect(terminal.raw).not.toContain('\u001b');
    expect(stdout()).toBe('');
  });
});
