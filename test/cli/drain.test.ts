/** What `--parts drain` writes for Azure SignalR Service: clients move only where they have the time to, before the host stops and the platform kills. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backplane, flags } from './fake-terminal.js';
import { folderWith } from './folder-with.js';

const site = {
  'Site.csproj':
    '<Project Sdk="Microsoft.NET.Sdk.Web">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n  </PropertyGroup>\n</Project>\n',
  'Program.cs': 'var builder = WebApplication.CreateBuilder(args);\nvar app = builder.Build();\napp.Run();\n',
  'appsettings.json': '{\n  "AllowedHosts": "*"\n}\n',
};

interface Settings {
  shutdownTimeoutSeconds?: number;
  Azure?: { SignalR?: { GracefulShutdown?: { Mode: string; TimeoutInSeconds: number } } };
}

async function settingsOn(platform: string): Promise<Settings> {
  const folder = folderWith(site);
  const answers = {
    servers: 2,
    platform,
    cloud: 'azure',
    'own-hubs': 'yes',
    infrastructure: 'azure-signalr',
    'sticky-sessions': 'no',
    missing: 'unknown',
  };
  const { err } = await backplane(['generate', '.', ...flags(answers), '--parts', 'drain', '--yes'], { folder });
  expect(err).not.toContain('no parts in the group drain');
  return JSON.parse(readFileSync(join(folder, 'appsettings.json'), 'utf8'));
}

test.each([
  ['azure-container-apps', 30],
  ['aks', 30],
  ['docker', 10],
])(
  '%s, which kills after %d s: clients move in less than the host waits, and that in less than the platform does',
  async (platform, kills) => {
    const { shutdownTimeoutSeconds = 0, Azure } = await settingsOn(platform);
    const { Mode, TimeoutInSeconds = 0 } = Azure?.SignalR?.GracefulShutdown ?? {};
    expect(Mode).toBe('MigrateClients');
    expect(TimeoutInSeconds).toBeGreaterThan(0);
    expect(TimeoutInSeconds).toBeLessThan(shutdownTimeoutSeconds);
    expect(shutdownTimeoutSeconds).toBeLessThan(kills);
  },
);

test('where nobody knows how long the platform waits, nothing is written', async () => {
  expect((await settingsOn('azure-vm')).Azure).toBeUndefined();
});
