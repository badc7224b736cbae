/** rules/README.md teaches a language; what it shows is understood, and what there is is shown. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadRulesFolders } from '../../src/knowledge/load/rules-folder.js';
import { fileSchema } from '../../src/knowledge/load/schema.js';
import { backplane, flags } from '../cli/fake-terminal.js';
import { folderWith } from '../cli/folder-with.js';
import { rulesFolder } from './rules-in-tree.js';

const readme = readFileSync(join(rulesFolder, 'README.md'), 'utf8');
const section = (title: string): string => readme.split(/^## /m).find((one) => one.startsWith(title)) ?? '';

/** The example in each row of a table. */
const examplesIn = (title: string): string[] =>
  [...section(title).matchAll(/^\| [^|]+\| `((?:\\\||[^`|])+)`/gm)].map(([, example = '']) => example.replaceAll('\\|', '|'));

test('all files that it shows can be laid over the rules together', () => {
  const files = [...readme.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, yaml = ''], index) => [`example-${index}.yaml`, yaml] as const);
  const ruleBase = loadRulesFolders([rulesFolder, folderWith(Object.fromEntries(files))]);
  expect(files.length).toBeGreaterThan(6);
  expect(ruleBase.backplanes.map(({ id }) => id)).toContain('example-broker');
  expect(ruleBase.questions.find(({ id }) => id === 'example-licence')?.influences).toBe(true);
});

test('every condition in its table is one', () => {
  const examples = examplesIn('Conditions').filter((example) => !/^[a-z-]+(\.<|$)/.test(example) || example === 'farm');
  const yaml = `definitions:\n${examples.map((example, index) => `  - {id: own-${index}, means: Own., when: ${example}}\n`).join('')}`;
  expect(examples.length).toBeGreaterThanOrEqual(10);
  expect(() => loadRulesFolders([rulesFolder, folderWith({ 'own.yaml': yaml })])).not.toThrow();
});

test('every formula in its table is one', () => {
  const units: Record<string, string> = {
    '{value': 'connections/unit',
    '{low': 'ms',
    '{divide': 'units',
    '{max': 'servers',
    '{round-up': 'units',
    '{if': 'servers',
  };
  const examples = examplesIn('Formulas');
  const unitOf = (example: string): string =>
    units[/^\{[a-z-]+/.exec(example)?.[0] ?? ''] ?? (example.startsWith('c') ? 'connections' : 'x/x');
  const yaml = `quantities:\n${examples.map((example, index) => `  - {id: own-${index}, unit: ${unitOf(example)}, means: Own., source: ranking, formula: ${example}}\n`).join('')}`;
  expect(examples.length).toBeGreaterThanOrEqual(9);
  expect(() => loadRulesFolders([rulesFolder, folderWith({ 'own.yaml': yaml })])).not.toThrow();
});

test.each(Object.keys(fileSchema.shape))('the key %s is in its table of files', (key) => {
  expect(section('Kinds of files')).toContain(`\`${key}\``);
});

test.each(['all', 'any', 'not', 'certain', 'known', 'more-than', 'at-least', 'at-most', 'less-than', 'version', 'today'])(
  'conditions: %s is taught',
  (operator) => {
    expect(section('Conditions')).toContain(`\`${operator}\``);
  },
);

test.each(['add', 'subtract', 'multiply', 'divide', 'max', 'min', 'round-up', 'if', 'choose'])('formulas: %s is taught', (operator) => {
  expect(section('Formulas')).toContain(`\`${operator}\``);
});

test('what a template can use is there: a template of all examples is rendered into a project', async () => {
  const table = readme.split('### What a template can use')[1]?.split('\n### ')[0] ?? '';
  const examples = [...table.matchAll(/^\| [^|]+ \| `([^`]+)`/gm)].map(([, example = '']) => example);
  expect(examples.length).toBeGreaterThan(14);
  const folder = folderWith({
    'Site.csproj':
      '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>\n',
    'Program.cs': 'var builder = WebApplication.CreateBuilder(args);\nvar app = builder.Build();\napp.Run();\n',
    'own/own.yaml': `parts:\n  - {id: own-file, title: All examples, group: backplane, file: {path: all.txt, template: own/all.hbs, language: text}, source: ranking}\n`,
    'own/templates/own/all.hbs': `${examples.join('\n')}\n`,
  });
  const answers = { servers: 2, 'sticky-sessions': 'yes', infrastructure: 'redis', 'own-hubs': 'yes', missing: 'unknown' };
  const { code, err } = await backplane(['generate', '.', ...flags(answers), '--rules', join(folder, 'own'), '--yes'], { folder });
  expect(err).toContain('all.txt');
  expect(code).toBe(0);
  expect(readFileSync(join(folder, 'all.txt'), 'utf8')).toContain('app1:8080');
});
