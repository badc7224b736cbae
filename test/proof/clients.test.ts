// Clients that are generated, type-checked, compiled, and run: they come back when the server is replaced, and miss nothing.
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { renderTemplate } from '../../src/plan/templates/render-template.js';
import { buildAll, notOurs, type Problem } from './dotnet-build.js';
import { freePort, type Running, start, until } from './processes.js';
import { renderCSharp, templates } from './render.js';
import { describeWith } from './requires.js';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'backplane-clients-'));
symlinkSync(modules, join(folder, 'node_modules'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const variants = {
  affinity: { websocketsOnly: false, decision: { backplane: 'redis' } },
  'websockets only': { websocketsOnly: true, decision: { backplane: 'redis' } },
  'azure signalr': { websocketsOnly: false, decision: { backplane: 'azure-signalr' } },
};
const javascript = (variant: keyof typeof variants): string =>
  renderTemplate(templates, 'clients/hub-connection.js.hbs', variants[variant]);
const dotnet = (variant: keyof typeof variants): string => renderTemplate(templates, 'clients/HubConnection.cs.hbs', variants[variant]);

/** What tsc says of a file, with the library of browsers or without. */
function problemsOf(text: string, lib: string[]): string[] {
  const file = join(folder, `checked-${lib.length}.mjs`);
  writeFileSync(file, text);
  const program = ts.createProgram([file], {
    allowJs: true,
    checkJs: true,
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib,
    types: lib.includes('lib.dom.d.ts') ? [] : ['node'],
    typeRoots: [join(modules, '@types')],
    skipLibCheck: true,
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe.each(Object.keys(variants) as (keyof typeof variants)[])('JavaScript, %s', (variant) => {
  test('is right for tsc, in browsers and in Node', () => {
    expect(problemsOf(javascript(variant), ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'])).toEqual([]);
    expect(problemsOf(javascript(variant), ['lib.es2022.d.ts'])).toEqual([]);
  });

  test('a mistake in it would be found', () => {
    expect(problemsOf(javascript(variant).replace('withServerTimeout', 'withServerTimeOut'), ['lib.es2022.d.ts'])).not.toEqual([]);
  });

  test('skips negotiation where that was decided, and nowhere else', () => {
    const skips = variant === 'websockets only';
    expect(javascript(variant).includes('skipNegotiation: true')).toBe(skips);
    expect(dotnet(variant).includes('SkipNegotiation = true')).toBe(skips);
    expect(javascript(variant).includes('withCredentials: true')).toBe(!skips);
  });
});

test('waits begin with a second or more, end nowhere, and differ from client to client', async () => {
  const file = join(folder, 'waits.mjs');
  writeFileSync(file, javascript('affinity'));
  const { delayBefore } = (await import(/* @vite-ignore */ file)) as { delayBefore(attempt: number): number };
  for (const attempt of [0, 1, 5, 50, 5000]) {
    const waits = Array.from({ length: 200 }, () => delayBefore(attempt));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(1000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60_000);
    expect(new Set(waits).size).toBeGreaterThan(10);
  }
});

const project = (sdk: string, references: string[]): string =>
  [
    `<Project Sdk="${sdk}">`,
    '  <PropertyGroup>',
    '    <TargetFramework>net10.0</TargetFramework>',
    '    <ImplicitUsings>enable</ImplicitUsings>',
    '    <Nullable>enable</Nullable>',
    '    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>',
    `    <WarningsNotAsErrors>${notOurs.join(';')}</WarningsNotAsErrors>`,
    '  </PropertyGroup>',
    '  <ItemGroup>',
    ...references.map((id) => `    <PackageReference Include="${id}" Version="10.0.0" />`),
    '  </ItemGroup>',
    '</Project>',
  ].join('\n');

/** Prints what it gets, as the .NET client of the site does. */
const nodeClient = `import { LiveConnection, Topic } from './hub-connection.mjs';
const live = new LiveConnection(process.argv[2]);
new Topic(live, 'news', (text, number) => console.log(number + ' ' + text), { checkEvery: 2000, last: 0 });
live.onConnected(() => console.log('connected'));
await live.start();
`;

describeWith(['dotnet'], 'clients at work', () => {
  let problems: Problem[] = [];
  const site = join(folder, 'Site', 'bin', 'Debug', 'net10.0', 'Site.dll');

  beforeAll(() => {
    const files: Record<string, string> = {
      'Site/Site.csproj': project('Microsoft.NET.Sdk.Web', ['Microsoft.AspNetCore.SignalR.Client']),
      'Site/Program.cs': readFileSync(new URL('app/FeedSite.cs', import.meta.url), 'utf8'),
      'Site/NumberedMessages.cs': renderCSharp('csharp/numbered-messages.cs.hbs', {
        rootNamespace: 'Proof',
        folder: 'SignalRBackplane',
        facts: {},
      }),
      'Site/HubConnection.cs': dotnet('affinity'),
      'WebSocketsOnly/WebSocketsOnly.csproj': project('Microsoft.NET.Sdk', ['Microsoft.AspNetCore.SignalR.Client']),
      'WebSocketsOnly/HubConnection.cs': dotnet('websockets only'),
      'hub-connection.mjs': javascript('affinity'),
      'client.mjs': nodeClient,
    };
    for (const name of ['Site', 'WebSocketsOnly']) mkdirSync(join(folder, name));
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
    problems = buildAll(folder, ['Site/Site.csproj', 'WebSocketsOnly/WebSocketsOnly.csproj']);
  });

  it('compiles without a warning', () => expect(problems).toEqual([]));

  describe.each([
    ['JavaScript', (url: string) => start(process.execPath, ['client.mjs', url], folder)],
    ['.NET', (url: string) => start('dotnet', [site, 'client', url], folder)],
  ])('%s', (name, startClient) => {
    let url = '';
    let server: ReturnType<typeof start>;
    const startServer = async (more: Record<string, string> = {}): Promise<void> => {
      server = start('dotnet', [site], folder, { FEED: join(folder, `${name}.txt`), ASPNETCORE_URLS: url, ...more });
      await until('the server listens', 30, () => (server.output().includes('Now listening on') ? true : undefined));
    };
    const post = async (path: string): Promise<void> => {
      const { status } = await fetch(`${url}/${path}`, { method: 'POST' });
      if (status !== 200) throw new Error(`${path}: ${status}. ${server.output()}`);
    };
    const connected = (client: Running): number => client.output().match(/^connected$/gm)?.length ?? 0;
    const connects = (client: Running, times: number): Promise<true> =>
      until('it connects', 30, () => (connected(client) >= times ? (true as const) : undefined));
    beforeEach(async () => {
      rmSync(join(folder, `${name}.txt`), { force: true });
      url = `http://127.0.0.1:${await freePort()}`;
      await startServer();
    });
    afterEach(() => server.stop());

    it('every message once and in order: while the server is replaced, when some are lost, and when the last is lost', async () => {
      const client = startClient(`${url}/feed`);
      try {
        const received = (): string[] => client.output().match(/^\d+ \w+$/gm) ?? [];
        const gets = (what: string, count: number): Promise<true> =>
          until(`${what}: ${client.output()}`, 30, () => (received().length >= count ? (true as const) : undefined));
        await connects(client, 1);
        await post('send/a');
        await gets('what is sent', 1);

        await server.stop();
        await startServer();
        // Nobody is in the group yet.
        await post('send/b');
        await post('send/c');
        await gets('what was sent meanwhile', 3);
        await connects(client, 2);

        await post('send/d');
        await gets('what is sent to the group, which it joined again', 4);
        await post('lose/e');
        await post('send/f');
        await gets('what was lost, when the next one comes', 6);
        await post('lose/g');
        await gets('what was lost, although nothing comes after it', 7);
        expect(received()).toEqual(['1 a', '2 b', '3 c', '4 d', '5 e', '6 f', '7 g']);
      } finally {
        await client.stop();
      }
    });

    it('and the host gives up early where it was told to, whatever the clients do', async () => {
      await server.stop();
      await startServer({ shutdownTimeoutSeconds: '2' });
      // Comes back at once, as clients do that nobody told anything else.
      writeFileSync(
        join(folder, 'eager.mjs'),
        `import { HubConnectionBuilder } from '@microsoft/signalr';
await new HubConnectionBuilder().withUrl(process.argv[2]).withAutomaticReconnect().build().start();
console.log('connected');
setInterval(() => {}, 1000);
`,
      );
      const client = start(process.execPath, ['eager.mjs', `${url}/feed`], folder);
      try {
        await connects(client, 1);
        const ended = once(server.child, 'exit');
        const since = Date.now();
        server.child.kill('SIGTERM');
        await ended;
        expect(Date.now() - since).toBeLessThan(15_000);
      } finally {
        await client.stop();
      }
    });

    it('lets a server that stops go at once', async () => {
      const client = startClient(`${url}/feed`);
      try {
        await connects(client, 1);
        const ended = once(server.child, 'exit');
        const since = Date.now();
        server.child.kill('SIGTERM');
        await ended;
        // A client that comes back at once holds it for 30 seconds.
        expect(Date.now() - since).toBeLessThan(15_000);
      } finally {
        await client.stop();
      }
    });
  });
});
