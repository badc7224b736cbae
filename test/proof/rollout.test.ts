// Two roll-outs carried out, in the order that the steps say, on two servers and a real Redis: what users notice is what the steps say.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HubConnection, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { build } from './dotnet-build.js';
import { csharpFiles, programLines } from './parts.js';
import { freePort, type Running, type RunningSite, startRedis, startSite, until } from './processes.js';
import { renderCSharp } from './render.js';
import { describeWith } from './requires.js';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const files = ['redis-extensions', 'redis-cache-extensions', 'redis-data-protection-extensions'].flatMap((id) => {
  const file = csharpFiles.find(({ part }) => part === id);
  return file ? [[file.name, renderCSharp(file.template, { rootNamespace: 'Site', folder: file.folder, facts: {} })] as const] : [];
});

describeWith(['dotnet', 'redis-server'], 'roll-outs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backplane-rollout-'));
  const started: Running[] = [];
  const clients: HubConnection[] = [];
  let ports: [number, number] = [0, 0];

  beforeAll(() => {
    const problems = build(folder, [
      {
        name: 'site',
        sdk: 'Microsoft.NET.Sdk.Web',
        framework: 'net10.0',
        implicitUsings: true,
        nullable: true,
        executable: true,
        files: {
          ...Object.fromEntries(files),
          'Program.cs': read('app/AspNetCoreSite.cs').replace('// (lines)', programLines.join('\n')),
          'Proof.cs': read('app/Proof.cs'),
        },
      },
    ]);
    expect(problems).toEqual([]);
  });
  beforeEach(async () => {
    ports = [await freePort(), await freePort()];
    for (const port of ports) {
      const own = join(folder, String(port));
      mkdirSync(own, { recursive: true });
      started.push(await startRedis(port, own));
    }
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((one) => one.stop()));
    await Promise.all(started.splice(0).map((one) => one.stop()));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const server = async (settings: Record<string, string>): Promise<RunningSite> => {
    const site = await startSite(join(folder, 'site/bin/Debug/net10.0/site.dll'), { 'DistributedCache:Enabled': 'false', ...settings });
    started.push(site);
    return site;
  };

  /** Whether what is sent through one server reaches a client of the other, in both directions. What is sent reaches a client of the same server always. */
  async function heard(one: RunningSite, two: RunningSite): Promise<{ forth: boolean; back: boolean }> {
    const boxes: [string[], string[]] = [[], []];
    const connections = await Promise.all(
      [one, two].map(async ({ url }, index) => {
        const connection = new HubConnectionBuilder().withUrl(`${url}/first`).configureLogging(LogLevel.None).build();
        connection.on('received', (text: string) => boxes[index]?.push(text));
        await connection.start();
        clients.push(connection);
        return connection;
      }),
    );
    await connections[0]?.invoke('Broadcast', 'forth');
    await connections[1]?.invoke('Broadcast', 'back');
    await until('each hears itself', 10, () => (boxes[0].includes('forth') && boxes[1].includes('back') ? true : undefined));
    // What goes over Redis came back to its own server over Redis, so the other one has had it for as long; a second more for the scheduler.
    await new Promise((done) => setTimeout(done, 1000));
    return { forth: boxes[1].includes('forth'), back: boxes[0].includes('back') };
  }

  it('from nothing to Redis: nobody hears the other side until the last server is switched on', async () => {
    const off = { 'ConnectionStrings:Redis': `127.0.0.1:${ports[0]}`, 'SignalR:Backplane:Enabled': 'false' };
    const on = { ...off, 'SignalR:Backplane:Enabled': 'true' };
    const [one, two] = [await server(off), await server(off)];
    expect(one.output()).toContain('No SignalR backplane, because SignalR:Backplane:Enabled is false');
    expect(await heard(one, two), 'the new code everywhere, switched off').toEqual({ forth: false, back: false });
    const oneOn = await server(on);
    expect(await heard(oneOn, two), 'one is switched on').toEqual({ forth: false, back: false });
    const twoOn = await server(on);
    expect(await heard(oneOn, twoOn), 'both are switched on').toEqual({ forth: true, back: true });
  });

  it('from one Redis to another: lost both ways while servers differ, and nobody is signed out, for the keys went first', async () => {
    const [old, next] = [{ 'ConnectionStrings:Redis': `127.0.0.1:${ports[0]}` }, { 'ConnectionStrings:Redis': `127.0.0.1:${ports[1]}` }];
    const [one, two] = [await server(old), await server(old)];
    expect(await heard(one, two)).toEqual({ forth: true, back: true });
    const cookie = await (await fetch(`${one.url}/protect?value=me`)).text();
    const known = async ({ url }: RunningSite): Promise<string> => {
      const answer = await fetch(`${url}/unprotect?value=${encodeURIComponent(cookie)}`);
      return answer.ok ? answer.text() : 'signed out';
    };
    expect(await known(two)).toBe('me');

    // The steps: the list of keys is copied before any server changes.
    const list = `O'Neil "Site" \\ {0}:DataProtection-Keys`;
    const redis = (port: number, ...args: string[]): string =>
      spawnSync('redis-cli', ['-p', String(port), ...args], { encoding: 'utf8' }).stdout.trimEnd();
    const count = Number(redis(ports[0], 'LLEN', list));
    expect(count).toBeGreaterThan(0);
    for (let index = 0; index < count; index++) redis(ports[1], 'RPUSH', list, redis(ports[0], 'LINDEX', list, String(index)));
    expect(Number(redis(ports[1], 'LLEN', list))).toBe(count);

    const oneNext = await server(next);
    expect(await known(oneNext), 'signed in before the move').toBe('me');
    expect(await heard(oneNext, two), 'one uses the new Redis').toEqual({ forth: false, back: false });
    const twoNext = await server(next);
    expect(await heard(oneNext, twoNext), 'both use the new Redis').toEqual({ forth: true, back: true });
    expect(await known(twoNext)).toBe('me');
  });
});
