// The classic ASP.NET SignalR 2 is another product: it is recognised by packages, packages.config and code, and refused with exit 3.
import { describe, expect, it } from 'vitest';
import type { UserError } from '../../src/knowledge/types.js';
import { scanProject } from '../../src/scan/scan-project.js';
import { folderWith } from './site.js';

const old = (body: string) =>
  `<Project ToolsVersion="15.0" xmlns="http://schemas.microsoft.com/developer/msbuild/2003"><PropertyGroup><TargetFrameworkVersion>v4.8</TargetFrameworkVersion></PropertyGroup><ItemGroup>${body}</ItemGroup></Project>`;
const sdk = (framework: string, body: string) =>
  `<Project Sdk="Microsoft.NET.Sdk.Web">\n<PropertyGroup><TargetFrameworks>${framework}</TargetFrameworks></PropertyGroup>\n<ItemGroup>${body}</ItemGroup></Project>`;
const reference = '<PackageReference Include="Microsoft.AspNet.SignalR" Version="2.4.3" />';

const refused = async (files: Record<string, string>, project?: string): Promise<UserError | undefined> =>
  scanProject({ folder: folderWith(files), ...(project ? { project } : {}) }).then(
    () => undefined,
    (error: UserError) => error,
  );

describe('a site on the classic SignalR 2 is told so', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    [
      'an SDK-style project for net48',
      { 'Shop.csproj': sdk('net48', reference) },
      /Shop\.csproj:3:12: found Microsoft\.AspNet\.SignalR 2\.4\.3/,
    ],
    [
      'an old project with packages.config',
      {
        'web/Shop.csproj': old('<Reference Include="System.Web" />'),
        'web/packages.config': '<packages>\n  <package id="Microsoft.AspNet.SignalR.Core" version="2.4.1" />\n</packages>',
      },
      /web\/packages\.config:2:3: found Microsoft\.AspNet\.SignalR\.Core 2\.4\.1/,
    ],
    [
      'an old project with a reference to the assembly',
      { 'Shop.csproj': old('<Reference Include="Microsoft.AspNet.SignalR.Core, Version=2.4.3.0, Culture=neutral" />') },
      /found Microsoft\.AspNet\.SignalR\.Core 2\.4\.3\.0/,
    ],
    ['Visual Basic', { 'Shop.vbproj': old(reference) }, /Shop\.vbproj:1:\d+: found Microsoft\.AspNet\.SignalR/],
    [
      'an OWIN startup alone',
      {
        'Shop.csproj': old('<Reference Include="System.Web" />'),
        'Startup.cs':
          'using Owin;\nusing Microsoft.AspNet.SignalR;\n[assembly: OwinStartup(typeof(Startup))]\nclass Startup { void Configuration(IAppBuilder app) { app.MapSignalR(); } }\n',
      },
      /Startup\.cs:2:1: found the namespace Microsoft\.AspNet\.SignalR/,
    ],
  ])('%s', async (_name, files, says) => {
    const error = await refused(files);
    expect(error?.exitCode).toBe(3);
    expect(error?.message).toMatch(says);
    expect(error?.message).toMatch(/another product.*Microsoft\.Azure\.SignalR\.AspNet.*Nothing is decided or generated/);
  });

  it.each<[string, Record<string, string>, string | undefined]>([
    ['a project for both', { 'Shop.csproj': sdk('net48;net8.0', reference) }, undefined],
    [
      'ASP.NET Core 2 on .NET Framework',
      { 'Shop.csproj': sdk('net472', '<PackageReference Include="Microsoft.AspNetCore.SignalR" Version="1.1.0" />') },
      undefined,
    ],
    [
      'a client of it in an app for .NET',
      { 'Shop.csproj': sdk('net10.0', '<PackageReference Include="Microsoft.AspNet.SignalR.Client" Version="2.4.3" />') },
      undefined,
    ],
    ['an ASP.NET Core project beside it', { 'old/Old.csproj': old(reference), 'new/New.csproj': sdk('net10.0', '') }, undefined],
    ['somebody who decides without a project', { 'Shop.csproj': sdk('net48', reference) }, 'none'],
  ])('not %s', async (_name, files, project) => {
    expect(await refused(files, project)).toBeUndefined();
  });
});
