// What a plan says of the Redis at hand: its address, and packages of the application's own .NET (facts/backplanes.md 4.2).
import { describe, expect, it } from 'vitest';
import { type Answers, decisionFor, planOf } from './decided-site.js';

const site: Answers = {
  host: 'aspnetcore',
  servers: 2,
  'sticky-sessions': 'yes',
  'affinity-cookie-kept': 'yes',
  websockets: 'yes',
  database: 'mysql',
  'azure-services-allowed': 'no',
  'redis-region': 'same',
};

describe('the connection string is that of the product', () => {
  it.each<[product: string, answers: Answers, port: string, host: RegExp]>([
    ['a Redis of your own', { infrastructure: ['redis'], cloud: 'on-premises' }, '6379', /redis:6379/],
    ['Azure Managed Redis', { infrastructure: ['azure-managed-redis'], cloud: 'azure' }, '10000', /redis\.azure\.net:10000/],
    ['a new Azure Managed Redis', { infrastructure: [], cloud: 'azure', platform: 'azure-vm' }, '10000', /redis\.azure\.net:10000/],
    ['Azure Cache for Redis', { infrastructure: ['azure-cache-for-redis'], cloud: 'azure' }, '6380', /redis\.cache\.windows\.net:6380/],
  ])('%s', (_product, answers, port, host) => {
    expect(decisionFor({ ...site, ...answers }).recommended).toBe('redis');
    const steps = planOf({ ...site, ...answers }, ['backplane']).plan.steps.filter(({ text }) => text.includes('ConnectionStrings__Redis'));
    expect(steps).toHaveLength(1);
    expect(steps[0]?.text).toMatch(host);
    expect(/:(\d+),ssl=true/.exec(steps[0]?.text ?? '')?.[1]).toBe(port);
  });
});

it.each(['net9.0', 'net10.0', 'net11.0'])(
  "%s gets packages of its own major version, as the backplane's package has one for each",
  (framework) => {
    const stateless: Answers = { ...site, cloud: 'on-premises', infrastructure: ['redis'], 'target-framework': framework };
    const answers = { ...stateless, 'sticky-sessions': 'no', 'clients-skip-negotiation': 'yes' };
    const { plan } = planOf(answers, ['backplane', 'distributed-cache', 'data-protection'], { on: { targetFrameworks: [framework] } });
    const written = plan.changes.find(({ path }) => path.endsWith('.csproj'))?.after ?? '';
    const versions = [...written.matchAll(/Include="(Microsoft\.[^"]*StackExchangeRedis)" Version="(\d+)\./g)].map(
      ([, id, major]) => `${id} ${major}`,
    );
    const major = framework.slice(3, -2);
    expect(versions.sort()).toEqual([
      `Microsoft.AspNetCore.DataProtection.StackExchangeRedis ${major}`,
      `Microsoft.AspNetCore.SignalR.StackExchangeRedis ${major}`,
      `Microsoft.Extensions.Caching.StackExchangeRedis ${major}`,
    ]);
  },
);
