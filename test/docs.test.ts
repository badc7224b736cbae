// docs/ is held to the program: what is made from it is fresh, its examples run, its links lead somewhere.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { afterAll, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'backplane-docs-'));
afterAll(() => rmSync(folder, { recursive: true }));
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const block = (page: string, language: string): string => new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(read(page))?.[1] ?? '';
const make = (name: string): Promise<Record<string, () => unknown>> => import(pathToFileURL(join(root, `docs/make/${name}.mjs`)).href);
const stale = 'is not what the rules and the program say now: run "npm run docs", read the difference, commit it';

it('pages that are made from the rules are fresh', async () => {
  const { pages } = await make('pages');
  for (const [name, text] of Object.entries(pages?.() as Record<string, string>))
    expect(read(`docs/${name}`) === text, `docs/${name} ${stale}`).toBe(true);
});

it('the picture in the README is what a terminal shows', async () => {
  const { picture } = await make('picture');
  expect(read('docs/advise.svg') === (await picture?.()), `docs/advise.svg ${stale}`).toBe(true);
  expect(read('README.md')).toContain('docs/advise.svg');
}, 60_000);

it('the example of the API compiles and runs', () => {
  const source = block('docs/api.md', 'ts');
  const file = join(folder, 'example.mts');
  writeFileSync(file, source);
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    paths: { 'backplane-advisor': [join(root, 'dist/types/index.d.ts')] },
  });
  const problems = ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  expect(problems).toEqual([]);
  cpSync(join(root, 'test/fixtures/umbraco-17-site'), join(folder, 'SITE'), { recursive: true });
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } });
  const script = join(folder, 'example.mjs');
  writeFileSync(script, outputText.replace("'backplane-advisor'", `'${pathToFileURL(join(root, 'dist/index.js')).href}'`));
  const output = execFileSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' });
  expect(output).toMatch(/^backplane redis$/m);
  expect(output).toMatch(/^\+.*AddStackExchangeRedis/m);
});

it.each(['docs/own-rules.md', 'CONTRIBUTING.md'])('the rules in %s are taken, and have the effect that it names', (page) => {
  const own = join(folder, page.replaceAll('/', '-'));
  mkdirSync(own);
  writeFileSync(join(own, 'own.yaml'), block(page, 'yaml'));
  const answers = ['--host', 'aspnetcore', '--servers', '2', '--sticky-sessions', 'yes', '--environment', 'production'];
  const output = execFileSync(
    process.execPath,
    [
      join(root, 'dist/main.js'),
      'advise',
      ...answers,
      '--infrastructure',
      'rabbitmq',
      '--missing',
      'unknown',
      '--rules',
      own,
      '--format',
      'json',
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  const { verdicts } = JSON.parse(output) as { verdicts: { backplane: string; status: string; reasons: { code: string }[] }[] };
  const verdictOn = (id: string) => verdicts.find(({ backplane }) => backplane === id);
  if (page === 'CONTRIBUTING.md') expect(verdictOn('example-broker')?.status).toMatch(/eligible|undecided/);
  else expect(verdictOn('azure-signalr')).toMatchObject({ status: 'excluded' });
  if (page !== 'CONTRIBUTING.md') expect(verdictOn('azure-signalr')?.reasons.map(({ code }) => code)).toContain('company-no-azure-signalr');
});

it('every link to a file leads to one', () => {
  const pages = [
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    ...readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? `docs/${name}` : [])),
  ];
  for (const page of pages)
    for (const [, target = ''] of read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g))
      expect(existsSync(join(root, dirname(page), target)), `${page}: ${target}`).toBe(true);
  const index = read('docs/README.md');
  for (const page of pages.filter((one) => one.startsWith('docs/') && one !== 'docs/README.md'))
    expect(index, `docs/README.md names ${page}`).toContain(`(${page.slice('docs/'.length)})`);
});
