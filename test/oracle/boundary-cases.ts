/** The decision-truth table of ../shared/facts/backplanes.md 1, row by row, and every line the facts draw, from both sides. */
import type { Backplane } from './exclusions.js';
import type { Case, Expectation } from './expectation.js';
import type { Answers } from './site.js';

/** A farm of which everything is known, where Redis, Azure SignalR and SQL Server are all eligible. */
const farm: Answers = {
  host: 'aspnetcore',
  'target-framework': 'net10.0',
  servers: 2,
  environment: 'production',
  'own-hubs': 'yes',
  'hub-count': 1,
  platform: 'linux-vm',
  cloud: 'on-premises',
  'load-balancer': 'nginx',
  'sticky-sessions': 'yes',
  'sticky-sessions-possible': 'no',
  'affinity-cookie-kept': 'yes',
  websockets: 'yes',
  'clients-skip-negotiation': 'no',
  'concurrent-connections': 100,
  'messages-per-second': 0.1,
  'message-bytes': 500,
  audience: 'single',
  'traffic-pattern': 'sporadic',
  'tolerated-delay-ms': 5000,
  'monthly-budget-usd': 500,
  'azure-services-allowed': 'yes',
  database: 'sql-server',
  'service-broker': 'enabled',
  'database-schema-rights': 'yes',
  infrastructure: ['redis'],
  'redis-region': 'same',
};
const noAffinity: Answers = { 'sticky-sessions': 'no' };
const umbraco: Answers = { host: 'umbraco', 'load-balanced-part': 'backoffice', 'own-hubs': 'no', 'hub-count': 3 };
const onAzure: Answers = { platform: 'azure-app-service', cloud: 'azure', 'load-balancer': 'azure-app-service' };
const usual: Backplane[] = ['redis', 'azure-signalr', 'sql-server'];
const selfHosted: Backplane[] = ['redis', 'sql-server', 'ncache', 'orleans', 'masstransit', 'rebus', 'postgresql', 'nats'];

const row = (gist: string, change: Answers, expect: Expectation): Case => ({ gist, answers: { ...farm, ...change }, expect });
const version = (text: string, expect: Expectation, change: Answers = {}) =>
  row(
    `Umbraco ${text}${Object.keys(change).length > 0 ? ` with ${JSON.stringify(change)}` : ''}`,
    { ...umbraco, ...noAffinity, 'umbraco-version': text, ...change },
    expect,
  );

export const affinity: Case[] = [
  row('the farm as it is: all three', {}, { outcome: 'backplane', eligible: usual }),
  row('rule 1: a farm without affinity has Azure SignalR only', noAffinity, { eligible: ['azure-signalr'], excluded: selfHosted }),
  row('rule 1, exception 1: one process', { ...noAffinity, servers: 1 }, { outcome: 'none-needed' }),
  row(
    'rule 1, exception 3: WebSockets only and negotiation skipped',
    { ...noAffinity, 'clients-skip-negotiation': 'possible' },
    { eligible: usual },
  ),
  row(
    'rule 1, exception 3: not without WebSockets',
    { ...noAffinity, 'clients-skip-negotiation': 'possible', websockets: 'no' },
    { excluded: selfHosted },
  ),
  row(
    'rule 2: no self-hosted backplane removes the need, whichever runs already',
    { ...noAffinity, database: 'postgresql', infrastructure: ['redis', 'ncache', 'orleans', 'masstransit', 'rebus', 'postgresql', 'nats'] },
    { excluded: selfHosted },
  ),
  row('rule 3: affinity alone is not enough', { infrastructure: [] }, { outcome: 'backplane' }),
  row(
    'rule 4: clients that skip negotiation exclude Azure SignalR',
    { 'clients-skip-negotiation': 'yes' },
    { excluded: ['azure-signalr'], eligible: ['redis'] },
  ),
  row('rule 4: clients that could do not', { 'clients-skip-negotiation': 'possible' }, { eligible: ['azure-signalr'] }),
  row('rule 5: two registered today exclude nothing', { 'registered-backplane': ['redis', 'azure-signalr'] }, { eligible: usual }),
  row('affinity that can be switched on', { ...noAffinity, 'sticky-sessions-possible': 'yes' }, { eligible: usual }),
  row('affinity unknown', { 'sticky-sessions': 'unknown' }, { undecided: ['redis', 'sql-server'], eligible: ['azure-signalr'] }),
  row(
    'HAProxy knows cookies only, and clients drop them',
    { 'load-balancer': 'haproxy', 'affinity-cookie-kept': 'no' },
    { excluded: ['redis'] },
  ),
  row('nginx has other ways than a cookie', { 'affinity-cookie-kept': 'no' }, { eligible: ['redis'] }),
];

