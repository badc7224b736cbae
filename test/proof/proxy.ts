import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from './processes.js';

/** Two servers that answer with their own name and accept WebSocket upgrades. */
export interface Farm {
  ports: number[];
  stop(): Promise<void>;
}

export async function startFarm(): Promise<Farm> {
  const servers = ['a', 'b'].map((name) => {
    const server = createServer((_, response) => response.end(name));
    server.on('upgrade', (asked, socket) => {
      socket.on('error', () => socket.destroy());
      const accept = createHash('sha1')
        .update(`${asked.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
        .digest('base64');
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
    });
    return server.listen(0, '127.0.0.1');
  });
  await Promise.all(servers.map((server) => once(server, 'listening')));
  return {
    ports: servers.map((server) => (server.address() as AddressInfo).port),
    stop: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

interface Reply {
  status: number;
  body: string;
  headers: IncomingHttpHeaders;
}

/** One request on a connection of its own, so that no balancer passes by reusing one. */
function ask(port: number, headers: Record<string, string>): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, agent: false, headers }, (response) => {
      let body = '';
      response.on('data', (data) => {
        body += data;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }));
    });
    sent.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, body: '', headers: response.headers });
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Which servers answer the requests of one client that keeps cookies, and which those of clients without any. */
export async function serversSeen(port: number): Promise<{ oneClient: Set<string>; strangers: Set<string> }> {
  const first = await ask(port, {});
  const cookie = (first.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
  const oneClient = new Set([first.body]);
  for (let round = 0; round < 24; round++) oneClient.add((await ask(port, cookie ? { cookie } : {})).body);
  const strangers = new Set<string>();
  for (let round = 0; round < 24; round++) strangers.add((await ask(port, {})).body);
  return { oneClient, strangers };
}

/** The status with which a WebSocket upgrade is answered. */
export async function upgradeStatus(port: number): Promise<number> {
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  };
  return (await ask(port, headers)).status;
}

/** Starts a proxy in the foreground and waits until it answers; `stop` ends exactly that process. */
export async function startProxy(
  command: string,
  args: string[],
  port: number,
  env: Record<string, string> = {},
): Promise<() => Promise<void>> {
  const child: ChildProcess = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data) => {
      output += data;
    });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  try {
    await until(`${command} answers`, 40, async () => {
      if (child.exitCode !== null) throw new Error(`${command} ended at start-up:\n${output}`);
      return (await ask(port, {}).catch(() => undefined))?.status === 200 ? true : undefined;
    });
  } catch (error) {
    await stop();
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${output}`);
  }
  return stop;
}
