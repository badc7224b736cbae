import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HttpTransportType, type HubConnection, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { nginxWrapper } from './configuration-checks.js';
import { freePort, type Running, type RunningSite, start, until } from './processes.js';

/** A load balancer that runs. */
export interface RunningBalancer extends Running {
  url: string;
}

/** A text with each of these replaced, and each of them there exactly once: a configuration that changed its shape must not pass unseen. */
export function replaced(text: string, replacements: Record<string, string>): string {
  return Object.entries(replacements).reduce((done, [from, to]) => {
    if (done.split(from).length !== 2) throw new Error(`Expected "${from}" once in:\n${done}`);
    return done.replace(from, () => to);
  }, text);
}

/** The addresses that a generated configuration has for its servers, and those of servers that run. */
const addresses = (sites: readonly RunningSite[]): Record<string, string> =>
  Object.fromEntries(sites.map(({ url }, index) => [`app${index + 1}:8080`, new URL(url).host]));

/**
 * HAProxy with a generated configuration. Replaced are the addresses of the servers, and the line that the file itself marks as the user's:
 * where it listens, "with TLS". It needs TLS: clients return the affinity cookie over HTTPS only.
 */
export async function startHaproxy(generated: string, sites: readonly RunningSite[], folder: string): Promise<RunningBalancer> {
  const port = await freePort();
  const bind = `bind 127.0.0.1:${port} ssl crt ${certificate(folder)} `;
  const file = join(folder, `haproxy-${port}.cfg`);
  writeFileSync(file, replaced(generated, { 'bind :80 ': bind, ...addresses(sites) }));
  return answering(start('haproxy', ['-db', '-f', file], folder), `https://127.0.0.1:${port}`);
}

/** nginx with a generated configuration, which belongs into the http block. Replaced are the addresses of the servers and where it listens. */
export async function startNginx(generated: string, sites: readonly RunningSite[], folder: string): Promise<RunningBalancer> {
  const port = await freePort();
  const text = replaced(generated, { 'listen 80;': `listen 127.0.0.1:${port};`, ...quoted(addresses(sites)) });
  const args = ['-c', nginxWrapper(folder, text), '-g', 'daemon off; master_process off;'];
  return answering(start('nginx', args, folder), `http://127.0.0.1:${port}`);
}

const quoted = (all: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(all).map(([from, to]) => [`"${from}"`, `"${to}"`]));

async function answering(balancer: Running, url: string): Promise<RunningBalancer> {
  try {
    await until('the load balancer answers', 20, async () => (await fetch(url).catch(() => undefined))?.ok || undefined);
  } catch (error) {
    await balancer.stop();
    throw new Error(`The load balancer does not answer. It wrote:\n${balancer.output()}`, { cause: error });
  }
  return { ...balancer, url };
}

/** A certificate that its owner signed, with its key, in one file. */
function certificate(folder: string): string {
  const [file, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const { status, stderr } = spawnSync('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '1',
    ...subject,
    '-keyout',
    key,
    '-out',
    file,
  ]);
  if (status !== 0) throw new Error(`openssl made no certificate:\n${stderr}`);
  writeFileSync(file, readFileSync(file, 'utf8') + readFileSync(key, 'utf8'));
  return file;
}

export interface Client {
  connection: HubConnection;
  /** The server that accepted it. */
  server: string;
  received: string[];
}

const ways = {
  negotiated: {},
  'long polling': { transport: HttpTransportType.LongPolling },
  direct: { transport: HttpTransportType.WebSockets, skipNegotiation: true },
};
/** How a client connects; `direct`: by WebSockets without negotiation. */
export type Way = keyof typeof ways;

/** Connects a client; rejects where it cannot. */
export async function connect(url: string, way: Way): Promise<Client> {
  const connection = new HubConnectionBuilder().withUrl(`${url}/hub`, ways[way]).configureLogging(LogLevel.None).build();
  const client = { connection, server: '', received: [] as string[] };
  connection.on('connected', (server: string) => {
    client.server = server;
  });
  connection.on('received', (_: string, text: string) => client.received.push(text));
  await connection.start();
  await until('the hub greets', 10, () => client.server || undefined);
  return client;
}
