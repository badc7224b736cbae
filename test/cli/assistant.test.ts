// An assistant asks the built program over a real pipe, with the SDK's own client, and hears what the commands say.
import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { backplane } from './fake-terminal.js';
import { copyOf, emptyFolder, filesIn, program } from './program-run.js';
import { cleanEnvironment } from './pty.js';

const [node = '', main = ''] = program;
const client = new Client({ name: 'test', version: '1' });
const nowhere = emptyFolder();
const asOf = '2026-11-27';
const farm = { host: 'aspnetcore', servers: 3, 'sticky-sessions': 'yes', infrastructure: ['redis'], 'redis-region': 'same' };

beforeAll(async () => {
  await client.connect(new StdioClientTransport({ command: node, args: [main, 'mcp'], cwd: nowhere, env: cleanEnvironment() }));
}, 30_000);
afterAll(() => client.close());

interface Heard {
  text: string;
  data: Record<string, unknown>;
  isError: boolean;
}

async function ask(name: string, input: Record<string, unknown> = {}): Promise<Heard> {
  const { content, structuredContent, isError } = await client.callTool({ name, arguments: input });
  const [first] = content as { type: string; text: string }[];
  return { text: first?.text ?? '', data: (structuredContent ?? {}) as Record<string, unknown>, isError: isError === true };
}

const printed = (...args: string[]): unknown =>
  JSON.parse(execFileSync(node, [main, ...args, '--format', 'json'], { cwd: nowhere, env: cleanEnvironment(), encoding: 'utf8' }));

it('names its tools, each with what it takes, and says that none of them writes', async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name).sort()).toEqual([
    'advise',
    'compare',
    'diagnose',
    'estimate',
    'explain',
    'plan',
    'questions',
    'scan',
  ]);
  for (const { name, annotations, inputSchema, description } of tools) {
    expect(annotations?.readOnlyHint, name).toBe(true);
    expect(inputSchema.additionalProperties, name).toBe(false);
    expect(description?.length, name).toBeGreaterThan(40);
  }
  // What an assistant reads before it asks anything stays small.
  expect(JSON.stringify(tools).length).toBeLessThan(30_000);
});

it('advises as the command does', async () => {
  const { data, text } = await ask('advise', { answers: farm, asOf });
  const flags = Object.entries(farm).flatMap(([id, value]) => [`--${id}`, String(value)]);
  const command = printed('advise', ...flags, '--project', 'none', '--missing', 'unknown', '--as-of', asOf);
  expect(data).toEqual(command);
  expect(data.recommended).toBe('redis');
  expect(text).toContain('Recommended backplane: Redis');
});

it('says what is open, and nothing once it is answered', async () => {
  const before = await ask('questions', { answers: { host: 'aspnetcore', servers: 3 }, asOf });
  const open = before.data.questions as { id: string; why: string; choices: { value: string }[] }[];
  const affinity = open.find(({ id }) => id === 'sticky-sessions');
  expect(affinity?.why).not.toBe('');
  expect(affinity?.choices.map(({ value }) => value)).toContain('yes');
  // In the order that the command names missing answers in.
  const { out } = await backplane(['advise', '--host', 'aspnetcore', '--servers', '3', '--as-of', asOf, '--format', 'json']);
  expect(open.map(({ id }) => id)).toEqual(JSON.parse(out).error.missing.map(({ id }: { id: string }) => id));
  const after = await ask('questions', { answers: { host: 'aspnetcore', servers: 1, 'processes-per-server': 1 }, asOf });
  expect((after.data.questions as unknown[]).length).toBeLessThan(open.length);
});

it('reads a project, and previews without writing', async () => {
  const folder = copyOf('umbraco-17-site');
  const before = filesIn(folder);
  const scan = await ask('scan', { folder });
  expect((scan.data.facts as { id: string; value: unknown }[]).find(({ id }) => id === 'host')?.value).toBe('umbraco');
  const answers = { 'load-balanced-part': 'backoffice', servers: 2, 'sticky-sessions': 'yes', infrastructure: ['redis'] };
  const preview = await ask('plan', { folder, answers, asOf });
  expect(preview.isError, preview.text).toBe(false);
  expect((preview.data.changes as { state: string }[]).some(({ state }) => state === 'create')).toBe(true);
  expect(preview.text).toMatch(/^\+.*AddStackExchangeRedis/m);
  expect(filesIn(folder)).toEqual(before);
});