export const umbracoVersions: Case[] = [
  version('16.99.0', { outcome: 'no-eligible', excluded: usual }, { 'sticky-sessions': 'yes' }),
  version('17.0.0', { eligible: usual }, { 'sticky-sessions': 'yes' }),
  version('17.0.0', { excluded: ['redis', 'sql-server'], eligible: ['azure-signalr'] }),
  version('17.4', { excluded: ['redis', 'sql-server'] }),
  version('17.4.99', { excluded: ['redis', 'sql-server'] }),
  version('17.5', { eligible: usual }),
  version('17.5.0', { eligible: usual }),
  version('17.10.0', { eligible: usual }),
  version('18', { eligible: usual }),
  version('17', { undecided: ['redis', 'sql-server'], eligible: ['azure-signalr'] }),
  version('unknown', { undecided: usual }),
  version('17.5.0', { excluded: ['redis', 'sql-server'] }, { websockets: 'no' }),
  version('17.5.0', { excluded: ['redis', 'sql-server'], eligible: ['azure-signalr'] }, { 'own-hubs': 'yes' }),
  version('17.5.0', { eligible: usual }, { 'own-hubs': 'yes', 'clients-skip-negotiation': 'possible' }),
  version('17.4.9', { excluded: ['redis', 'sql-server'] }, { 'own-hubs': 'yes', 'clients-skip-negotiation': 'possible' }),
  version('13.16.4', { outcome: 'none-needed' }, { 'load-balanced-part': 'frontend-only' }),
  version('13.16.4', { eligible: usual }, { 'load-balanced-part': 'frontend-only', 'own-hubs': 'yes', 'sticky-sessions': 'yes' }),
  version('17.4.1', { outcome: 'no-eligible', says: [/17\.4\.2/] }, { platform: 'umbraco-cloud', cloud: 'azure' }),
  version('17.4.2', { outcome: 'platform-provides' }, { platform: 'umbraco-cloud', cloud: 'azure' }),
  version('17', { outcome: 'platform-provides' }, { platform: 'umbraco-cloud', cloud: 'azure' }),
];

export const processes: Case[] = [
  row('one process', { servers: 1 }, { outcome: 'none-needed' }),
  row('two servers', { servers: 2 }, { outcome: 'backplane' }),
  row('one server that may become two', { servers: 1, 'max-servers': 2 }, { outcome: 'backplane' }),
  row('one server that stays one', { servers: 1, 'max-servers': 1 }, { outcome: 'none-needed' }),
  row('one server, two worker processes', { servers: 1, 'processes-per-server': 2 }, { outcome: 'backplane' }),
  row('nobody knows how many servers', { servers: 'unknown', ...noAffinity }, { outcome: 'backplane', undecided: ['redis'] }),
  row(
    'Umbraco of which no part is balanced',
    { ...umbraco, 'umbraco-version': '18.0.0', 'load-balanced-part': 'none', servers: 'unknown' },
    { outcome: 'none-needed' },
  ),
];

