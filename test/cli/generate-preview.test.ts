// What somebody reads who only looks at a plan: the files, and what to do next, also where there is nothing but that.
import { describe, expect, it } from 'vitest';
import { backplane, flags, type Result } from './fake-terminal.js';
import { folderWith } from './folder-with.js';

const project = {
  'Site.csproj':
    '<Project Sdk="Microsoft.NET.Sdk.Web">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n  </PropertyGroup>\n</Project>\n',
};
const site = {
  host: 'aspnetcore',
  servers: 2,
  websockets: 'yes',
  platform: 'linux-vm',
  cloud: 'on-premises',
  'azure-services-allowed': 'no',
  'sticky-sessions': 'no',
  'clients-skip-negotiation': 'yes',
  infrastructure: 'redis',
  'redis-region': 'same',
  missing: 'unknown',
  parts: 'load-balancer',
};
const generate = (answers: object, ...options: string[]): Promise<Result> =>
  backplane(['generate', ...flags({ ...site, ...answers }), ...options], { folder: folderWith(project) });

describe.each([
  ['a load balancer that no configuration exists for', { 'load-balancer': 'dns' }, 'DNS has no setting'],
  ['one that a file is generated for', { 'load-balancer': 'nginx' }, 'deploy/load-balancer/nginx.conf and replace'],
])('%s', (_, answers, step) => {
  const inOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');
  it.each([
    [['--dry-run'], 0],
    [[], 2],
    [['--yes'], 0],
  ])('%j: says what to do next, once', async (options, code) => {
    const result = await generate(answers, ...options);
    expect(result.code).toBe(code);
    expect(inOneLine(result.out).split(step)).toHaveLength(2);
  });
  it('--diff is the diff and nothing else', async () => {
    expect((await generate(answers, '--diff')).out).not.toContain('What to do next');
  });
});
