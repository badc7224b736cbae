/** The same answers give the same JSON, byte for byte but for the provenance and evidence of facts, whoever gives them: flags, environment, file, the printed command. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { valuesToTry } from '../../src/decide/values-to-try.js';
import { loadBuiltIn } from '../../src/knowledge/built-in.js';
import { type Answer, unknown } from '../../src/knowledge/types.js';
import { environmentNameOf } from '../../src/questions/names.js';
import { backplane } from './fake-terminal.js';
import { folderWith } from './folder-with.js';
import { copyOf, emptyFolder, inShell, program, runInShell } from './program-run.js';

const { questions } = loadBuiltIn();
const asText = (value: Answer): string => (Array.isArray(value) ? value.join(',') || 'none' : String(value));

/** What a decision is, without where its facts came from. */
function withoutOrigin(json: string): string {
  const document = JSON.parse(json);
  for (const fact of document.facts) for (const key of ['provenance', 'evidence']) delete fact[key];
  return JSON.stringify(document, null, 2);
}

const someAnswers = fc.record(
  Object.fromEntries(
    questions.map((question) => [question.id, fc.option(fc.constantFrom(...valuesToTry(question), unknown), { freq: 3, nil: undefined })]),
  ),
);

test('flags, environment and answers file', async () => {
  const rest = ['--missing', 'unknown', '--format', 'json'];
  await fc.assert(
    fc.asyncProperty(someAnswers, async (drawn) => {
      const answers = Object.entries(drawn).filter((one): one is [string, Answer] => one[1] !== undefined);
      const flags = answers.flatMap(([id, value]) => [`--${id}`, asText(value)]);
      const environment = Object.fromEntries(answers.map(([id, value]) => [environmentNameOf(id), asText(value)]));
      const yaml = answers.map(([id, value]) => `${id}: ${Array.isArray(value) ? `[${value.join(', ')}]` : value}\n`).join('');
      const folder = folderWith({});
      const byFlag = await backplane(['advise', ...flags, ...rest], { folder });
      const byEnvironment = await backplane(['advise', ...rest], { folder, environment });
      const byFile = await backplane(['advise', ...rest], { folder: folderWith({ 'backplane.yaml': yaml }) });
      expect(withoutOrigin(byEnvironment.out)).toBe(withoutOrigin(byFlag.out));
      expect(withoutOrigin(byFile.out)).toBe(withoutOrigin(byFlag.out));
      expect(new Set([byFlag.code, byEnvironment.code, byFile.code]).size).toBe(1);
    }),
    { numRuns: 25, seed: 20261126 },
  );
});

