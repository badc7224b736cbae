import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { loadBuiltIn } from '../../src/knowledge/built-in.js';
import type { Answer, Fact } from '../../src/knowledge/types.js';
import type { Scan } from '../../src/scan/project.js';
import { type ScanOptions, scanProject } from '../../src/scan/scan-project.js';
import { knownCode } from '../../src/site/known-code.js';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder with these files, removed when the tests are done. */
export function folderWith(files: Record<string, string | Buffer>): string {
  const folder = mkdtempSync(join(tmpdir(), 'backplane-scan-'));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** As rules/ has them. */
const known = { ...knownCode(loadBuiltIn()), methods: ['AddOwn'] };

export const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

export const umbracoPackage = '<PackageReference Include="Umbraco.Cms" Version="17.8.1" />';

/** A project file of a web project with these packages and properties. */
export const web = (items = '', properties = '<TargetFramework>net10.0</TargetFramework>'): string =>
  `<Project Sdk="Microsoft.NET.Sdk.Web">\n  <PropertyGroup>\n    ${properties}\n  </PropertyGroup>\n  <ItemGroup>\n    ${items}\n  </ItemGroup>\n</Project>\n`;

/** A scan that finds a project. */
export async function scan(options: ScanOptions | Record<string, string | Buffer>): Promise<Scan> {
  const found = await scanProject({
    known,
    ...('folder' in options ? (options as ScanOptions) : { folder: folderWith(options as Record<string, string | Buffer>) }),
  });
  if (!found) throw new Error('found no project');
  return found;
}

/** The values of the facts by id. */
export const valuesOf = (facts: readonly Fact[]): Record<string, Answer> => Object.fromEntries(facts.map(({ id, value }) => [id, value]));

/** The facts that a web project with Umbraco and these further files shows. */
export async function factsOf(files: Record<string, string>): Promise<Record<string, Answer>> {
  return valuesOf((await scan({ 'Site.csproj': web(umbracoPackage), ...files })).facts);
}
