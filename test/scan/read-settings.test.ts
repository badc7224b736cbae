import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/knowledge/types.js';
import { scanProject } from '../../src/scan/scan-project.js';
import { parseSettings } from '../../src/scan/settings/read-settings.js';
import { folderWith, scan, web } from './site.js';

const parse = (text: string) => parseSettings({ path: 'appsettings.json', text, encoding: 'utf8', byteOrderMark: false, newline: '\n' });

test('keys as .NET names them', () => {
  const settings = parse('{ "A": { "B": [1, { "C": true }], "D:E": "x", "F": null } }');
  expect(settings.map(({ key, value }) => [key, value])).toEqual([
    ['A:B:0', 1],
    ['A:B:1:C', true],
    ['A:D:E', 'x'],
  ]);
});

test('comments and trailing commas are allowed', () => {
  expect(parse('// a\n{ /* b */ "A": [1, 2,], // c\n}').map(({ value }) => value)).toEqual([1, 2]);
});

test('values may be nested as deep as .NET reads them, and no deeper', () => {
  const nested = (depth: number) => parse(`{"a":${'['.repeat(depth - 1)}1${']'.repeat(depth - 1)}}`);
  expect(nested(64)).toMatchObject([{ value: 1 }]);
  for (const depth of [65, 4000, 100_000]) expect(() => nested(depth)).toThrow(/^appsettings\.json:1:\d+: found more than 64 objects/);
});

describe('malformed JSON is an error with its place', () => {
  test.each([
    ['a comma is missing', '{\n  "A": 1\n  "B": 2\n}', /^appsettings\.json:3:3: found .*Expected a comma/],
    [
      'a text does not end',
      '{\n  "A": "x\n}',
      /^appsettings\.json:2:8: found a text that does not end on its line\. Expected a double quote/,
    ],
    ['a brace is missing', '{ "A": 1', /^appsettings\.json:1:9: found the end of the file\. Expected a closing brace/],
    [
      'a name without quotes',
      '{\n  A: 1 }',
      /^appsettings\.json:2:3: found a text that is not in double quotes\. Expected a text in double quotes/,
    ],
    ['a brace too many', '{}}', /^appsettings\.json:1:3: found the character }\. Expected the end of the file/],
    ['a list', '[1]', /^appsettings\.json:1:1: found a JSON array\. Expected an object/],
    ['nothing', '', /^appsettings\.json:1:1: found the end of the file\. Expected a value/],
  ])('%s', (_, text, message) => {
    const parsing = () => parse(text);
    expect(parsing).toThrow(UserError);
    expect(parsing).toThrow(message);
    expect(parsing).toThrow(/Correct the file and run again\.$/);
  });

  test('in any of the files, with exit code 3, and no secret in the message', async () => {
    const folder = folderWith({ 'Site.csproj': web(), 'appsettings.json': '{}', 'appsettings.Staging.json': '{ "Password": hunter2 }' });
    const error = await scanProject({ folder }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ exitCode: 3, message: expect.stringMatching(/^appsettings\.Staging\.json:1:15: /) });
    expect((error as Error).message).not.toMatch(/hunter2|the character h/);
  });
});

test('which files are settings, appsettings.json first', async () => {
  const { project } = await scan({
    'Site.csproj': web(),
    'appsettings.Production.json': '{}',
    'appsettings.json': '{}',
    'appsettings.Development.json': '{}',
    'appsettings-schema.json': 'not even JSON',
    'appsettings-schema.Umbraco.Cms.json': 'not even JSON',
    'myappsettings.json': 'not even JSON',
  });
  expect(project.settings.map((file) => file.path)).toEqual([
    'appsettings.json',
    'appsettings.Development.json',
    'appsettings.Production.json',
  ]);
});
