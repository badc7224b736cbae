// A folder that holds several web projects: who can be asked chooses, who cannot is told how to say it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { copyOf, inShell, program, runInShell } from './program-run.js';
import { key, PseudoTerminal } from './pty.js';
import { answerAll } from './wizard-user.js';

const patience = 120_000;
const answers =
  '--servers 2 --sticky-sessions yes --websockets yes --infrastructure redis --redis-region same --own-hubs yes --missing unknown'.split(
    ' ',
  );

const terminals: PseudoTerminal[] = [];
afterEach(() => {
  for (const terminal of terminals.splice(0)) terminal.close();
});

function start(words: readonly string[], folder = copyOf('two-web-projects'), environment: Record<string, string> = {}): PseudoTerminal {
  const terminal = new PseudoTerminal([...program, ...words], { folder, environment });
  terminals.push(terminal);
  return terminal;
}

const run = (words: readonly string[], { folder = copyOf('two-web-projects'), command = 'advise' } = {}): ReturnType<typeof runInShell> =>
  runInShell(inShell([...program, command, ...words]), { folder });

const question = /Which project is meant\?.*Admin\/Admin\.csproj.*Shop\/Shop\.csproj/;

describe('in a terminal', () => {
  it(
    'the first command asks which project is meant, and reads that one',
    async () => {
      const terminal = start([]);
      await terminal.sees(question);
      await terminal.sees('None of these: decide without a project');
      terminal.press(key.down);
      await terminal.sees('❯ Shop/Shop.csproj');
      terminal.press(key.enter);
      await terminal.sees('host: ASP.NET Core (Shop.csproj:1)');
    },
    patience,
  );

  it(
    'in a fresh clone of this repository, as the README says, the first command starts with the first question',
    async () => {
      const terminal = start([], resolve(import.meta.dirname, '../..'));
      await terminal.sees(/nothing is known yet.*What runs the hubs\?/);
      expect(terminal.text()).not.toContain('Which project is meant');
    },
    patience,
  );

  it(
    'who leaves the question reads that nothing was done',
    async () => {
      const terminal = start([]);
      await terminal.sees(question);
      terminal.press(key.interrupt);
      expect(await terminal.ended).toBe(130);
      expect(terminal.text()).toMatch(/Stopped\. Nothing was done\. ?$/);
    },
    patience,
  );

  it(
    'none of them can be meant',
    async () => {
      const terminal = start([]);
      await terminal.sees(question);
      terminal.press(key.up);
      await terminal.sees('❯ None of these');
      terminal.press(key.enter);
      await terminal.sees(/nothing is known yet.*What runs the hubs/);
    },
    patience,
  );

  it(
    'the numbered questions of ACCESSIBLE=1 ask it, too',
    async () => {
      const terminal = start([], undefined, { ACCESSIBLE: '1' });
      await terminal.sees(question);
      terminal.press('2\n');
      await terminal.sees('host: ASP.NET Core (Shop.csproj:1)');
    },
    patience,
  );

  it(
    'the command that repeats the answer names the project',
    async () => {
      const folder = copyOf('two-web-projects');
      const line = `${inShell([...program, 'advise', ...answers, '--format', 'json'])} >result.json; echo finished`;
      const terminal = new PseudoTerminal(['sh', '-c', line], { folder });
      terminals.push(terminal);
      await terminal.sees(question);
      terminal.press(key.enter);
      await answerAll(terminal, {}, 'menus', 'finished');
      const { command } = JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'));
      expect(command).toMatch(/ --project Admin( |$)/);
    },
    patience,
  );

  it(
    'generate and undo ask it without "none of these"',
    async () => {
      const folder = copyOf('two-web-projects');
      await run([...answers, '--project', 'Shop', '--yes'], { folder, command: 'generate' });
      for (const [command, next] of [
        ['generate', 'host: ASP.NET Core (Shop.csproj:1)'],
        ['undo', 'Taken back'],
      ] as const) {
        const terminal = start([command, ...(command === 'undo' ? ['--yes'] : [])], folder);
        await terminal.sees(question);
        expect(terminal.text()).not.toContain('None of these');
        terminal.press(key.down);
        await terminal.sees('❯ Shop/Shop.csproj');
        terminal.press(key.enter);
        await terminal.sees(next);
      }
    },
    patience,
  );

  it(
    'whoever leaves ends with 130, and --no-input is not asked',
    async () => {
      const terminal = start([]);
      await terminal.sees(question);
      terminal.press(key.interrupt);
      expect(await terminal.ended).toBe(130);
      expect(await start(['--no-input']).ended).toBe(2);
    },
    patience,
  );
});

describe('without a terminal', () => {
  it('it is a missing answer: both are named, and how to say which', async () => {
    const { code, stdout, stderr } = await run(answers);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/Admin\/Admin\.csproj.*Shop\/Shop\.csproj.*--project Admin.*--project none/);
  });

  it('the answers beside the project that is meant are read', async () => {
    const folder = copyOf('two-web-projects');
    writeFileSync(join(folder, 'Shop', 'backplane.yaml'), 'servers: 7\n');
    const { stdout } = await run(['--project', 'Shop', '--missing', 'unknown', '--format', 'json'], { folder });
    expect(JSON.parse(stdout).facts).toContainEqual(expect.objectContaining({ id: 'servers', value: 7, provenance: 'file' }));
  });

  it('--project none decides without one', async () => {
    const { code, stdout } = await run([...answers, '--host', 'aspnetcore', '--project', 'none', '--format', 'json']);
    expect(code).toBe(0);
    const { facts, command } = JSON.parse(stdout);
    expect(facts.filter(({ provenance }: { provenance: string }) => provenance === 'detected')).toEqual([]);
    expect(command).toContain('--project none');
  });
});
