// Configurations whose reader comes from NuGet: Bicep files, compiled with warnings as errors, and a YARP that runs on its own.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configuration, configurations, type Need, needs, needsAffinity, renderFor } from './load-balancer-files.js';
import { freePort } from './processes.js';
import { type Farm, serversSeen, startFarm, startProxy, upgradeStatus } from './proxy.js';
import { describeWith } from './requires.js';

const bicepVersion = '0.49.2';
const files = configurations.filter(({ language }) => language === 'bicep').map(({ name }) => name);

/** How a user's own Bicep takes what a file exports, as the comment on top of it says. */
const consumers: Record<string, string> = {
  'app-service.bicep': `
    resource site 'Microsoft.Web/sites@2024-11-01' = {
      name: 'site'
      location: resourceGroup().location
      properties: { ...it.signalRSite, siteConfig: { ...it.signalRSiteConfig, alwaysOn: true } }
    }`,
  'application-gateway.bicep': `
    output settings resourceInput<'Microsoft.Network/applicationGateways@2024-05-01'>.properties.backendHttpSettingsCollection = [
      { name: 'signalr-site', properties: { ...it.signalRBackendSettings, port: 80, protocol: 'Http' } }
    ]`,
  'container-apps.bicep': `
    output configuration resourceInput<'Microsoft.App/containerApps@2024-03-01'>.properties.configuration = {
      ingress: { ...it.signalRIngress, external: true, targetPort: 8080 }
    }`,
  'front-door.bicep': `
    output group resourceInput<'Microsoft.Cdn/profiles/originGroups@2024-02-01'>.properties = { ...it.signalROriginGroup }
    output route resourceInput<'Microsoft.Cdn/profiles/afdEndpoints/routes@2024-02-01'>.properties = { ...it.signalRRoute, httpsRedirect: 'Enabled' }`,
  'load-balancer.bicep': `
    output rule resourceInput<'Microsoft.Network/loadBalancers@2024-05-01'>.properties.loadBalancingRules[*].properties = { ...it.signalRRule }`,
};

describeWith(['dotnet'], 'configurations for Bicep and YARP', () => {
  let folder = '';
  let packages = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'backplane-balancers-dotnet-'));
    cpSync(fileURLToPath(new URL('fixtures/yarp', import.meta.url)), folder, { recursive: true });
    // No build server may outlive the test.
    const dotnet = (...args: string[]): string => {
      const env = { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_CLI_USE_MSBUILD_SERVER: '0', DOTNET_NOLOGO: '1' };
      const { status, stdout, stderr } = spawnSync('dotnet', args, { cwd: folder, encoding: 'utf8', env, timeout: 300_000 });
      if (status !== 0) throw new Error(`dotnet ${args[0]}: ${stdout}${stderr}`);
      return stdout;
    };
    dotnet('build', 'yarp.csproj', '--nologo', '-v:q', '-o', 'out', '-nodeReuse:false', '-p:UseSharedCompilation=false');
    packages = dotnet('nuget', 'locals', 'global-packages', '--list')
      .replace(/^.*?global-packages: /s, '')
      .trim();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  // The compiler that NuGet serves is a program for Linux on x64.
  describe.runIf(process.env.CI || (process.platform === 'linux' && process.arch === 'x64'))('Bicep', () => {
    /** Everything that the compiler says. */
    function compile(file: string): string {
      const compiler = join(packages, 'azure.bicep.commandline.linux-x64', bicepVersion, 'tools', 'bicep');
      chmodSync(compiler, 0o755);
      const { status, stdout, stderr, error } = spawnSync(compiler, ['build', file, '--stdout'], { encoding: 'utf8', timeout: 120_000 });
      if (error) throw error;
      expect(status === 0 || stderr !== '', stdout).toBe(true);
      return stderr;
    }

    /** A Bicep file that uses all others, so that one compilation sees everything. */
    function writeAll(place: string, change: (text: string) => string, need: Need): string {
      mkdirSync(place, { recursive: true });
      for (const name of files) writeFileSync(join(place, name), change(renderFor(configuration(name).template, need)));
      const uses = Object.entries(consumers).map(
        ([name, text], index) => `import * as it${index} from '${name}'\n${text.replaceAll('it.', `it${index}.`)}\n`,
      );
      writeFileSync(join(place, 'main.bicep'), uses.join('\n'));
      return join(place, 'main.bicep');
    }

    it('is tried for every file as its user would use it', () => expect(Object.keys(consumers).sort()).toEqual([...files].sort()));
    it.each(needs)('every file (%s) compiles without a warning', (need) => {
      expect(compile(writeAll(join(folder, need), (text) => text, need))).toBe('');
    });
    it('would notice a wrong property in any file', () => {
      const said = compile(
        writeAll(join(folder, 'wrong'), (text) => text.replace(/ = \{\n/, ' = {\n  noSuchProperty: true\n'), 'affinity'),
      );
      for (const name of files) expect(said).toMatch(new RegExp(`/${name}\\(.*Warning BCP037`));
    });
  });

  describe('YARP at work, two servers', () => {
    let farm: Farm;
    beforeAll(async () => {
      farm = await startFarm();
    });
    afterAll(() => farm.stop());

    it.each(needs)('%s', async (need) => {
      const instances = farm.ports.map((port, index) => ({ name: `app${index}`, address: '127.0.0.1', port }));
      const settings = join(folder, `${need}.json`);
      writeFileSync(settings, renderFor(configuration('yarp.appsettings.json').template, need, instances));
      const port = await freePort();
      const args = [join(folder, 'out', 'yarp.dll'), `--settings=${settings}`, `--urls=http://127.0.0.1:${port}`];
      const stop = await startProxy('dotnet', args, port, { ASPNETCORE_ENVIRONMENT: 'Production' });
      try {
        const { oneClient, strangers } = await serversSeen(port);
        expect(oneClient.size).toBe(needsAffinity(need) ? 1 : 2);
        expect(strangers.size).toBe(2);
        expect(await upgradeStatus(port)).toBe(101);
      } finally {
        await stop();
      }
    });
  });
});
