import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backplane, flags } from './fake-terminal.js';
import { folderWith } from './folder-with.js';
import { emptyFolder } from './program-run.js';

interface Cause {
  code: string;
  likelihood: string;
  because: string[];
}

async function causesOf(message: string, answers: Record<string, string | number>): Promise<Cause[]> {
  const { out } = await backplane(['diagnose', message, '--format', 'json', ...flags(answers)]);
  return JSON.parse(out).symptoms[0].causes;
}

const message = 'Error: No Connection with that ID';

test.each<[string, Record<string, string | number>, string, string]>([
  ['affinity off', { servers: 3, 'sticky-sessions': 'no' }, 'follow-up-on-another-server', 'certain'],
  ['affinity not stated', { servers: 3 }, 'follow-up-on-another-server', 'likely'],
  [
    'affinity on, cookies lost',
    { servers: 3, 'sticky-sessions': 'yes', 'affinity-cookie-kept': 'no' },
    'affinity-cookie-not-returned',
    'certain',
  ],
  [
    'Azure SignalR, negotiation skipped',
    { servers: 3, 'registered-backplane': 'azure-signalr', 'clients-skip-negotiation': 'yes' },
    'skips-negotiation-with-azure-signalr',
    'certain',
  ],
])('the facts rank the causes: %s', async (_, answers, code, likelihood) => {
  const [first] = await causesOf(message, answers);
  expect(first).toMatchObject({ code, likelihood });
  expect(first?.because.join(' ')).toContain('(stated)');
});

test('on one server the other server is ruled out', async () => {
  const causes = await causesOf(message, { servers: 1, 'max-servers': 1, 'processes-per-server': 1 });
  expect(causes.find(({ code }) => code === 'follow-up-on-another-server')?.likelihood).toBe('ruled-out');
  expect(causes[0]?.likelihood).toBe('possible');
});

test('a message that nobody knows: exit code 1, the three nearest, and what to collect', async () => {
  const { code, out } = await backplane(['diagnose', 'WebSocket went green']);
  expect(code).toBe(1);
  expect(out.match(/^ {2}- \S+: /gm)).toHaveLength(3);
  expect(out).toContain('What to collect');
});

test('a log is read message by message, with lines and counts', async () => {
  const folder = folderWith({
    'app.log': [
      'info: started',
      'fail: Some.Category[1]',
      '      Azure SignalR Service is not connected yet, please try again later.',
      ...Array(5).fill('No Connection with that ID'),
    ].join('\r\n'),
  });
  const { code, out } = await backplane(['diagnose', 'app.log', '--format', 'json'], { folder });
  expect(code).toBe(0);
  const found = JSON.parse(out).symptoms.map(({ id, matched }: { id: string; matched: { count: number; places: { line: number }[] } }) => [
    id,
    matched.count,
    matched.places[0]?.line,
  ]);
  expect(found).toEqual([
    ['azure-signalr-not-connected-yet', 1, 2],
    ['no-connection-with-that-id', 5, 4],
  ]);
});

test.each([['json'], ['text']])('no token, cookie or connection id is printed (%s)', async (format) => {
  const secrets = [
    'eXbNRQgEV0ypITcjFBbx8w',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
    'S3cretCookieValue99',
    'jane@example.com',
  ];
  const text = `No Connection with that ID wss://x/hub?id=${secrets[0]}&access_token=${secrets[1]} user ${secrets[3]} Cookie: ARRAffinity=${secrets[2]}`;
  const { out, err } = await backplane(['diagnose', text, '--format', format]);
  for (const secret of secrets) expect(out + err).not.toContain(secret);
});

test.each<[string, string | Buffer, RegExp]>([['binary', Buffer.from([1, 0, 2, 0, 3]), /broken\.log: found bytes that are no text/]])(
  'a file that is %s is an error with exit code 3',
  async (_, content, error) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'broken.log'), content);
    const { code, out, err } = await backplane(['diagnose', 'broken.log'], { folder });
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toMatch(error);
  },
);

test('UTF-16 is read, a line without end is no trouble, and a file that is not there is named', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'wide.log'), Buffer.from(`\ufeff${message}\r\n`, 'utf16le'));
  writeFileSync(join(folder, 'long.log'), `${message} ${'x'.repeat(3_000_000)}`);
  expect((await backplane(['diagnose', 'wide.log'], { folder })).out).toContain('no-connection-with-that-id');
  expect((await backplane(['diagnose', 'long.log'], { folder })).out).toContain('no-connection-with-that-id');
  expect(await backplane(['diagnose', 'gone.log'], { folder })).toMatchObject({
    code: 3,
    err: expect.stringContaining('no file "gone.log"'),
  });
});

test('explain finds a symptom by what it looks like', async () => {
  const { out } = await backplane(['explain', 'Error 17: No Connection with that ID (abc)']);
  expect(out).toMatch(/- no-connection-with-that-id \(symptom\)/);
  expect((await backplane(['explain', 'follow-up-on-another-server'])).out).toContain('How to mend it');
});

test('a symptom with a mistake is refused with its place', async () => {
  const symptom =
    '{id: own, title: Own, means: Own., seen: [client], looks: [{text: own}], examples: [own], causes: [page-lft], source: ranking}';
  const cause = '{id: own-cause, title: own, text: Own., certain: frm, tell: [{text: Look.}], mend: Mend., see: [fram], source: ranking}';
  const folder = folderWith({
    'own.yaml': `symptoms:\n  - ${symptom}\n  - {id: bare, title: t, means: m, seen: [client], looks: [{}], examples: [e], causes: [page-left]}\n`,
  });
  const refused = await backplane(['rules', 'list', '--rules', folder]);
  expect(refused.code).toBe(3);
  expect(refused.err).toMatch(/own\.yaml:3:\d+: expected at least one of "text", "status", "close", "exception"\./);
  expect(refused.err).toMatch(/"source" is missing/);
  const other = folderWith({ 'own.yaml': `symptoms:\n  - ${symptom}\ncauses:\n  - ${cause}\n` });
  const { err } = await backplane(['rules', 'list', '--rules', other]);
  expect(err).toMatch(/own\.yaml:2:\d+: "page-lft" is not a cause\. Did you mean "page-left"\?/);
  expect(err).toMatch(/own\.yaml:4:\d+: "frm" is not a definition\. Did you mean "farm"\?/);
  expect(err).toMatch(/no symptom has the cause "own-cause"/);
  expect(err).toMatch(/nothing in the rules has the id "fram"/);
});
