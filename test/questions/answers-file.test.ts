/** The answers file, `backplane.yaml`: what it may hold, and what is said of what it may not. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadBuiltIn } from '../../src/knowledge/built-in.js';
import { type Answer, type Fact, UserError } from '../../src/knowledge/types.js';
import { parseAnswersFile, readAnswersFile, writeAnswersFile } from '../../src/questions/answers-file.js';

const { questions } = loadBuiltIn();
const parse = (text: string): Fact[] => parseAnswersFile('a.yaml', text, questions);
const answersIn = (text: string): Record<string, Answer> => Object.fromEntries(parse(text).map(({ id, value }) => [id, value]));

function complaint(text: string): string {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof UserError && error.exitCode === 3) return error.message;
    throw error;
  }
  return 'nothing';
}

describe('holds answers by the id of the question', () => {
  test.each<[string, Record<string, Answer>]>([
    // A version is its text: 17.10 is not 17.1.
    ['umbraco-version: 17.10', { 'umbraco-version': '17.10' }],
    ['umbraco-version: "17.10"', { 'umbraco-version': '17.10' }],
    ['umbraco-version: &v 17.10', { 'umbraco-version': '17.10' }],
    ['umbraco-version: 17', { 'umbraco-version': '17' }],
    ['target-framework: net10.0', { 'target-framework': 'net10.0' }],
    // YAML 1.2 reads yes and on as text, 1.1 as true.
    ['sticky-sessions: yes', { 'sticky-sessions': 'yes' }],
    ['sticky-sessions: true', { 'sticky-sessions': 'yes' }],
    ['sticky-sessions: false', { 'sticky-sessions': 'no' }],
    ['skip-negotiation-setting: on', { 'skip-negotiation-setting': 'on' }],
    ['skip-negotiation-setting: false', { 'skip-negotiation-setting': 'off' }],
    ['%YAML 1.1\n---\nsticky-sessions: no', { 'sticky-sessions': 'no' }],
    ['servers: "2"', { servers: 2 }],
    ['servers: 2.0', { servers: 2 }],
    ['servers: 1e3', { servers: 1000 }],
    ['messages-per-second: .5', { 'messages-per-second': 0.5 }],
    ['servers: unknown', { servers: 'unknown' }],
    ['infrastructure: [valkey, redis]', { infrastructure: ['redis', 'valkey'] }],
    ['infrastructure: valkey, redis', { infrastructure: ['redis', 'valkey'] }],
    ['infrastructure: []', { infrastructure: [] }],
    ['infrastructure: none', { infrastructure: [] }],
    ['infrastructure: [none]', { infrastructure: [] }],
    ['infrastructure: [unknown]', { infrastructure: 'unknown' }],
    ['servers: &n 2\nmax-servers: *n', { servers: 2, 'max-servers': 2 }],
    ['infrastructure: [&r redis, *r]', { infrastructure: ['redis'] }],
    ['"servers": 2 # two', { servers: 2 }],
    ['\ufeffservers: 2\r\ndatabase: sqlite\r\n', { servers: 2, database: 'sqlite' }],
    ['servers:\t2', { servers: 2 }],
    ['', {}],
    ['# nothing yet\n', {}],
    ['---\n', {}],
    ['{}', {}],
  ])('%j', (text, answers) => {
    expect(answersIn(text)).toEqual(answers);
  });

  test('each with its line', () => {
    expect(parse('# mine\nservers: 2\ninfrastructure:\n  - redis\n')).toEqual([
      { id: 'servers', value: 2, provenance: 'file', evidence: [{ file: 'a.yaml', line: 2, text: 'servers: 2' }] },
      {
        id: 'infrastructure',
        value: ['redis'],
        provenance: 'file',
        evidence: [{ file: 'a.yaml', line: 3, text: 'infrastructure: [redis]' }],
      },
    ]);
  });
});

describe('what cannot be understood is named with its place', () => {
  test.each<[string, RegExp]>([
    ['servers: [2', /^a\.yaml:1:\d+: this is not YAML: /],
    ['\tservers: 2', /^a\.yaml:1:1: this is not YAML: .*[Tt]abs/],
    ['servers: 2\nservers: 3', /^a\.yaml:2:1: .*found the key servers a second time; expected it once\./],
    ['servers: 2\n---\nservers: 3', /^a\.yaml:2:1: found a second document .*; expected one\./],
    ['servers: *n', /^a\.yaml:1:10: .*there is no anchor &n/],
    ['umbraco-version: !v 17', /^a\.yaml:1:18: .*!v/],
    ['- servers', /^a\.yaml:1:1: found a list; expected answers such as "servers: 2"/],
    ['servers 2', /^a\.yaml:1:1: found "servers 2"; expected answers such as "servers: 2"/],
    ['server: 2', /^a\.yaml:1:1: "server" is not a question\. Did you mean "servers"\? .*advise --help/],
    ['max_servers: 2', /Did you mean "max-servers"\?/],
    ['? [servers]\n: 2', /^a\.yaml:1:3: .*servers.* is not a question\./],
    ['servers:', /^a\.yaml:1:\d+: servers: found nothing; expected a whole number/],
    [
      'servers: many',
      /^a\.yaml:1:10: servers: found "many"; expected a whole number \(servers\), at least 1, or a range such as 10\.\.20 or >=10, or unknown\./,
    ],
    ['servers: -0', /found "-0"/],
    ['servers: .inf', /found "\.inf"/],
    ['servers: true', /found "true"/],
    ['servers: [2]', /^a\.yaml:1:10: servers: found a list; expected a whole number/],
    ['servers: {now: 2}', /^a\.yaml:1:10: servers: found a mapping; expected a whole number/],
    ['environment: true', /found "true"; expected production, test, or unknown\.$/],
    ['umbraco-version: 0x11', /found "0x11"; expected a version/],
    ['infrastructure:\n  - redis\n  - redi', /^a\.yaml:3:5: infrastructure: found "redi"; .* Did you mean "redis"\?/],
    ['infrastructure: [redis, none]', /^a\.yaml:1:17: infrastructure: found "none" together with others/],
    ['infrastructure: [redis, [valkey]]', /^a\.yaml:1:25: infrastructure: found nothing/],
    ['infrastructure: {redis: true}', /^a\.yaml:1:17: infrastructure: found a mapping/],
  ])('%j', (text, message) => {
    expect(complaint(text)).toMatch(message);
  });

  test('all problems at once', () => {
    expect(complaint('servers: two\nmax-servers: 3\ndatabase: sqlservr\nfoo: 1').match(/^a\.yaml:\d+:\d+/gm)).toEqual([
      'a.yaml:1:10',
      'a.yaml:3:11',
      'a.yaml:4:1',
    ]);
  });
});

describe('a file that cannot be read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backplane-answers-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'folder.yaml'));
  writeFileSync(join(folder, 'binary.yaml'), Buffer.from([0, 1, 0xff, 0xfe]));
  writeFileSync(join(folder, 'utf-16.yaml'), Buffer.from('\ufeffservers: 2\n', 'utf16le'));

  test.each([
    ['missing.yaml', 'missing.yaml: there is no such file; expected an answers file. Check the path.'],
    ['folder.yaml', 'folder.yaml: found a folder; expected an answers file. Check the path.'],
    ['binary.yaml', 'binary.yaml:1:1: found bytes that are no text in UTF-8; expected an answers file. Save it as UTF-8 and run again.'],
    ['utf-16.yaml', 'utf-16.yaml:1:1: found bytes that are no text in UTF-8; expected an answers file. Save it as UTF-8 and run again.'],
  ])('%s', (name, message) => {
    expect(() => readAnswersFile(join(folder, name), questions, name)).toThrow(new UserError(message));
  });
});

test('what is written is read again: every answer, and neither assumptions nor what the project shows', () => {
  const facts: Fact[] = [
    { id: 'umbraco-version', value: '17.10', provenance: 'detected' },
    { id: 'servers', value: 2, provenance: 'prompt' },
    { id: 'max-servers', value: 2, provenance: 'assumed' },
    { id: 'sticky-sessions', value: 'no', provenance: 'flag' },
    { id: 'environment', value: 'unknown', provenance: 'prompt' },
    { id: 'infrastructure', value: ['redis', 'nats'], provenance: 'env' },
    { id: 'needs', value: [], provenance: 'prompt' },
    { id: 'skip-negotiation-setting', value: 'off', provenance: 'file' },
  ];
  const { 'max-servers': _, 'umbraco-version': __, ...stated } = Object.fromEntries(facts.map(({ id, value }) => [id, value]));
  expect(answersIn(writeAnswersFile(facts))).toEqual(stated);
});
