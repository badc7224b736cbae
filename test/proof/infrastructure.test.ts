// The services that a decision creates: which, in which size, and that the tools which will read the files understand them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bicepCompiler, bicepRuns, bicepSays } from './bicep.js';
import { checkTerraform } from './configuration-checks.js';
import { type Answers, decisionFor, everyGroup, planOf } from './decided-site.js';
import { describeWith } from './requires.js';
import { unknownArguments } from './terraform-arguments.js';

const site: Answers = {
  host: 'aspnetcore',
  servers: 2,
  'hub-count': 1,
  websockets: 'yes',
  'sticky-sessions': 'yes',
  'data-protection-shared': 'yes',
  infrastructure: [],
  database: 'postgresql',
  'azure-services-allowed': 'yes',
  'concurrent-connections': 2500,
  'messages-per-second': 1,
  'message-bytes': 200,
  audience: 'single',
  'traffic-pattern': 'sustained',
};
const azure: Answers = { ...site, cloud: 'azure', platform: 'azure-vm', 'load-balancer': 'azure-application-gateway' };
/** Large sizes cost more than is in proportion, so they are bought only where nothing else is possible. */
const onlyAzure: Answers = {
  ...azure,
  'sticky-sessions': 'no',
  'sticky-sessions-possible': 'no',
  'clients-skip-negotiation': 'no',
  websockets: 'no',
};
const aws: Answers = { ...site, cloud: 'aws', platform: 'aws-ec2', 'load-balancer': 'aws-alb', 'azure-services-allowed': 'no' };
const redisOnAzure: Answers = { ...azure, 'azure-services-allowed': 'yes', priority: 'cost', 'monthly-budget-usd': 40 };
// Where no Redis can be run beside the site, and no database could carry the messages.
const appService = { platform: 'azure-app-service', 'load-balancer': 'azure-app-service', database: 'mysql' };
const highlyAvailable = { needs: ['high-availability'] };

/** Sites by the variant that they are meant to lead to. */
const sites: Record<string, Answers> = {
  'azure-signalr-free': {
    ...azure,
    ...appService,
    environment: 'test',
    'concurrent-connections': 5,
    'messages-per-second': 0.01,
    'monthly-budget-usd': 0,
  },
  'azure-signalr-standard': azure,
  'azure-signalr-premium': { ...azure, ...highlyAvailable },
  'azure-signalr-premium-large': { ...onlyAzure, 'concurrent-connections': 150_000 },
  'new-azure-managed-redis': redisOnAzure,
  'new-azure-managed-redis, replicated': { ...redisOnAzure, ...highlyAvailable },
  'new-elasticache': aws,
  'new-elasticache, replicated': { ...aws, ...highlyAvailable },
};
const variants = Object.entries(sites);

const created = (answers: Answers, groups: readonly string[] = everyGroup): Record<string, string> =>
  Object.fromEntries(Object.entries(planOf(answers, groups).files).filter(([path]) => path.startsWith('deploy/infrastructure/')));
const bicep = (answers: Answers): string => Object.values(created(answers, ['infrastructure'])).join();

describe('what is created', () => {
  it.each(variants)('%s is what the site leads to', (name, answers) => {
    expect(decisionFor(answers).verdicts[0]?.variant).toBe(name.split(',')[0]);
  });
  it.each([
    ['azure-signalr-standard', ['signalr.bicep'], ['signalr.tf']],
    ['new-azure-managed-redis', ['redis.bicep'], ['redis.tf']],
    ['new-elasticache', ['redis.tf'], []],
  ])('%s: by default %j, in Terraform for those who ask %j', (variant, byDefault, asked) => {
    const answers = sites[variant] as Answers;
    const paths = (names: string[]): string[] => names.map((name) => `deploy/infrastructure/${name}`);
    expect(Object.keys(created(answers, ['infrastructure']))).toEqual(paths(byDefault));
    expect(Object.keys(created(answers, ['infrastructure-terraform']))).toEqual(paths(asked));
  });
  it.each([
    ['azure-signalr', azure],
    ['azure-managed-redis', redisOnAzure],
    ['azure-cache-for-redis', redisOnAzure],
    ['redis', aws],
    ['valkey', aws],
    ['elasticache', aws],
  ])('nothing where %s runs already', (running, answers) => {
    const withIt = { ...answers, infrastructure: [running], 'redis-region': 'same', 'redis-topology': 'standalone' };
    expect(decisionFor(withIt).verdicts[0]?.variant).toMatch(new RegExp(`^${running}`));
    expect(created(withIt)).toEqual({});
  });
  it('nothing where the user runs a Redis beside the site', () => {
    const onPremises = { ...site, cloud: 'on-premises', platform: 'linux-vm', 'load-balancer': 'haproxy', 'azure-services-allowed': 'no' };
    expect(decisionFor(onPremises).verdicts[0]?.variant).toBe('own-redis');
    expect(created(onPremises)).toEqual({});
  });
});

