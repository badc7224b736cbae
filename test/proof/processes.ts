import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, connect as openSocket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A started process: what it wrote so far, and its end. */
export interface Running {
  output(): string;
  stop(): Promise<void>;
}

/** Starts a program in a folder; `stop` ends exactly that process. */
export function start(command: string, args: string[], cwd: string, env: Record<string, string> = {}): Running & { child: ChildProcess } {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      output += data;
    });
  const stop = async (): Promise<void> => {
    if (hasEnded(child)) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return { child, output: () => output, stop };
}

// An unhandled exception ends .NET with a signal.
const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Calls `probe` until it gives something, for at most `seconds`. */
export async function until<T>(what: string, seconds: number, probe: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s.`);
    await wait(50);
  }
}

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Sends one command to Redis and returns the raw reply: a bulk text of many lines, or one line. */
export function askRedis(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = openSocket(port, '127.0.0.1', () => socket.end(`${command}\r\n`));
    let reply = '';
    socket.on('data', (data) => {
      reply += data;
    });
    socket.on('end', () => resolve(reply));
    socket.on('error', reject);
  });
}

/** Starts a Redis that keeps nothing on disk and little in memory, and waits until it answers. */
export async function startRedis(port: number, folder: string): Promise<Running> {
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--maxmemory', '64mb', '--dir', folder];
  const redis = start('redis-server', args, folder);
  await until('Redis answers', 10, async () => ((await askRedis(port, 'PING').catch(() => '')).includes('PONG') ? true : undefined));
  return redis;
}

/** A site that listens. */
export interface RunningSite extends Running {
  url: string;
}

/** Starts a built site and waits for it to listen. */
export async function startSite(assembly: string, settings: Record<string, string>): Promise<RunningSite> {
  const { child, ...site } = runSite(assembly, settings);
  const listening = (): string | undefined => {
    if (hasEnded(child)) throw new Error('it ended');
    return /Now listening on: (\S+)/.exec(site.output())?.[1];
  };
  try {
    return { ...site, url: await until('the site listens', 30, listening) };
  } catch (error) {
    await site.stop();
    throw new Error(`The site did not start. It wrote:\n${site.output()}`, { cause: error });
  }
}

/**
 * Starts a built site that must not start.
 * @returns what it wrote before it ended.
 * @throws Error where it starts after all.
 */
export async function startInVain(assembly: string, settings: Record<string, string>): Promise<string> {
  const { child, output, stop } = runSite(assembly, settings);
  const timer = setTimeout(() => void stop(), 30_000);
  await once(child, 'close');
  clearTimeout(timer);
  if (child.exitCode === 0 || child.signalCode === 'SIGKILL') throw new Error(`The site was to refuse to start. It wrote:\n${output()}`);
  return output();
}

function runSite(assembly: string, settings: Record<string, string>): Running & { child: ChildProcess } {
  const folder = assembly.slice(0, assembly.lastIndexOf('/'));
  const args = Object.entries(settings).map(([key, value]) => `--${key}=${value}`);
  // Production, so that no settings of a development machine take part.
  return start('dotnet', [assembly, '--urls=http://127.0.0.1:0', ...args], folder, { ASPNETCORE_ENVIRONMENT: 'Production' });
}
