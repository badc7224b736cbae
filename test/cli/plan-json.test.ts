// The plan as JSON is all that a pipeline needs: carried out by somebody else, it gives the bytes that --yes writes.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Format, formats, read, secret, siteFolder, temporaryFolder, write } from '../plan/site.js';
import { backplane, flags, type Result } from './fake-terminal.js';

const farm = {
  'load-balanced-part': 'backoffice',
  servers: 2,
  'sticky-sessions': 'no',
  websockets: 'yes',
  'own-hubs': 'no',
  missing: 'unknown',
};
const redis = { ...farm, 'azure-services-allowed': 'no', infrastructure: 'redis', 'redis-region': 'same' };
const azure = { ...farm, cloud: 'azure', infrastructure: 'azure-signalr', 'azure-services-allowed': 'yes' };
const composer = 'Composers/SignalRBackplaneComposer.cs';

const generate = (folder: string, answers: Record<string, string | number>, ...options: string[]): Promise<Result> =>
  backplane(['generate', '.', ...flags(answers), ...options], { folder });

interface Change {
  path: string;
  state: string;
  conflict?: string;
  encoding: BufferEncoding;
  byteOrderMark: boolean;
  text?: string;
  edits?: { offset: number; remove: number; insert: string }[];
}

/** Does what the JSON says, knowing nothing else. */
function carryOut(changes: readonly Change[], folder: string): void {
  for (const { path, state, encoding, byteOrderMark, text, edits = [] } of changes) {
    const at = join(folder, path);
    const mark = byteOrderMark ? '\ufeff' : '';
    mkdirSync(dirname(at), { recursive: true });
    if (state === 'delete') rmSync(at);
    if (state === 'create') writeFileSync(at, Buffer.from(mark + text, encoding));
    if (state !== 'edit') continue;
    let content = readFileSync(at).toString(encoding).slice(mark.length);
    for (const { offset, remove, insert } of edits.toReversed())
      content = content.slice(0, offset) + insert + content.slice(offset + remove);
    writeFileSync(at, Buffer.from(mark + content, encoding));
  }
}

/** The files of a site, beside it and above it, that a plan speaks of. */
const bytes = (folder: string, changes: readonly Change[]): Record<string, string> =>
  Object.fromEntries(
    changes.map(({ path }) => [path, existsSync(join(folder, path)) ? readFileSync(join(folder, path)).toString('hex') : 'gone']),
  );

async function compare(folder: string, central: boolean | undefined, answers: Record<string, string | number>): Promise<Change[]> {
  const { changes } = JSON.parse((await generate(folder, answers, '--dry-run', '--format', 'json')).out) as { changes: Change[] };
  const root = central ? join(folder, '..', '..') : folder;
  const copy = temporaryFolder();
  cpSync(root, copy, { recursive: true });
  const other = join(copy, folder.slice(root.length));
  carryOut(changes, other);
  await generate(folder, answers, '--yes');
  expect(bytes(other, changes)).toEqual(bytes(folder, changes));
  return changes;
}

describe.each(formats)('a project with %s', (_, format: Format) => {
  it('the first time, and after the answers changed', async () => {
    const folder = siteFolder(format);
    const first = await compare(folder, format.central, redis);
    expect(first.map(({ state }) => state)).toContain('create');
    write(
      folder,
      composer,
      `${read(folder, composer).replaceAll('\r\n', '\n').replace('\ufeff', '')}// mine\n`,
      format.encoding ? {} : format,
    );
    const second = await compare(folder, format.central, azure);
    expect(second.find(({ path }) => path === composer)).toMatchObject({ state: 'edit', edits: expect.anything() });
    expect(second.map(({ state }) => state)).toEqual(expect.arrayContaining(['edit', 'delete']));
    expect(read(folder, composer)).toMatch(/AddAzureSignalR[\s\S]*\/\/ mine/);
  });
});

it('what is kept comes with what would have been written, and nothing with what is the user’s', async () => {
  const folder = siteFolder();
  write(folder, composer, `// password=${secret}\n`);
  const { out } = await generate(folder, redis, '--dry-run', '--format', 'json');
  const { changes } = JSON.parse(out) as { changes: Change[] };
  expect(changes.find(({ path }) => path === composer)).toMatchObject({
    state: 'conflict',
    conflict: 'not-ours',
    text: expect.stringContaining('AddStackExchangeRedis'),
  });
  expect(out).not.toContain(secret);
});