export const hosting: Case[] = [
  row('rule 9: on Azure, Azure SignalR first', { ...onAzure, database: 'mysql', infrastructure: [] }, { recommended: 'azure-signalr' }),
  row('rule 9: on own infrastructure, Redis first', { database: 'mysql', infrastructure: [] }, { recommended: 'redis' }),
  row('rule 10: Redis elsewhere is not for production', { 'redis-region': 'other' }, { excluded: ['redis'] }),
  row('rule 10: for a test it is', { 'redis-region': 'other', environment: 'test' }, { eligible: ['redis'] }),
  row('rule 10: nobody knows whether it is production', { 'redis-region': 'other', environment: 'unknown' }, { excluded: ['redis'] }),
  row('rule 10: where none runs, a new one would be near', { 'redis-region': 'other', infrastructure: [] }, { eligible: ['redis'] }),
  row('rule 11: a shared Redis needs a prefix of its own', { 'redis-shared': 'yes' }, { eligible: ['redis'], says: [/prefix/i] }),
  row('rule 13: a cluster works', { 'redis-topology': 'cluster' }, { eligible: ['redis'] }),
  row('rule 13: Sentinel is warned of, not excluded', { 'redis-topology': 'sentinel' }, { eligible: ['redis'], says: [/Sentinel/] }),
  row(
    'rule 22: Container Apps with one revision',
    { platform: 'azure-container-apps', cloud: 'azure', 'load-balancer': 'azure-container-apps', 'container-apps-revision-mode': 'single' },
    { eligible: usual },
  ),
  row(
    'rule 22: Container Apps with several',
    {
      platform: 'azure-container-apps',
      cloud: 'azure',
      'load-balancer': 'azure-container-apps',
      'container-apps-revision-mode': 'multiple',
    },
    { excluded: ['redis', 'sql-server'], eligible: ['azure-signalr'] },
  ),
  row(
    'rule 22: Container Apps with blue-green revisions',
    {
      platform: 'azure-container-apps',
      cloud: 'azure',
      'load-balancer': 'azure-container-apps',
      'container-apps-revision-mode': 'single',
      needs: ['blue-green-revisions'],
    },
    { excluded: ['redis', 'sql-server'] },
  ),
  row(
    'rule 23: Azure Cache for Redis is retiring',
    { ...onAzure, infrastructure: ['azure-cache-for-redis'] },
    { eligible: ['redis'], says: [/retir/i] },
  ),
  row(
    'rule 24: ingress-nginx is out of maintenance',
    { platform: 'kubernetes', 'load-balancer': 'ingress-nginx' },
    { eligible: ['redis'], says: [/maint|no (more )?fixes|retire/i] },
  ),
  row(
    'rule 25: a dead package is named as such',
    { infrastructure: ['redis', 'azure-service-bus'] },
    { says: [/AspNetCore\.SignalR\.AzureServiceBus/] },
  ),
];

const delay = (database: string, milliseconds: number, change: Answers = {}): Answers => ({
  database,
  'tolerated-delay-ms': milliseconds,
  ...change,
});

