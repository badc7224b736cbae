/**
 * What `backplane new` makes, run as a cluster: the app built with warnings as errors, two instances of it, a real Redis, and the load balancer with the
 * configuration that was generated beside the app. The control is the point of the product: without affinity, clients that negotiate do not connect.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inShell, program, runInShell } from '../cli/program-run.js';
import { type Client, connect, type RunningBalancer, startHaproxy, startNginx, type Way } from './cluster.js';
import { buildAll, notOurs } from './dotnet-build.js';
import { type OpenPage, openPage } from './page.js';
import { freePort, type Running, type RunningSite, startRedis, startSite, until } from './processes.js';
import { describeWith } from './requires.js';

/** The projects, by name: one behind a load balancer with affinity, one behind the same without. */
const projects = {
  Chat: ['--load-balancer', 'haproxy', '--sticky-sessions', 'yes'],
  'Acme.Direct': ['--load-balancer', 'haproxy', '--sticky-sessions', 'no'],
};
type Name = keyof typeof projects;

describeWith(['dotnet', 'redis-server', 'haproxy', 'nginx', 'openssl'], 'a new project as a cluster', () => {
  let folder = '';
  let redis = 0;
  const running: Running[] = [];
  const sites = {} as Record<Name, RunningSite[]>;
  const clients: Client[] = [];
  const pages: OpenPage[] = [];

  const make = async (name: string, flags: string[]): Promise<string> => {
    const command = ['new', name, '--host', 'aspnetcore', ...flags];
    const { code, stdout, stderr } = await runInShell(inShell([...program, ...command]), { folder });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    return stdout;
  };
  const started = async <T extends Running>(one: Promise<T>): Promise<T> => {
    running.push(await one);
    return one;
  };
  const instance = (name: Name): Promise<RunningSite> =>
    started(
      startSite(join(folder, name, 'bin/Debug/net10.0', `${name}.dll`), {
        contentRoot: join(folder, name),
        'ConnectionStrings:Redis': `127.0.0.1:${redis}`,
      }),
    );
  const generated = (name: Name, file: string): string => readFileSync(join(folder, name, 'deploy/load-balancer', file), 'utf8');
  /** The configuration of nginx that would be generated for a project like this one. */
  const forNginx = async (name: Name): Promise<string> => {
    const flags = projects[name].map((word) => (word === 'haproxy' ? 'nginx' : word));
    const plan = JSON.parse(await make('Other', [...flags, '--dry-run', '--format', 'json']));
    return plan.changes.find(({ path }: { path: string }) => path === 'deploy/load-balancer/nginx.conf').text;
  };
  /** One after the other, as people come: so the load balancer without affinity sends each next request to the other server. */
  const connectAll = async (url: string, way: Way, count = 6): Promise<Client[]> => {
    const all: Client[] = [];
    for (let index = 0; index < count; index++) all.push(await connect(url, way));
    clients.push(...all);
    return all;
  };
  const countConnected = async (url: string, way: Way): Promise<{ connected: number; errors: string }> => {
    const errors: string[] = [];
    let connected = 0;
    for (let index = 0; index < 3; index++)
      await connectAll(url, way, 1).then(
        () => connected++,
        (error) => errors.push(String(error)),
      );
    return { connected, errors: errors.join('\n') };
  };
  /** Sends through each server by itself, and expects it at every client, whichever server that is on. */
  const expectMessagesEverywhere = async (name: Name, all: readonly Client[]): Promise<void> => {
    for (const [index, site] of sites[name].entries()) {
      const text = `from server ${index}, ${all.length} clients`;
      expect((await fetch(`${site.url}/send?text=${encodeURIComponent(text)}`)).status).toBe(200);
      await until(`"${text}" reaches every client`, 15, () => all.every(({ received }) => received.includes(text)) || undefined);
    }
  };
  const leave = async (): Promise<void> => {
    await Promise.all(clients.splice(0).map(({ connection }) => connection.stop()));
    for (const page of pages.splice(0)) page.close();
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'backplane-cluster-'));
    // The certificate of the load balancer is one that nobody knows.
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    for (const [name, flags] of Object.entries(projects)) await make(name, [...flags, '--yes']);
    const names = Object.keys(projects) as Name[];
    const strict = ['TreatWarningsAsErrors=true', `WarningsNotAsErrors=${notOurs.join('%3B')}`];
    expect(
      buildAll(
        folder,
        names.map((name) => `${name}/${name}.csproj`),
        strict,
      ),
    ).toEqual([]);
    redis = await freePort();
    await started(startRedis(redis, folder));
    for (const name of names) sites[name] = await Promise.all([instance(name), instance(name)]);
  });
  afterAll(async () => {
    await leave();
    await Promise.all(running.map((one) => one.stop()));
    delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    rmSync(folder, { recursive: true, force: true });
  });

  const withBalancer = async (balancer: Promise<RunningBalancer>, test: (url: string) => Promise<void>): Promise<void> => {
    const { url } = await started(balancer);
    try {
      await test(url);
    } finally {
      await leave();
    }
  };

  it('HAProxy with affinity: every client connects, on both servers, and a message sent to one server reaches the clients of the other', () =>
    withBalancer(startHaproxy(generated('Chat', 'haproxy.cfg'), sites.Chat, folder), async (url) => {
      const all = [...(await connectAll(url, 'negotiated')), ...(await connectAll(url, 'long polling', 2))];
      expect(new Set(all.map(({ server }) => server)).size).toBe(2);
      await expectMessagesEverywhere('Chat', all);
    }));

  it('HAProxy without affinity: clients that skip negotiation connect, on both servers, and messages travel', () =>
    withBalancer(startHaproxy(generated('Acme.Direct', 'haproxy.cfg'), sites['Acme.Direct'], folder), async (url) => {
      const all = await connectAll(url, 'direct');
      expect(new Set(all.map(({ server }) => server)).size).toBe(2);
      await expectMessagesEverywhere('Acme.Direct', all);
    }));

  it.each<Way>(['negotiated', 'long polling'])(
    'the control: the same servers that served every client with affinity serve none without it (%s)',
    (way) =>
      withBalancer(startHaproxy(generated('Acme.Direct', 'haproxy.cfg'), sites.Chat, folder), async (url) => {
        expect(await countConnected(url, way)).toMatchObject({ connected: 0, errors: expect.stringMatching(/connection ID|404/) });
        // The servers and the load balancer are well: what is missing is affinity.
        expect(await connectAll(url, 'direct', 2)).toHaveLength(2);
      }),
  );

  it('nginx with affinity by address: every client connects, and a message sent to either server arrives', async () =>
    withBalancer(startNginx(await forNginx('Chat'), sites.Chat, folder), async (url) => {
      await expectMessagesEverywhere('Chat', await connectAll(url, 'negotiated', 3));
    }));

  it('nginx without affinity: clients that skip negotiation connect, and those that negotiate do not', async () =>
    withBalancer(startNginx(await forNginx('Acme.Direct'), sites['Acme.Direct'], folder), async (url) => {
      const all = await connectAll(url, 'direct', 4);
      expect(new Set(all.map(({ server }) => server)).size).toBe(2);
      await expectMessagesEverywhere('Acme.Direct', all);
      expect(await countConnected(url, 'negotiated')).toMatchObject({ connected: 0 });
    }));

  it.each(Object.keys(projects) as Name[])('the page of %s, opened twice: what one says reaches the other on the other server', (name) =>
    withBalancer(startHaproxy(generated(name, 'haproxy.cfg'), sites[name], folder), async (url) => {
      const open = async (): Promise<OpenPage> => {
        const page = await openPage(`${url}/`);
        pages.push(page);
        await until('the page is connected', 10, () => page.server().includes('process') || undefined);
        return page;
      };
      const one = await open();
      const other = await until('a page is on the other server', 20, async () => {
        const page = await open();
        return page.server() === one.server() ? undefined : page;
      });
      one.say('from one to the other');
      const line = await until('the message is on the other page', 10, () => other.log().find((text) => text.includes('from one')));
      expect(line).toBe(`from one to the other (sent by ${one.server()})`);
    }),
  );
});
