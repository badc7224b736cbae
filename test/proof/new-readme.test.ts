/** The README of a new project is true: its commands, word for word but for the ports, do what it says. (Containers cannot be started here.) */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { inShell, program, runInShell } from '../cli/program-run.js';
import { freePort, type Running, startRedis, until } from './processes.js';
import { describeWith } from './requires.js';

const patience = 300_000;

describeWith(['dotnet', 'redis-server'], 'the README of a new project', () => {
  let folder = '';
  let project = '';
  let readme = '';
  const running: Running[] = [];
  /** Free ports in place of those that the README names. */
  const ports = new Map<string, number>();

  /** The commands of a section, with free ports. */
  const commandsOf = (title: string): string[] => {
    const section = readme.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
    const block = /```\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
    expect(block, title).not.toBe('');
    return block.trim().split('\n').map(withFreePorts);
  };
  const withFreePorts = (text: string): string => [...ports].reduce((all, [port, free]) => all.replaceAll(`:${port}`, `:${free}`), text);
  /** As somebody types it. `dotnet run` starts the app as a process of its own, so that all of the group has to end. */
  const run = (command: string): Running => {
    const env = { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1' };
    const child = spawn('sh', ['-c', command], { cwd: project, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
    });
    const ended = once(child, 'close');
    const stop = async (): Promise<void> => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      await ended;
    };
    const one = { output: () => output, stop };
    running.push(one);
    return one;
  };
  const address = (text: string): string => withFreePorts(new RegExp(`http://localhost:${text}`).exec(readme)?.[0] ?? text);
  const answer = (url: string): Promise<string> =>
    until(`${url} answers`, 60, async () => {
      const response = await fetch(url).catch(() => undefined);
      return response?.ok ? response.text() : undefined;
    });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'backplane-readme-'));
    project = join(folder, 'Chat');
    const { code, stderr } = await runInShell(inShell([...program, 'new', 'Chat', '--yes']), { folder });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    readme = readFileSync(join(project, 'README.md'), 'utf8');
    for (const port of ['5000', '5001', '5002', '6379']) ports.set(port, await freePort());
    const launch = join(project, 'Properties/launchSettings.json');
    writeFileSync(launch, withFreePorts(readFileSync(launch, 'utf8')));
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.stop()));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(
    'one server: the page, and a message to every client, without a backplane',
    async () => {
      const [command = ''] = commandsOf('One server');
      const site = run(command);
      expect(await answer(address('5000'))).toContain('This page is connected to');
      const received: string[] = [];
      const connection = new HubConnectionBuilder()
        .withUrl(`${address('5000')}/hub`)
        .configureLogging(LogLevel.None)
        .build();
      connection.on('received', (_: string, text: string) => received.push(text));
      await connection.start();
      await answer(withFreePorts('http://localhost:5000/send?text=hello'));
      await until('the message arrives', 15, () => received.includes('hello') || undefined);
      await connection.stop();
      expect(site.output()).toContain('SignalR:Backplane:Enabled is false');
    },
    patience,
  );

  it(
    'two servers without containers: the message goes from one to a client of the other',
    async () => {
      const redis = ports.get('6379') ?? 0;
      running.push(await startRedis(redis, folder));
      const [build = '', ...servers] = commandsOf('Two servers without containers');
      expect(await runInShell(build, { folder: project })).toMatchObject({ code: 0 });
      for (const command of servers) run(command);
      await answer(address('5001'));
      const received: string[] = [];
      const connection = new HubConnectionBuilder()
        .withUrl(`${address('5001')}/hub`)
        .configureLogging(LogLevel.None)
        .build();
      connection.on('received', (server: string, text: string) => received.push(`${text} from ${server}`));
      await connection.start();
      const sender = await answer(address('5002/send\\?text=hello'));
      await until('the message arrives', 15, () => received.includes(`hello from ${sender}`) || undefined);
      await connection.stop();
    },
    patience,
  );
});