export const databases: Case[] = [
  ...['sql-server', 'azure-sql-database', 'azure-sql-managed-instance', 'aws-rds-sql-server'].map((database) =>
    row(`rule 14: ${database} can be the backplane`, { database }, { eligible: ['sql-server'] }),
  ),
  ...['sqlite', 'postgresql', 'mysql', 'other', 'none'].map((database) =>
    row(`rule 14: ${database} cannot`, { database }, { excluded: ['sql-server'] }),
  ),
  row('rule 14: nobody knows the database', { database: 'unknown' }, { undecided: ['sql-server'] }),
  row('rule 15: Azure SQL Database polls, 2,999 ms are too short', delay('azure-sql-database', 2999), { excluded: ['sql-server'] }),
  row('rule 15: Azure SQL Database polls, 3,000 ms will do', delay('azure-sql-database', 3000), { eligible: ['sql-server'] }),
  row(
    'rule 15: a steady stream of two a second keeps to the quick steps of polling',
    delay('azure-sql-database', 200, { 'traffic-pattern': 'sustained', 'messages-per-second': 2 }),
    { eligible: ['sql-server'] },
  ),
  row('rule 15: a slower one does not', delay('azure-sql-database', 200, { 'traffic-pattern': 'sustained', 'messages-per-second': 1 }), {
    excluded: ['sql-server'],
  }),
  row('rule 15: it says that its broker is enabled, and polls', delay('azure-sql-database', 100, { 'service-broker': 'enabled' }), {
    excluded: ['sql-server'],
  }),
  row('rule 15: Managed Instance has a broker', delay('azure-sql-managed-instance', 100), { eligible: ['sql-server'] }),
  row('rule 15: unless the database came without one', delay('azure-sql-managed-instance', 100, { 'service-broker': 'disabled' }), {
    excluded: ['sql-server'],
  }),
  row('rule 15: on SQL Server it can be enabled', delay('sql-server', 100, { 'service-broker': 'disabled' }), { eligible: ['sql-server'] }),
  row(
    'rights are a prerequisite, not an exclusion',
    { 'database-schema-rights': 'no' },
    { eligible: ['sql-server'], says: [/install\.sql|AutoInstallSchema/] },
  ),
];

const everyThirdParty: Answers = { infrastructure: ['redis', 'ncache', 'orleans', 'masstransit', 'rebus', 'postgresql', 'nats'] };

