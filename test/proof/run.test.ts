// Generated C# at work: two servers, a real Redis, and clients of SignalR; and every way in which it must refuse to start.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type HubConnection, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { build, type ProofProject } from './dotnet-build.js';
import { csharpFiles, programLines, startupLines } from './parts.js';
import { askRedis, freePort, type Running, type RunningSite, startInVain, startRedis, startSite, until } from './processes.js';
import { renderCSharp } from './render.js';
import { describeWith } from './requires.js';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const facts = { database: 'sql-server', databaseSchemaRights: 'yes' };

/** The files of some parts, rendered for a site with this root namespace. */
function generated(rootNamespace: string, parts: string[]): Record<string, string> {
  return Object.fromEntries(
    parts.map((id) => {
      const file = csharpFiles.find(({ part }) => part === id);
      if (!file) throw new Error(`rules/parts has no part ${id}.`);
      return [`${rootNamespace}/${file.folder}/${file.name}`, renderCSharp(file.template, { rootNamespace, folder: file.folder, facts })];
    }),
  );
}

const common = { sdk: 'Microsoft.NET.Sdk.Web', framework: 'net10.0', implicitUsings: true, nullable: true, executable: true } as const;
const projects: ProofProject[] = [
  {
    ...common,
    name: 'umbraco',
    umbraco: '17.8.1',
    files: {
      ...generated('Redis', ['redis-composer', 'redis-cache-composer', 'redis-data-protection-composer', 'server-role']),
      ...generated('SqlServer', ['sql-server-composer']),
      ...generated('AzureSignalR', ['azure-signalr-composer']),
      'UmbracoSite.cs': read('app/UmbracoSite.cs'),
      'UmbracoBuilder.cs': read('app/UmbracoBuilder.cs'),
      'Proof.cs': read('app/Proof.cs'),
      'IntelliTect.cs': read('stubs/IntelliTect.cs'),
      'UmbracoInfrastructure.cs': read('stubs/UmbracoInfrastructure.cs'),
    },
  },
  {
    ...common,
    name: 'aspnetcore',
    files: {
      ...generated('Site', ['redis-extensions', 'redis-cache-extensions', 'redis-data-protection-extensions']),
      // The lines that steps name, as they are, with no using.
      'Program.cs': read('app/AspNetCoreSite.cs').replace('// (lines)', programLines.join('\n')),
      // Only compiled: a Startup class calls the same.
      'Startup.cs': `public sealed class Startup(IConfiguration configuration)\n{\n    public void ConfigureServices(IServiceCollection services)\n    {\n${startupLines.join('\n')}\n    }\n}\n`,
      'Proof.cs': read('app/Proof.cs'),
    },
  },
];

/** How a site of each kind is told to use Redis for everything. */
const hosts: { host: string; everything: Record<string, string>; backplane: Record<string, string> }[] = [
  { host: 'umbraco', everything: { composers: 'redis,cache,keys,role' }, backplane: { composers: 'redis' } },
  {
    host: 'aspnetcore',
    everything: {},
    backplane: { 'DistributedCache:Enabled': 'false', 'DataProtection:SharedKeys:Enabled': 'false' },
  },
];