describe('the printed command, in a shell', () => {
  const farm = ['--load-balanced-part', 'backoffice', '--servers', '2', '--sticky-sessions', 'yes', '--infrastructure', 'redis'];

  /** Runs a command in a folder and then what its JSON says gives it again, and compares. */
  async function expectSame(words: readonly string[], folder: string, environment: Record<string, string> = {}): Promise<string> {
    const first = await runInShell(inShell([...program, ...words, '--format', 'json']), { folder, environment });
    expect(first).toMatchObject({ code: 0 });
    const { command } = JSON.parse(first.stdout);
    expect(command).toMatch(/^backplane advise /);
    const again = await runInShell(`${command.replace(/^backplane/, inShell(program))} --format json`, { folder });
    expect(again.code, again.stderr).toBe(0);
    expect(withoutOrigin(again.stdout)).toBe(withoutOrigin(first.stdout));
    return command;
  }

  test('states what was detected, and keeps --missing unknown', async () => {
    const command = await expectSame(['advise', ...farm, '--missing', 'unknown'], copyOf('umbraco-17-site'));
    for (const part of ['--host umbraco', '--umbraco-version 17.8.1', '--database sql-server', '--servers 2', '--missing unknown'])
      expect(command).toContain(part);
    // Assumptions are made again.
    expect(command).not.toContain('--regions');
  });

  test('states what environment and file said, without either', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'mine.yaml'), 'host: umbraco\numbraco-version: 17.10\n');
    const words = ['advise', '--answers', 'mine.yaml', ...farm, '--missing', 'unknown'];
    const command = await expectSame(words, folder, { BACKPLANE_OWN_HUBS: 'no', BACKPLANE_ENVIRONMENT: 'unknown' });
    expect(command).toContain('--umbraco-version 17.10 ');
    expect(command).toContain('--own-hubs no');
    expect(command).toContain('--environment unknown');
    expect(command).not.toContain('mine.yaml');
  });

  test('names the answers file where another one would be read without it', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'backplane.yaml'), 'priority: cost\nhost: aspnetcore\n');
    writeFileSync(join(folder, "it's mine.yaml"), 'host: umbraco\n');
    const command = await expectSame(['advise', '--answers', "it's mine.yaml", ...farm, '--missing', 'unknown'], folder);
    expect(command).toContain(`--answers 'it'\\''s mine.yaml'`);
    expect(command).not.toContain('--priority');
  });

  test.each(['a site', 'it\'s a "site"', '$HOME `x`', '-site', 'Größe'])('leads to a folder named %j', async (name) => {
    const folder = emptyFolder();
    mkdirSync(join(folder, name));
    writeFileSync(
      join(folder, name, 'Site.csproj'),
      '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>',
    );
    const given = name.startsWith('-') ? `./${name}` : name;
    expect(await expectSame(['advise', given, ...farm, '--missing', 'unknown'], folder)).toContain('--target-framework net10.0');
  });

  test('repeats --project, --rules, --prices and --as-of', async () => {
    const folder = copyOf('two-web-projects');
    mkdirSync(join(folder, 'our rules'));
    writeFileSync(join(folder, 'our rules', 'own.yaml'), 'definitions: []\n');
    writeFileSync(join(folder, "our 'prices'.yaml"), 'discount-percent: {all: 10}\n');
    const own = ['--project', 'Shop', '--rules', 'our rules', '--prices', "our 'prices'.yaml", '--as-of', '2027-01-31'];
    const command = await expectSame(['advise', ...farm, ...own, '--missing', 'unknown'], folder);
    for (const option of ['--project Shop', "--rules 'our rules'", '--prices', '--as-of 2027-01-31']) expect(command).toContain(option);
  });
});

describe('the JSON', () => {
  test.each<[string, string[], number]>([
    ['backplane', [], 0],
    ['none-needed', ['--host', 'umbraco', '--servers', '1', '--max-servers', '1', '--load-balanced-part', 'none', '--own-hubs', 'no'], 0],
    [
      'platform-provides',
      [
        '--host',
        'umbraco',
        '--umbraco-version',
        '17.8.1',
        '--platform',
        'umbraco-cloud',
        '--load-balanced-part',
        'backoffice',
        '--servers',
        '2',
        '--own-hubs',
        'no',
      ],
      0,
    ],
    ['no-eligible', ['--host', 'umbraco', '--umbraco-version', '16.5.1', '--load-balanced-part', 'backoffice', '--servers', '2'], 4],
  ])('has the same keys whatever the outcome, here %s; the exit code does not depend on the format', async (outcome, flags, code) => {
    const argv = ['advise', ...flags, '--missing', 'unknown'];
    const [json, text] = await Promise.all([backplane([...argv, '--format', 'json']), backplane(argv)]);
    expect([json.code, text.code]).toEqual([code, code]);
    const document = JSON.parse(json.out);
    expect(document.outcome).toBe(outcome);
    expect(Object.keys(document)).toEqual(
      'schema outcome recommended reasons contradictions verdicts prerequisites warnings changes lighter facts command ruleBase'.split(' '),
    );
    for (const verdict of document.verdicts)
      expect(Object.keys(verdict)).toEqual('backplane variant status reasons criteria unless'.split(' '));
    for (const reason of [...document.reasons, ...document.warnings])
      expect(Object.keys(reason).filter((key) => key !== 'severity')).toEqual(['code', 'text', 'source']);
    for (const prerequisite of document.prerequisites)
      expect(Object.keys(prerequisite)).toEqual(['code', 'text', 'source', 'title', 'who', 'severity']);
    for (const change of document.changes) expect(Object.keys(change)).toEqual(['set', 'outcome', 'recommended', 'text']);
    for (const fact of document.facts) {
      expect(Object.keys(fact).filter((key) => key !== 'because')).toEqual(['id', 'value', 'provenance', 'evidence']);
      expect(fact.provenance === 'assumed').toBe('because' in fact);
    }
    expect(Object.keys(document.ruleBase)).toEqual(['version', 'hash', 'checked']);
    expect(document.recommended === null).toBe(outcome !== 'backplane');
  });
});