export const wishes: Case[] = [
  row(
    'rule 16: client results',
    { ...everyThirdParty, needs: ['client-results'] },
    { eligible: ['redis', 'azure-signalr', 'postgresql', 'nats'], excluded: ['sql-server', 'rebus', 'masstransit'] },
  ),
  row('rule 17: circuits need affinity and no backplane', { application: 'blazor-server', 'own-hubs': 'no' }, { outcome: 'none-needed' }),
  row(
    'rule 17: without affinity Azure SignalR keeps them',
    { application: 'blazor-server', 'own-hubs': 'no', ...noAffinity },
    { recommended: 'azure-signalr', excluded: ['redis'] },
  ),
  row(
    'rule 17: beside hubs of the app they work over WebSockets until a reconnect',
    { application: 'blazor-server', 'own-hubs': 'yes', ...noAffinity, 'clients-skip-negotiation': 'possible' },
    { eligible: ['redis', 'azure-signalr'], says: [/until a reconnect/] },
  ),
  row(
    'rule 18: stateful reconnect negotiates',
    { needs: ['stateful-reconnect'], ...noAffinity, 'clients-skip-negotiation': 'possible' },
    { excluded: ['redis'], eligible: ['azure-signalr'] },
  ),
  row(
    'rule 18: clients that skip negotiation never agree on it, whatever carries the messages',
    { needs: ['stateful-reconnect'], 'clients-skip-negotiation': 'yes' },
    { outcome: 'backplane', usable: ['redis'], excluded: ['azure-signalr'], says: [/agreed on while a client negotiates/] },
  ),
  row(
    'rule 18: the clients of Umbraco do',
    { ...umbraco, 'umbraco-version': '18.0.0', needs: ['stateful-reconnect'], 'clients-skip-negotiation': 'yes' },
    { eligible: ['redis', 'azure-signalr'] },
  ),
  row('rule 18: with affinity it works', { needs: ['stateful-reconnect'] }, { eligible: ['redis', 'azure-signalr'] }),
  row(
    'rule 20: nothing delivers for certain, so the wish tells none from another',
    { needs: ['guaranteed-delivery'] },
    { outcome: 'backplane', usable: usual, says: [/ask for what it missed/] },
  ),
  row(
    'nothing new: what does not run is out',
    { needs: ['no-new-infrastructure'], infrastructure: [] },
    { excluded: ['redis', 'azure-signalr'], eligible: ['sql-server'] },
  ),
  row(
    'nothing new: what runs is in',
    { needs: ['no-new-infrastructure'], infrastructure: ['valkey', 'azure-signalr'], database: 'mysql' },
    { eligible: ['redis', 'azure-signalr'], excluded: ['sql-server'] },
  ),
  row('third parties that run', everyThirdParty, { eligible: ['ncache', 'orleans', 'masstransit', 'rebus', 'postgresql', 'nats'] }),
  row(
    'third parties that do not',
    { infrastructure: [] },
    { excluded: ['ncache', 'orleans', 'masstransit', 'rebus', 'postgresql', 'nats'] },
  ),
  row(
    'third parties of which nobody knows',
    { infrastructure: 'unknown' },
    { undecided: ['ncache', 'orleans', 'masstransit', 'rebus', 'postgresql', 'nats'] },
  ),
  row('PostgreSQL as the database runs', { database: 'postgresql', infrastructure: [] }, { eligible: ['postgresql'] }),
  row(
    'the packages for SQL Server, PostgreSQL and MassTransit start at .NET 8',
    { ...everyThirdParty, 'target-framework': 'net7.0' },
    { excluded: ['sql-server', 'postgresql', 'masstransit'], eligible: ['redis', 'azure-signalr', 'rebus'] },
  ),
  row('and work with it', { ...everyThirdParty, 'target-framework': 'net8.0' }, { eligible: ['sql-server', 'postgresql', 'masstransit'] }),
  row(
    'client results came with .NET 7',
    { 'target-framework': 'net6.0', needs: ['client-results'] },
    { outcome: 'backplane', says: [/from \.NET 7 on/] },
  ),
  row('and work with it', { 'target-framework': 'net7.0', needs: ['client-results'] }, { eligible: ['redis', 'azure-signalr'] }),
  row(
    'stateful reconnect came with .NET 8',
    { 'target-framework': 'net7.0', needs: ['stateful-reconnect'] },
    { outcome: 'backplane', says: [/from \.NET 8 on/] },
  ),
  row('and works with it', { 'target-framework': 'net8.0', needs: ['stateful-reconnect'] }, { eligible: ['redis', 'azure-signalr'] }),
  row('an old .NET is not assumed', { 'target-framework': 'unknown' }, { eligible: ['redis', 'sql-server'] }),
  row('Orleans targets .NET 10', { ...everyThirdParty, 'target-framework': 'net9.0' }, { excluded: ['orleans'], eligible: ['rebus'] }),
  row(
    'per-hub registration does not reach the hubs of Umbraco',
    { ...umbraco, 'umbraco-version': '18.0.0', ...everyThirdParty },
    { excluded: ['masstransit', 'rebus'], eligible: ['ncache'] },
  ),
];

/** Azure SignalR on a test site with one hub: 2 servers x 1 hub x 5 = 10 server connections (rule 19; backplanes.md 6.2). */
const free: Answers = { environment: 'test', 'concurrent-connections': 10, 'monthly-budget-usd': 0 };
const azure = (gist: string, change: Answers, status: 'eligible' | 'excluded') => row(gist, change, { [status]: ['azure-signalr'] });

