// Completion in the real shells, with the program as it is installed: its name in the path.
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backplane } from './fake-terminal.js';
import { emptyFolder, program, runInShell } from './program-run.js';
import { PseudoTerminal } from './pty.js';

const [, main = ''] = program;
const complete = async (...words: string[]): Promise<string[]> => (await backplane(['complete', '--', ...words])).out.trimEnd().split('\n');
const values = async (...words: string[]): Promise<string[]> => (await complete(...words)).map((line) => line.split('\t')[0] ?? '');

describe('what is completed', () => {
  it.each([
    { words: ['ad'], are: ['advise', ':0'] },
    { words: ['advise', '--sticky-sessions-p'], are: ['--sticky-sessions-possible', ':4'] },
    { words: ['advise', '--sticky-sessions', ''], are: ['yes', 'no', 'unknown', ':4'] },
    { words: ['--sticky-sessions', 'n'], are: ['no', ':4'] },
    { words: ['advise', '--sticky-sessions=n'], are: ['--sticky-sessions=no', ':4'] },
    { words: ['advise', '--sticky-sessions', '=', 'n'], are: ['no', ':4'] },
    { words: ['advise', '--sticky-sessions', '='], are: ['yes', 'no', 'unknown', ':4'] },
    { words: ['advise', '--infrastructure', 'redis,na'], are: ['redis,nats', ':4'] },
    { words: ['advise', '--infrastructure', 'redis,redis'], are: [':4'] },
    { words: ['advise', '--format', ''], are: ['text', 'json', 'markdown', 'html', ':4'] },
    { words: ['advise', '--servers', ''], are: ['unknown', ':4'] },
    { words: ['advise', '--answers', ''], are: [':0'] },
    { words: ['advise', ''], are: [':0'] },
    { words: ['estimate', '--backplane', 'azure'], are: ['azure-signalr', ':4'] },
    { words: ['generate', '--parts', 'compose,neg'], are: ['compose,negotiation', ':4'] },
    { words: ['explain', 'azure-signalr-bic'], are: ['azure-signalr-bicep', ':4'] },
    { words: ['rules', ''], are: ['list', 'show', ':4'] },
    { words: ['rules', 'list', '--sta'], are: ['--stale', ':4'] },
    { words: ['rules', 'show', 'azure-signalr-bic'], are: ['azure-signalr-bicep', ':4'] },
    { words: ['schema', '""'], are: ['answers', 'decision', 'plan', ':4'] },
    { words: ['completion', 'f'], are: ['fish', ':4'] },
  ])('$words', async ({ words, are }) => expect(await values(...words)).toEqual(are));

  it('says what each is', async () => {
    expect(await complete('advise', '--websock')).toContain('--websockets\tDo WebSockets work through every proxy and on every server?');
    expect(await complete('advise', '--load-balancer', 'nginx-gat')).toContain('nginx-gateway-fabric\tNGINX Gateway Fabric');
  });

  it('refuses a shell that it does not know', async () => {
    expect(await backplane(['completion', 'tcsh'])).toMatchObject({ code: 2, err: expect.stringContaining('bash, zsh, fish, pwsh') });
  });
});

/** A folder whose bin/ has the program by its name, and a folder and a file that a path may be completed to. */
function installed(): { folder: string; environment: Record<string, string> } {
  const folder = emptyFolder();
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  mkdirSync(join(folder, 'my-site'));
  writeFileSync(join(folder, 'my-answers.yaml'), '');
  chmodSync(main, 0o755);
  symlinkSync(main, join(bin, 'backplane'));
  return { folder, environment: { PATH: [bin, process.env.PATH].join(delimiter), HOME: folder, PS1: '$ ', CI: 'true' } };
}

const has = async (shell: string): Promise<boolean> =>
  (await runInShell(`command -v ${shell}`, { folder: emptyFolder() })).code === 0 || Boolean(process.env.CI);
const shells = {
  bash: { command: ['bash', '--norc', '-i'], begin: 'source <(backplane completion bash); echo rea""dy\r' },
  zsh: { command: ['zsh', '-f', '-i'], begin: 'autoload -U compinit; compinit -u -D; source <(backplane completion zsh); echo rea""dy\r' },
  fish: { command: ['fish', '--no-config', '-i'], begin: 'backplane completion fish | source; echo rea""dy\r' },
};

describe.each(Object.entries(shells))('in %s', async (name, { command, begin }) => {
  const isThere = await has(name);
  it.skipIf(!isThere)(
    'completes a command, a flag, an answer and a folder as they are typed, and runs nothing of it',
    async () => {
      const { folder, environment } = installed();
      const shell = new PseudoTerminal(command, { folder, environment });
      try {
        shell.press(begin);
        await shell.sees('ready');
        for (const [typed, completed] of [
          ['backplane advi\t', 'backplane advise'],
          ['--sticky-sessions-p\t', 'backplane advise --sticky-sessions-possible'],
          ['unk\t', 'backplane advise --sticky-sessions-possible unknown'],
          ['my-s\t', 'backplane advise --sticky-sessions-possible unknown my-site'],
          ['\u0015backplane explain $(>harm) azure-signalr-bic\t', 'azure-signalr-bicep'],
        ] as const) {
          shell.press(typed);
          await shell.sees(completed);
        }
        shell.press('\u0015\u0003');
        expect((await runInShell('ls', { folder })).stdout).not.toContain('harm');
      } finally {
        shell.close();
      }
    },
    90_000,
  );
});
