import { statSync } from 'node:fs';
import { findFiles } from './find-files.js';
import { relativePath } from './source-file.js';

const limits = { depth: 4, entries: 4000 };

/** The projects of a folder that nothing can be generated for: in other languages, and C# that is neither a web project nor a class library of the .NET SDK. */
export function unfitProjects(folder: string): { otherLanguages: string[]; otherKinds: string[] } {
  const found = (extension: string): string[] =>
    statSync(folder).isDirectory() ? findFiles(folder, extension, limits).map((path) => relativePath(folder, path)) : [];
  return { otherLanguages: [...found('.fsproj'), ...found('.vbproj')], otherKinds: found('.csproj') };
}
