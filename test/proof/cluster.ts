import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HttpTransportType, type HubConnection, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { caddyWrapper, nginxWrapper } from './configuration-checks.js';
import { freePort, type Running, type RunningSite, start, until } from './processes.js';

/** A load balancer that runs. */
export interface RunningBalancer extends Running {
  url: string;
}

/** Starts a load balancer with a configuration that was generated, in front of sites that run. */
export type StartBalancer = (generated: string, sites: readonly RunningSite[], folder: string) => Promise<RunningBalancer>;

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
  const listen = `listen 127.0.0.1:${port} ssl; ssl_certificate ${certificate(folder)}; ssl_certificate_key ${keyOf(folder)};`;
  const text = replaced(generated, { 'listen 80;': listen, ...addresses(sites) });
  const args = ['-c', nginxWrapper(folder, text), '-g', 'daemon off; master_process off;'];
  return answering(start('nginx', args, folder), `https://127.0.0.1:${port}`);
}

/** The same, with affinity by cookie in place of affinity by address, as the generated file says how. */
export const startStickyNginx: StartBalancer = (generated, sites, folder) =>
  startNginx(replaced(generated, { '    ip_hash;\n': '', '    # sticky cookie': '    sticky cookie' }), sites, folder);

/** Caddy with a generated configuration. Replaced are the addresses of the servers and the address of the site. It marks no cookie "secure". */
export async function startCaddy(generated: string, sites: readonly RunningSite[], folder: string): Promise<RunningBalancer> {
  const port = await freePort();
  const text = replaced(generated, { ':80 {': `:${port} {`, ...addresses(sites) });
  const args = ['run', '--adapter', 'caddyfile', '--config', caddyWrapper(folder, text)];
  return answering(start('caddy', args, folder, { XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder }), `http://127.0.0.1:${port}`);
}

/** YARP, built in the folder `yarp`, with generated settings. Replaced are the addresses of the servers. */
export async function startYarp(generated: string, sites: readonly RunningSite[], folder: string): Promise<RunningBalancer> {
  const port = await freePort();
  const settings = join(folder, `yarp-${port}.json`);
  writeFileSync(settings, replaced(generated, addresses(sites)));
  const tls = [`--Kestrel:Certificates:Default:Path=${certificate(folder)}`, `--Kestrel:Certificates:Default:KeyPath=${keyOf(folder)}`];
  const args = [join(folder, 'yarp/bin/Debug/net10.0/yarp.dll'), `--settings=${settings}`, `--urls=https://127.0.0.1:${port}`, ...tls];
  return answering(start('dotnet', args, folder, { ASPNETCORE_ENVIRONMENT: 'Production' }), `https://127.0.0.1:${port}`);
}

async function answering(balancer: Running, url: string): Promise<RunningBalancer> {
  try {
    await until('the load balancer answers', 20, async () => (await fetch(url).catch(() => undefined))?.ok || undefined);
  } catch (error) {
    await balancer.stop();
    throw new Error(`The load balancer does not answer. It wrote:\n${balancer.output()}`, { cause: error });
  }
  return { ...balancer, url };
}

const keyOf = (folder: string): string => join(folder, 'key.pem');

/** A certificate that its owner signed, with its key, in one file; the key is also in one of its own. */
function certificate(folder: string): string {
  const [file, key] = [join(folder, 'certificate.pem'), keyOf(folder)];
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
