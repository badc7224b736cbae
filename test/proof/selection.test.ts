// Which parts the rule base chooses for whole sites: from answers, through the decision, to the files, packages and settings.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { assume } from '../../src/decide/assume.js';
import { decide } from '../../src/decide/decide.js';
import { selectParts } from '../../src/decide/select-parts.js';
import { loadRulesFolders } from '../../src/knowledge/load/rules-folder.js';
import type { Answer, Fact, Part } from '../../src/knowledge/types.js';

const ruleBase = loadRulesFolders([fileURLToPath(new URL('../../rules/', import.meta.url))]);
const asOf = ruleBase.checked;

/** The parts that answers lead to, and the backplane that they recommend. */
function partsFor(answers: Record<string, Answer>): { recommended: string | null; parts: Part[] } {
  const stated: Fact[] = Object.entries(answers).map(([id, value]) => ({ id, value, provenance: 'flag' }));
  const facts = assume(ruleBase, stated, { asOf });
  const decision = decide(ruleBase, facts, { asOf });
  return { recommended: decision.recommended, parts: selectParts(ruleBase, facts, decision, asOf).parts };
}

const files = (parts: Part[]): string[] => parts.flatMap(({ file }) => (file?.language === 'csharp' ? [file.path] : [])).sort();
const packages = (parts: Part[]): string[] => parts.flatMap((part) => part.package?.id ?? []).sort();
const settings = (parts: Part[]): string[] =>
  parts.flatMap(({ setting }) => (setting ? [`${setting.file} ${setting.key}=${setting.value}`] : [])).sort();

const umbraco = {
  host: 'umbraco',
  'umbraco-version': '17.8.1',
  'load-balanced-part': 'backoffice',
  servers: 2,
  websockets: 'yes',
  'own-hubs': 'no',
  'data-protection-shared': 'yes',
  'distributed-cache': 'no',
  'concurrent-connections': 40,
  'messages-per-second': 1,
};
const redis = { infrastructure: ['redis'], 'redis-region': 'same', 'redis-topology': 'standalone' };
const onPremises = { platform: 'linux-vm', cloud: 'on-premises', 'load-balancer': 'haproxy', 'azure-services-allowed': 'no' };
const switchedOffInDevelopment = 'appsettings.Development.json SignalR:Backplane:Enabled=false';

describe('what a decision puts into a project', () => {
  it('Umbraco with affinity and Redis: composer, role, package, and no backplane on development machines', () => {
    const { recommended, parts } = partsFor({ ...umbraco, ...onPremises, ...redis, database: 'sql-server', 'sticky-sessions': 'yes' });
    expect(recommended).toBe('redis');
    expect(files(parts)).toEqual(['Composers/ServerRoleComposer.cs', 'Composers/SignalRBackplaneComposer.cs']);
    expect(packages(parts)).toEqual(['Microsoft.AspNetCore.SignalR.StackExchangeRedis']);
    expect(settings(parts)).toEqual([switchedOffInDevelopment]);
  });
  it('Umbraco with Redis and no affinity: negotiation is skipped and session state shared', () => {
    const { recommended, parts } = partsFor({ ...umbraco, ...onPremises, ...redis, database: 'sql-server', 'sticky-sessions': 'no' });
    expect(recommended).toBe('redis');
    expect(files(parts)).toContain('Composers/DistributedCacheComposer.cs');
    expect(packages(parts)).toContain('Microsoft.Extensions.Caching.StackExchangeRedis');
    expect(settings(parts)).toContain('appsettings.json Umbraco:CMS:SignalR:ClientShouldSkipNegotiation=true');
  });
  it('Umbraco on Azure without affinity: Azure SignalR, clients negotiate again, session state in the database', () => {
    const azure = { platform: 'azure-app-service', cloud: 'azure', 'load-balancer': 'azure-app-service', 'azure-services-allowed': 'yes' };
    const without = { infrastructure: ['azure-signalr'], 'sticky-sessions': 'no', 'skip-negotiation-setting': 'on' };
    const { recommended, parts } = partsFor({
      ...umbraco,
      ...azure,
      ...without,
      'umbraco-version': '17.4.0',
      database: 'azure-sql-database',
    });
    expect(recommended).toBe('azure-signalr');
    expect(files(parts)).toContain('Composers/DistributedCacheComposer.cs');
    expect(packages(parts)).toEqual(['Microsoft.Azure.SignalR', 'Microsoft.Extensions.Caching.SqlServer']);
    expect(settings(parts)).toContain('appsettings.json Umbraco:CMS:SignalR:ClientShouldSkipNegotiation=false');
    expect(parts.map(({ id }) => id)).toContain('azure-signalr-application-name');
  });
  it('ASP.NET Core with Redis: registrations, and the lines that call them', () => {
    const answers = {
      host: 'aspnetcore',
      servers: 2,
      ...onPremises,
      ...redis,
      database: 'postgresql',
      'sticky-sessions': 'yes',
      websockets: 'yes',
    };
    const { recommended, parts } = partsFor({
      ...answers,
      'data-protection-shared': 'no',
      'concurrent-connections': 100,
      'messages-per-second': 5,
    });
    expect(recommended).toBe('redis');
    expect(files(parts)).toEqual(['SignalRBackplane/DataProtectionExtensions.cs', 'SignalRBackplane/SignalRBackplaneExtensions.cs']);
    expect(parts.flatMap(({ call }) => call?.method ?? []).sort()).toEqual(['AddSharedDataProtection', 'AddSignalRBackplane']);
  });
  it('Umbraco with SQL Server: the tables are a step where the login may not create them', () => {
    const sqlServer = {
      database: 'sql-server',
      'service-broker': 'enabled',
      infrastructure: [],
      priority: 'cost',
      'monthly-budget-usd': 0,
    };
    const answers = { ...umbraco, ...onPremises, ...sqlServer, 'sticky-sessions': 'yes', 'database-schema-rights': 'no' };
    const { recommended, parts } = partsFor(answers);
    expect(recommended).toBe('sql-server');
    expect(packages(parts)).toEqual(['IntelliTect.AspNetCore.SignalR.SqlServer']);
    expect(parts.map(({ id }) => id)).toContain('sql-server-install');
    expect(partsFor({ ...answers, 'database-schema-rights': 'yes' }).parts.map(({ id }) => id)).not.toContain('sql-server-install');
  });
  it('writes no secret and no empty connection string into a settings file', () => {
    for (const { setting } of ruleBase.parts) if (setting) expect(setting.key).not.toMatch(/ConnectionString/i);
  });
});