export const throughputAndCost: Case[] = [
  row('1,000 messages a second are for SQL Server', { 'messages-per-second': 1000 }, { eligible: ['sql-server', 'redis'] }),
  row('1,001 are not', { 'messages-per-second': 1001 }, { excluded: ['sql-server'], eligible: ['redis'] }),
  row(
    'the busiest minute counts',
    { 'messages-per-second': 10, 'peak-messages-per-second': 1001 },
    { excluded: ['sql-server'], eligible: ['redis'] },
  ),
  row('nobody knows how many', { 'messages-per-second': 'unknown' }, { undecided: ['sql-server'], eligible: ['redis'] }),
  ...[20_000, 20_001].map((rate) =>
    row(`${rate} a second exclude no Redis`, { 'messages-per-second': rate }, { eligible: ['redis'], excluded: ['sql-server'] }),
  ),
  azure('rule 19: the free tier carries 10 clients beside two servers of one hub', free, 'eligible'),
  azure('rule 19: not 11', { ...free, 'concurrent-connections': 11 }, 'excluded'),
  azure('rule 19: not in production', { ...free, environment: 'production' }, 'excluded'),
  azure('rule 19: not three hubs of Umbraco on two servers', { ...free, 'hub-count': 3, 'concurrent-connections': 1 }, 'excluded'),
  azure('rule 19: not with a wish for availability', { ...free, needs: ['high-availability'] }, 'excluded'),
  azure('rule 19: not more than 20,000 messages a day', { ...free, 'messages-per-second': 0.3 }, 'excluded'),
  azure('a budget of 0 buys no unit', { 'monthly-budget-usd': 0 }, 'excluded'),
  azure('a budget of 48 buys no unit of 48.97', { 'monthly-budget-usd': 48 }, 'excluded'),
  azure('a budget of 60 does', { 'monthly-budget-usd': 60 }, 'eligible'),
  azure('990 clients and 10 server connections fit one unit', { 'monthly-budget-usd': 60, 'concurrent-connections': 990 }, 'eligible'),
  azure('991 clients do not', { 'monthly-budget-usd': 60, 'concurrent-connections': 991 }, 'excluded'),
  azure('but two units', { 'monthly-budget-usd': 120, 'concurrent-connections': 1001 }, 'eligible'),
  azure('what runs already costs nothing more', { 'monthly-budget-usd': 0, infrastructure: ['azure-signalr'] }, 'eligible'),
  azure('policy forbids it', { 'azure-services-allowed': 'no' }, 'excluded'),
  row(
    'why not the free tier: its connections',
    { ...free, 'concurrent-connections': 11 },
    { excluded: ['azure-signalr'], says: [/Free tier costs nothing, but holds 20 connections\. Here are 21/] },
  ),
  row(
    'why not the free tier: its messages',
    { ...free, 'messages-per-second': 0.3 },
    { excluded: ['azure-signalr'], says: [/stops at 20,000 messages a day\. Here are 25,920/] },
  ),
  row('why not the free tier: production', { ...free, environment: 'production' }, { excluded: ['azure-signalr'], says: [/no SLA/] }),
  row(
    'a new Memorystore on Cloud Run is not free, though nobody publishes its price here',
    { platform: 'gcp-cloud-run', cloud: 'gcp', 'load-balancer': 'other', infrastructure: [], 'monthly-budget-usd': 0 },
    { excluded: ['redis'] },
  ),
  row(
    'some dollars may buy it',
    { platform: 'gcp-cloud-run', cloud: 'gcp', 'load-balancer': 'other', infrastructure: [], 'monthly-budget-usd': 5 },
    { eligible: ['redis'] },
  ),
  row(
    'on GKE it can be run beside the site',
    { platform: 'gcp-gke', cloud: 'gcp', infrastructure: [], 'monthly-budget-usd': 0 },
    { eligible: ['redis'] },
  ),
  row(
    'a new Redis on App Service has to be bought',
    { ...onAzure, infrastructure: [], 'monthly-budget-usd': 0 },
    { excluded: ['redis', 'azure-signalr'] },
  ),
  row(
    'a budget of 20 buys the smallest',
    { ...onAzure, infrastructure: [], 'monthly-budget-usd': 20 },
    { eligible: ['redis'], excluded: ['azure-signalr'] },
  ),
  row(
    'on a virtual machine it can be run beside the site',
    { ...onAzure, platform: 'azure-vm', infrastructure: [], 'monthly-budget-usd': 0 },
    { eligible: ['redis'] },
  ),
];

export const boundaries: Record<string, Case[]> = { affinity, umbracoVersions, processes, hosting, databases, wishes, throughputAndCost };