describeWith(['dotnet', 'redis-server'], 'generated C# at work', () => {
  let folder = '';
  const started: Running[] = [];
  const clients: HubConnection[] = [];
  const assembly = (host: string): string => join(folder, host, 'bin/Debug/net10.0', `${host}.dll`);

  const site = async (host: string, settings: Record<string, string>): Promise<RunningSite> => {
    const running = await startSite(assembly(host), settings);
    started.push(running);
    return running;
  };
  const client = async (url: string, received: string[]): Promise<HubConnection> => {
    const connection = new HubConnectionBuilder().withUrl(`${url}/first`).configureLogging(LogLevel.None).build();
    connection.on('received', (text: string) => received.push(text));
    await connection.start();
    clients.push(connection);
    return connection;
  };
  const arrived = (received: string[], seconds: number): Promise<string> => until('the message arrives', seconds, () => received[0]);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'backplane-run-'));
    expect(build(folder, projects)).toEqual([]);
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((one) => one.stop()));
    await Promise.all(started.splice(0).map((one) => one.stop()));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe.each(hosts)('$host with Redis', ({ host, everything, backplane }) => {
    let port = 0;
    let redis: Running;
    beforeEach(async () => {
      port = await freePort();
      redis = await startRedis(port, folder);
      started.push(redis);
    });
    const at = (extra = ''): Record<string, string> => ({ 'ConnectionStrings:Redis': `127.0.0.1:${port}${extra}` });

    it('a message sent through one server reaches a client of the other; cache and keys are shared', async () => {
      const [one, two] = await Promise.all([site(host, { ...everything, ...at() }), site(host, { ...everything, ...at() })]);
      const received: string[] = [];
      await client(two.url, received);
      const sender = await client(one.url, []);
      await sender.invoke('Broadcast', 'hello');
      expect(await arrived(received, 10)).toBe('hello');

      const ask = async (url: string): Promise<string> => (await fetch(url)).text();
      await ask(`${one.url}/cache/set?value=kept`);
      expect(await ask(`${two.url}/cache/get`)).toBe('kept');
      const secret = await ask(`${one.url}/protect?value=secret`);
      expect(secret).not.toContain('secret');
      expect(await ask(`${two.url}/unprotect?value=${encodeURIComponent(secret)}`)).toBe('secret');
    });

    it('all hubs of a server share one connection, and prefix their channels with the application', async () => {
      const { url } = await site(host, { ...backplane, ...at() });
      await client(url, []);
      const channels = await until('three hubs subscribe', 10, async () => {
        const reply = await askRedis(port, 'PUBSUB CHANNELS *:all');
        return (reply.match(/Hub:all/g) ?? []).length === 3 ? reply : undefined;
      });
      expect(channels.match(/O'Neil "Site" \\ \{0\}:\w*Hub:all/g)).toHaveLength(3);
      // StackExchange.Redis opens two sockets for one connection: commands and subscriptions. The third is the question itself.
      expect((await askRedis(port, 'CLIENT LIST')).match(/\bid=/g)).toHaveLength(3);
    });

    it('a prefix in the connection string replaces the one in the code', async () => {
      const { url } = await site(host, { ...backplane, ...at(',channelPrefix=staging-') });
      await client(url, []);
      const channels = await until('the hubs subscribe', 10, async () => {
        const reply = await askRedis(port, 'PUBSUB CHANNELS *:all');
        return reply.includes('FirstHub:all') ? reply : undefined;
      });
      expect(channels).toMatch(/^staging-FirstHub:all\r?$/m);
      expect(channels).not.toContain('Neil');
    });

    it('starts while Redis is down, even where the connection string asks to give up, and recovers when it comes', async () => {
      await redis.stop();
      const settings = { ...everything, ...at(',abortConnect=true,connectTimeout=1000') };
      const [one, two] = await Promise.all([site(host, settings), site(host, settings)]);
      started.push(await startRedis(port, folder));
      // A client may still be refused once, by the attempt that began while Redis was away.
      const received = await until('a message of the one arrives at the other', 30, async () => {
        const box: string[] = [];
        try {
          await client(two.url, box);
          await (await client(one.url, [])).invoke('Broadcast', 'again');
          return await arrived(box, 2);
        } catch {
          return undefined;
        }
      });
      expect(received).toBe('again');
      // What an attempt that failed must not leave behind either: the keys.
      const protect = async (): Promise<string | undefined> => {
        const response = await fetch(`${one.url}/protect?value=secret`);
        return response.ok ? response.text() : undefined;
      };
      const secret = await until('the keys are there', 20, protect);
      expect(await (await fetch(`${two.url}/unprotect?value=${encodeURIComponent(secret)}`)).text()).toBe('secret');
    });
  });

  /**
   * SignalR keeps the first connection that it gets, and subscribes once: with one that cannot subscribe yet, the server hears nothing until its
   * restart (dotnet/aspnetcore, RedisHubLifetimeManager.EnsureRedisServerConnection; measured, ../shared/facts/backplanes.md, section 12).
   */
  describe.each(hosts)('$host whose first connection to Redis fails is not deaf afterwards', ({ host, backplane }) => {
    let port = 0;
    let redis: Running | undefined;
    /** A Redis in which `lame` is done before anybody comes, `cured` after a client of each server was refused. */
    const troubles: { trouble: string; options?: string; lame: () => Promise<unknown>; cure: () => Promise<unknown> }[] = [
      {
        trouble: 'Redis is away for longer than a client waits',
        lame: async () => redis?.stop(),
        cure: async () => {
          // A send in StackExchange.Redis waits 5 seconds: within them all was well before, too.
          await wait(5500);
          redis = await startRedis(port, folder);
          started.push(redis);
        },
      },
      {
        trouble: 'the password is wrong',
        options: ',password=right',
        lame: () => askRedis(port, 'CONFIG SET requirepass other'),
        cure: () => askRedis(port, 'AUTH other\r\nCONFIG SET requirepass right'),
      },
      {
        trouble: 'the user has no right to the channels (with it, the least rights that the steps name)',
        options: ',user=site,password=right,channelPrefix=site-',
        lame: () => askRedis(port, 'ACL SETUSER site on >right resetkeys resetchannels -@all +publish +subscribe +unsubscribe +echo'),
        cure: () => askRedis(port, 'ACL SETUSER site &site-*'),
      },
      {
        trouble: 'Redis takes no second connection',
        lame: () => askRedis(port, 'CONFIG SET maxclients 1'),
        cure: () =>
          until('there is room', 10, async () =>
            (await askRedis(port, 'CONFIG SET maxclients 100').catch(() => '')).includes('OK') ? true : undefined,
          ),
      },
    ];

    /** A client that the server cannot serve: its start fails, or its connection is closed at once. */
    const turnedAway = async (url: string): Promise<void> => {
      const one = new HubConnectionBuilder().withUrl(`${url}/first`).configureLogging(LogLevel.None).build();
      const closed = new Promise<void>((resolve) => one.onclose(() => resolve()));
      await one.start().then(
        () => closed,
        () => undefined,
      );
    };

    it.each(troubles)('$trouble', async ({ options = '', lame, cure }) => {
      port = await freePort();
      redis = await startRedis(port, folder);
      started.push(redis);
      await lame();
      const settings = { ...backplane, 'ConnectionStrings:Redis': `127.0.0.1:${port},connectTimeout=1000${options}` };
      const sites = await Promise.all([site(host, settings), site(host, settings)]);
      for (const { url } of sites) await turnedAway(url);
      for (const { output } of sites) expect(output()).toContain('No SignalR backplane yet');
      await cure();

      const received: string[][] = [];
      const all = await until('a client of each server connects', 30, async () => {
        const box: string[][] = [[], []];
        const connected = await Promise.all(
          sites.map(async ({ url }, index) => {
            const one = await client(url, box[index] ?? []);
            await one.invoke('Broadcast', 'ready');
            return one;
          }),
        ).catch(() => undefined);
        received.splice(0, received.length, ...box);
        return connected;
      });
      // From each server to both: what was deaf is a server, and sending always worked.
      for (const [index, sender] of all.entries()) {
        await sender.invoke('Broadcast', `from ${index}`);
        await until(`"from ${index}" reaches both`, 10, () => received.every((box) => box.includes(`from ${index}`)) || undefined);
      }
    });
  });

  describe.each(hosts)('$host without Redis', ({ host, backplane }) => {
    it.each<[string, Record<string, string>]>([
      ['missing', {}],
      ['empty', { 'ConnectionStrings:Redis': '' }],
      ['blank', { 'ConnectionStrings:Redis': '  ' }],
    ])('a connection string that is %s stops it at start-up, and the message says what to do', async (_, settings) => {
      const output = await startInVain(assembly(host), { ...backplane, ...settings });
      expect(output).toContain('System.InvalidOperationException');
      for (const word of ['ConnectionStrings:Redis', 'ConnectionStrings__Redis', 'dotnet user-secrets set', 'SignalR:Backplane:Enabled'])
        expect(output).toContain(word);
    });
    it.each(['', 'maybe', '0'])('a switch that says "%s" stops it at start-up', async (value) => {
      const output = await startInVain(assembly(host), { ...backplane, 'SignalR:Backplane:Enabled': value });
      expect(output).toContain(`'SignalR:Backplane:Enabled' is '${value}'. Expected true or false.`);
    });
    it('switched off, it starts without a connection string, says so, and serves its own clients only', async () => {
      const settings = { ...backplane, 'SignalR:Backplane:Enabled': 'False' };
      const [one, two] = await Promise.all([site(host, settings), site(host, settings)]);
      const [here, there]: [string[], string[]] = [[], []];
      await client(two.url, there);
      await (await client(one.url, here)).invoke('Broadcast', 'alone');
      expect(await arrived(here, 5)).toBe('alone');
      expect(one.output()).toContain('No SignalR backplane, because SignalR:Backplane:Enabled is false');
      await wait(500);
      expect(there).toEqual([]);
    });
  });

  describe('umbraco with SQL Server', () => {
    const sqlServer = { composers: 'sql-server', 'ConnectionStrings:umbracoDbDSN': 'Server=db;Database=umbraco' };
    it('refuses SQLite', async () => {
      const settings = {
        'ConnectionStrings:umbracoDbDSN': 'Data Source=umbraco.sqlite.db',
        'ConnectionStrings:umbracoDbDSN_ProviderName': 'Microsoft.Data.Sqlite',
      };
      const output = await startInVain(assembly('umbraco'), { ...sqlServer, ...settings });
      expect(output).toMatch(/needs SQL Server.*'Microsoft\.Data\.Sqlite'/);
    });
    it('refuses a missing connection string', async () => {
      const output = await startInVain(assembly('umbraco'), { ...sqlServer, 'ConnectionStrings:umbracoDbDSN': '' });
      expect(output).toContain("'ConnectionStrings:umbracoDbDSN', and it is missing or blank");
    });
    it.each(['Microsoft.Data.SqlClient', ''])('accepts the provider "%s"', async (provider) => {
      await site('umbraco', { ...sqlServer, 'ConnectionStrings:umbracoDbDSN_ProviderName': provider });
    });
  });

  describe('umbraco with Azure SignalR', () => {
    const key = 'Azure:SignalR:ConnectionString';
    const azure = { composers: 'azure-signalr', [key]: 'Endpoint=https://site.service.signalr.net;AuthType=azure.msi;Version=1.0;' };
    it('refuses a missing connection string', async () => {
      const output = await startInVain(assembly('umbraco'), { ...azure, [key]: ' ' });
      expect(output).toContain(`'${key}', and it is missing or blank`);
    });
    it('refuses clients that skip negotiation', async () => {
      const output = await startInVain(assembly('umbraco'), { ...azure, 'Umbraco:CMS:SignalR:ClientShouldSkipNegotiation': 'true' });
      expect(output).toMatch(/'Umbraco:CMS:SignalR:ClientShouldSkipNegotiation' is true/);
    });
  });
});