describe('how large', () => {
  // Units that can be bought: facts/backplanes.md 6.1; 1,000 connections each, the ten of two servers with one hub included (6.2).
  it.each([
    [1, 1],
    [990, 1],
    [991, 2],
    [9990, 10],
    [9991, 20],
    [95_000, 100],
  ])('%i connections: %i units of Standard', (connections, units) => {
    const text = bicep({ ...onlyAzure, 'concurrent-connections': connections });
    expect(text).toContain("name: 'Standard_S1'");
    expect(text).toContain(`capacity: ${units}\n`);
  });
  it.each([
    ['azure-signalr-free', 'Free_F1', 1],
    ['azure-signalr-premium', 'Premium_P1', 3],
    ['azure-signalr-premium-large', 'Premium_P2', 200],
  ])('%s is %s with %i units, in Bicep and in Terraform', (variant, sku, units) => {
    const answers = sites[variant] as Answers;
    expect(bicep(answers)).toMatch(new RegExp(`name: '${sku}'\\n +capacity: ${units}\\n`));
    const terraform = created(answers, ['infrastructure-terraform'])['deploy/infrastructure/signalr.tf'];
    expect(terraform).toMatch(new RegExp(`name += "${sku}"\\n +capacity = ${units}\\n`));
  });
  it('an unknown load: the least, and the file says that nobody stated it', () => {
    const { 'concurrent-connections': _, ...unstated } = azure;
    expect(bicep(unstated)).toContain('capacity: 1\n');
    expect(bicep(unstated)).toContain('Nobody stated the load');
    expect(bicep(azure)).not.toContain('Nobody stated the load');
  });
  it('Redis has a replica where one machine may fail, and only there', () => {
    const both = (name: string): string => Object.values(created(sites[name] as Answers)).join();
    expect(both('new-azure-managed-redis')).toMatch(/highAvailability: 'Disabled'[\s\S]*high_availability_enabled = false/);
    expect(both('new-azure-managed-redis, replicated')).toMatch(/highAvailability: 'Enabled'[\s\S]*high_availability_enabled = true/);
    expect(both('new-elasticache')).toMatch(/num_cache_clusters = 1\n/);
    expect(both('new-elasticache, replicated')).toMatch(
      /num_cache_clusters += 2\n +automatic_failover_enabled = true\n +multi_az_enabled += true/,
    );
  });
  it('the service mode is Default, Redis is reached by TLS on port 10000, and no secret is printed', () => {
    expect(bicep(azure)).toContain("{ flag: 'ServiceMode', value: 'Default' }");
    expect(Object.values(created(azure)).join()).toContain('service_mode = "Default"');
    expect(bicep(redisOnAzure)).toMatch(/port: 10000\n +clientProtocol: 'Encrypted'/);
    // The compiler takes any text for these.
    const redis = Object.values(created(redisOnAzure)).join();
    for (const value of ['EnterpriseCluster', 'NoEviction', 'Encrypted', 'Balanced_B0']) {
      expect(redis).toContain(`: '${value}'\n`);
      expect(redis).toContain(`= "${value}"\n`);
    }
    for (const [, answers] of variants)
      for (const text of Object.values(created(answers))) {
        expect(text).not.toContain('listKeys');
        for (const output of text.match(/^output "[\s\S]*?^}/gm) ?? [])
          if (/password=|AccessKey/.test(output)) expect(output).toContain('sensitive = true');
      }
  });
});

it.each(variants)(
  '%s: whatever has to be filled in is explained, and the connection string does not let SignalR keep a first connection that failed',
  (_, answers) => {
    for (const [path, text] of Object.entries(created(answers))) {
      const inputs = text.match(path.endsWith('.tf') ? /^variable "[\s\S]*?^}/gm : /^@.*\nparam .*$|^param .*$/gm) ?? [];
      expect(inputs.length).toBeGreaterThan(1);
      for (const input of inputs) expect(input).toMatch(/^ +description += "|^@description\('/m);
      if (path.includes('redis')) expect(text).toMatch(/ssl=true,password=/);
      expect(text).not.toContain('abortConnect');
    }
  },
);
describeWith(['terraform'], 'Terraform', () => {
  it.each(variants)('%s is parsed, and formatted as terraform fmt would', (_, answers) => {
    const files = Object.entries(created(answers)).filter(([path]) => path.endsWith('.tf'));
    expect(files).not.toEqual([]);
    for (const [, text] of files) expect(checkTerraform(text)).toBe('');
  });
});
it.each(variants)('Terraform of %s uses only arguments that the providers document', (_, answers) => {
  for (const [path, text] of Object.entries(created(answers))) if (path.endsWith('.tf')) expect(unknownArguments(text)).toEqual([]);
});

it('an argument that no provider documents would be noticed', () => {
  const [text = ''] = Object.values(created(sites['new-azure-managed-redis'] as Answers, ['infrastructure-terraform']));
  expect(unknownArguments(text.replace('clustering_policy', 'cluster_policy'))).toEqual([
    'azurerm_managed_redis.default_database.cluster_policy',
  ]);
});

describe.runIf(bicepRuns)('Bicep', () => {
  describeWith(['dotnet'], 'the compiler', () => {
    let folder = '';
    let compiler = '';
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'backplane-infrastructure-'));
      compiler = bicepCompiler(folder);
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    /** One file that uses all the others, so that one compilation sees everything. */
    function sayOf(change: (text: string) => string): string {
      const place = mkdtempSync(join(folder, 'all-'));
      const used = variants.flatMap(([, answers], index) =>
        Object.entries(created(answers, ['infrastructure'])).flatMap(([path, text]) => {
          if (!path.endsWith('.bicep')) return [];
          mkdirSync(place, { recursive: true });
          writeFileSync(join(place, `part${index}.bicep`), change(text));
          return [`module part${index} 'part${index}.bicep' = { name: 'part${index}' }\n`];
        }),
      );
      expect(used).toHaveLength(6);
      writeFileSync(join(place, 'main.bicep'), used.join(''));
      return bicepSays(compiler, join(place, 'main.bicep'));
    }
    it('compiles every file without a warning', () => expect(sayOf((text) => text)).toBe(''));
    it('would notice a wrong property in any file', () => {
      const said = sayOf((text) => text.replace(/\n( +)properties: \{\n/, '\n$1properties: {\n$1  noSuchProperty: true\n'));
      for (let index = 0; index < 6; index++) expect(said).toMatch(new RegExp(`part${index}\\.bicep\\(.*Warning BCP037`));
    });
  });
});
