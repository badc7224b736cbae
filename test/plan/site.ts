import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import type { Part } from '../../src/knowledge/types.js';
import { currentFiles } from '../../src/plan/disk/current-files.js';
import { makePlan, type PlanInput } from '../../src/plan/make-plan.js';
import type { Plan } from '../../src/plan/plan.js';
import { type GenerationRecord, parseRecord, recordPath } from '../../src/plan/record.js';
import { scanProject } from '../../src/scan/scan-project.js';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder, removed when the tests are done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'backplane-plan-'));
  folders.push(folder);
  return folder;
}

/** How the files of a site are written. */
export interface Format {
  newline?: '\n' | '\r\n';
  encoding?: 'utf8' | 'utf16le';
  byteOrderMark?: boolean;
  tabs?: boolean;
  /** Directory.Packages.props two levels above the project. */
  central?: boolean;
}

export const formats: [string, Format][] = [
  ['plain', {}],
  ['carriage returns', { newline: '\r\n' }],
  ['byte order mark', { byteOrderMark: true, newline: '\r\n' }],
  ['UTF-16', { encoding: 'utf16le', byteOrderMark: true, newline: '\r\n' }],
  ['tabs and block namespaces', { tabs: true }],
  ['central packages', { central: true }],
];

export const secret = 'Sup3r-S3cret';

/** A web project as somebody might have it. Returns its folder. */
export function siteFolder(format: Format = {}): string {
  const folder = format.central ? join(temporaryFolder(), 'src', 'Site') : temporaryFolder();
  const version = format.central ? '' : ' Version="17.8.1"';
  const files: Record<string, string> = {
    'Site.csproj': `<Project Sdk="Microsoft.NET.Sdk.Web">\n\n  <!-- keep: ä 😀 -->\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n  </PropertyGroup>\n\n  <ItemGroup>\n    <PackageReference Include="Umbraco.Cms"${version} />\n  </ItemGroup>\n\n</Project>\n`,
    'appsettings.json': `{\n  // kept ä\n  "ConnectionStrings": {\n    "umbracoDbDSN": "Server=db;User Id=sa;Password=${secret}"\n  },\n  "Umbraco": {\n    "CMS": {}\n  }\n}`,
    'Program.cs': format.tabs
      ? 'namespace Site\n{\n\tpublic class Program\n\t{\n\t\tpublic static void Main()\n\t\t{\n\t\t\tvar app = WebApplication.CreateBuilder();\n\t\t\tapp.Build().Run();\n\t\t}\n\t}\n}\n'
      : 'namespace Site;\n\npublic class Program\n{\n    public static void Main()\n    {\n        var app = WebApplication.CreateBuilder();\n        app.Build().Run();\n    }\n}\n',
    ...(format.central
      ? {
          '../../Directory.Packages.props':
            '<Project>\n  <PropertyGroup>\n    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>\n  </PropertyGroup>\n  <ItemGroup>\n    <PackageVersion Include="Umbraco.Cms" Version="17.8.1" />\n  </ItemGroup>\n</Project>\n',
        }
      : {}),
  };
  for (const [path, text] of Object.entries(files)) write(folder, path, format.tabs ? text.replaceAll('  ', '\t') : text, format);
  return folder;
}

/** Writes a file in a format. */
export function write(
  folder: string,
  path: string,
  text: string,
  { newline = '\n', encoding = 'utf8', byteOrderMark = false }: Format = {},
): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), Buffer.from((byteOrderMark ? '\ufeff' : '') + text.replaceAll('\n', newline), encoding));
}

export const read = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');

/** Everything below a folder: content in hexadecimal digits and permissions of files, folders, targets of links. */
export function tree(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    const status = lstatSync(path);
    const content = entry.isFile() ? readFileSync(path).toString('hex') : entry.isSymbolicLink() ? readlinkSync(path) : 'folder';
    return [path.slice(folder.length + 1), `${(status.mode & 0o777).toString(8)} ${content}`];
  });
  return Object.fromEntries(entries.sort());
}

/** A part with everything that does not matter here. */
export const part = (id: string, what: Partial<Part>): Part => ({
  id,
  title: `Title of ${id}`,
  group: id,
  optional: false,
  source: ['somewhere'],
  checked: '2026-11-23',
  ...what,
});

export const templates: Record<string, string> = {
  'composer.cs.hbs':
    'using System;\n\nnamespace {{namespace project.folderNamespace}};\n\n// Version {{version}}\npublic class Composer\n{\n    private const string Name = {{csharp application}};\n    // the end\n}\n',
  'proxy.conf.hbs': 'server {\n  listen 80; # {{comment application}}\n}\n',
};

export const parts: Part[] = [
  part('composer', { file: { path: 'Composers/{{backplane}}Composer.cs', template: 'composer.cs.hbs', language: 'csharp' } }),
  part('proxy', { file: { path: 'deploy/proxy/nginx.conf', template: 'proxy.conf.hbs', language: 'nginx' } }),
  part('package', { package: { id: 'New.Package', versions: { 'net10.0': '10.0.15' }, allow: '>=10.0.0 <11' } }),
  part('setting', { setting: { file: 'appsettings.json', key: 'Umbraco:CMS:SignalR:ClientShouldSkipNegotiation', value: true } }),
  part('other-setting', { setting: { file: 'appsettings.json', key: 'Backplane:Name', value: '{{application}}' } }),
  part('new-settings', { setting: { file: 'config/appsettings.Farm.json', key: 'A:B', value: 5 } }),
  part('call', { call: { method: 'AddOwn', namespace: 'Own' } }),
  part('step', { step: 'Do this.' }),
];

export interface Wish extends Partial<Pick<PlanInput, 'templates' | 'values' | 'overwrite' | 'applicable' | 'versions'>> {
  parts?: Part[];
}

/** The record of a folder; undefined where nothing was generated. */
export function readRecord(folder: string): GenerationRecord | undefined {
  const file = currentFiles(folder).readCurrent(recordPath);
  return file && parseRecord(file);
}

/** The plan for a folder as it is now. */
export async function planFor(folder: string, wish: Wish = {}): Promise<Plan> {
  const methods = [...parts, ...(wish.parts ?? [])].flatMap(({ call }) => call?.method ?? []);
  const scan = await scanProject({ folder, known: { backplanes: [], answers: [], methods } });
  if (!scan) throw new Error('found no project');
  return makePlan({
    project: scan.project,
    parts: (wish.parts ?? parts).map((one) => ({ part: one, title: one.title })),
    templates: { ...templates, ...wish.templates },
    values: { application: 'Shop "1"', backplane: 'Redis', version: 1, ...wish.values },
    record: readRecord(folder),
    ...currentFiles(folder),
    versions: wish.versions ?? { tool: '1.0.0', ruleBase: '2.0.0' },
    ...(wish.overwrite ? { overwrite: wish.overwrite } : {}),
    ...(wish.applicable ? { applicable: wish.applicable } : {}),
  });
}

/** The states of a plan's changes by path. */
export const states = (plan: Plan): Record<string, string> =>
  Object.fromEntries(plan.changes.map(({ path, state, conflict }) => [path, conflict ? `${state}: ${conflict}` : state]));
