import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parse } from 'yaml';
import { fileSchema } from '../../src/knowledge/load/schema.js';

const folder = new URL('../../rules/parts/', import.meta.url);

const parts = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => fileSchema.parse(parse(readFileSync(new URL(name, folder), 'utf8'))).parts ?? []);

/** Every C# file that the rule base may write, and where. */
export const csharpFiles = parts.flatMap(({ id, file }) =>
  file?.language === 'csharp'
    ? [{ part: id, template: file.template, folder: posix.dirname(file.path), name: posix.basename(file.path) }]
    : [],
);

/** The version of a NuGet package that the rule base writes into a project. */
export function packageVersion(id: string, framework: string): string {
  const version = parts.find((part) => part.package?.id === id)?.package?.versions[framework];
  if (!version) throw new Error(`rules/parts names no version of ${id} for ${framework}.`);
  return version;
}

const methods = [...new Set(parts.flatMap(({ call }) => call?.method ?? []))];

/** The lines that call what is generated, in Program.cs. */
export const programLines = methods.map((method) => `builder.${method}();`);

/** The same in a Startup class. */
export const startupLines = methods.map((method) => `services.${method}(configuration);`);
