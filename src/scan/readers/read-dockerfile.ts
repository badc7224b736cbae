import { posix } from 'node:path';
import type { SourceFile } from '../project.js';
import type { Reader, SiteNames } from './reading.js';

/** Whether a Dockerfile builds the site: it names its project, or starts its assembly; or it lies in its folder and names no other. */
export function buildsSite({ path, text }: SourceFile, { folder, project }: Pick<SiteNames, 'folder' | 'project'>): boolean {
  const lines = text.split('\n').filter((line) => !/^\s*#/.test(line));
  const body = lines.join('\n');
  const projects = [...body.matchAll(/([\w.-]+)\.csproj\b/gi)].map(([, name]) => name?.toLowerCase());
  const started = [...body.matchAll(/([\w.-]+)\.dll\b/gi)].map(([, name]) => name?.toLowerCase());
  const name = project.toLowerCase();
  if (started.length > 0) return started.includes(name);
  if (projects.length > 0) return projects.at(-1) === name || (projects.includes(name) && posix.dirname(path) === folder);
  return posix.dirname(path) === (folder || '.') && /dotnet|aspnet/i.test(body);
}

/** What a Dockerfile says: whether the site runs in it. */
export const readDockerfile: Reader = (file, site) => {
  const offset = Math.max(0, file.text.search(/^\s*FROM\b/im));
  return {
    sightings: site.dockerfiles.has(file.path) ? [{ found: 'runs-site', name: 'dockerfile', stage: 'production', file, offset }] : [],
  };
};