it('compares, estimates, explains and diagnoses', async () => {
  expect((await ask('compare', { answers: farm, asOf })).data.recommended).toBe('redis');
  expect((await ask('estimate', { answers: farm, backplane: 'redis', asOf })).text).toContain('Redis');
  expect((await ask('explain', { id: 'affinity-missing' })).text).not.toBe('');
  expect((await ask('explain', { id: 'redis' })).text).toContain('Redis');
  const { data } = await ask('diagnose', { text: 'No Connection with that ID: Status code 404', answers: farm, asOf });
  expect(data.symptoms).not.toEqual([]);
});

it.each([
  ['advise', { answers: { serverz: 2 } }, /"serverz" is not a question\. Did you mean "?servers/],
  ['advise', { answers: { 'sticky-sessions': 'perhaps' } }, /sticky-sessions.*perhaps/],
  ['advise', { anwsers: {} }, /anwsers/],
  ['advise', { folder: 'not-there' }, /There is no folder "not-there"/],
  ['plan', {}, /folder/],
  ['estimate', { backplane: 'radis' }, /"radis" is not a backplane/],
  ['explain', { id: 'qqqqqq' }, /qqqqqq/],
])('says what is wrong with %s %j, and goes on', async (name, input, message) => {
  const { isError, text } = await ask(name, input);
  expect(isError).toBe(true);
  expect(text).toMatch(message);
  await client.ping();
});

it('refuses a tool and a resource that do not exist', async () => {
  await expect(client.callTool({ name: 'generate', arguments: {} })).rejects.toThrow(/no tool "generate"/);
  await expect(client.readResource({ uri: 'backplane://rules/none-such' })).rejects.toThrow(/no resource/);
});

it('gives rules, sources and schemas to read', async () => {
  const { resources } = await client.listResources();
  for (const { uri } of resources) {
    const { contents } = await client.readResource({ uri });
    expect(Object.keys(JSON.parse((contents[0] as { text: string }).text)).length, uri).toBeGreaterThan(0);
  }
  const read = async (uri: string) => JSON.parse(((await client.readResource({ uri })).contents[0] as { text: string }).text);
  const rule = (await read('backplane://rules/over-budget')).matches[0];
  expect(rule.id).toBe('over-budget');
  const source = await read(`backplane://sources/${rule.sources[0].id}`);
  expect(source['rests-on-it'].map(({ id }: { id: string }) => id)).toContain('over-budget');
});

it('ends when the assistant closes the pipe', async () => {
  const child = spawn(node, [main, 'mcp'], { cwd: nowhere, env: cleanEnvironment(), stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end();
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
});

it('costs nobody else anything: its chunk is loaded by no other command', () => {
  const chunk = readdirSync(join(main, '..')).filter(
    (file) => file.endsWith('.js') && readFileSync(join(main, '..', file), 'utf8').includes('notifications/resources/list_changed'),
  );
  expect(chunk.length).toBeGreaterThan(0);
  const loadedBy = (...args: string[]): string[] => {
    const folder = emptyFolder();
    execFileSync(node, [main, ...args], { cwd: nowhere, env: { ...cleanEnvironment(), NODE_V8_COVERAGE: folder }, input: '' });
    const scripts = readdirSync(folder).flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')).result as { url: string }[]);
    return scripts.filter(({ url }) => url.startsWith('file:')).map(({ url }) => basename(fileURLToPath(url)));
  };
  expect(loadedBy('mcp')).toEqual(expect.arrayContaining(chunk));
  for (const other of [['--version'], ['advise', '--servers', '1', '--missing', 'unknown']])
    expect(
      loadedBy(...other).filter((file) => chunk.includes(file)),
      other.join(' '),
    ).toEqual([]);
});
