/**
 * The page "SignalR in load balanced environments" (../shared/seed), sentence by sentence, as promises about decisions. Where the facts correct the page
 * (facts/umbraco.md 10), the row says so. Its sentences about code (composers, packages, doubled AddSignalR) are promises of the plan, not of the decision.
 */
import type { Case } from './expectation.js';
import type { Answers } from './site.js';

/** A balanced backoffice of which everything that could disturb a sentence of the page is known. */
const backoffice: Answers = {
  host: 'umbraco',
  'umbraco-version': '17.2.0',
  'target-framework': 'net10.0',
  'load-balanced-part': 'backoffice',
  servers: 2,
  environment: 'production',
  'own-hubs': 'no',
  platform: 'linux-vm',
  cloud: 'on-premises',
  'load-balancer': 'nginx',
  'sticky-sessions': 'yes',
  'affinity-cookie-kept': 'yes',
  websockets: 'yes',
  'concurrent-connections': 20,
  'messages-per-second': 0.2,
  'message-bytes': 500,
  audience: 'broadcast',
  'traffic-pattern': 'sporadic',
  'tolerated-delay-ms': 5000,
  'monthly-budget-usd': 200,
  'azure-services-allowed': 'yes',
  database: 'sql-server',
  'service-broker': 'enabled',
  'database-schema-rights': 'yes',
  infrastructure: ['redis'],
  'redis-region': 'same',
};
const stateless: Answers = { ...backoffice, 'sticky-sessions': 'no', 'sticky-sessions-possible': 'no' };
const onAzure: Answers = {
  platform: 'azure-app-service',
  cloud: 'azure',
  'load-balancer': 'azure-app-service',
  database: 'azure-sql-database',
  infrastructure: [],
};

export const introduction: Case[] = [
  {
    gist: 'a balanced backoffice has to take care of SignalR: it needs a backplane',
    answers: backoffice,
    expect: { outcome: 'backplane' },
  },
  { gist: 'only a balanced one: a single server needs none', answers: { ...backoffice, servers: 1 }, expect: { outcome: 'none-needed' } },
  {
    gist: 'SQL Server and Redis carry messages between servers',
    answers: backoffice,
    expect: { outcome: 'backplane', eligible: ['sql-server', 'redis'] },
  },
  {
    gist: 'but a connection stays on its server, WebSockets or not: without affinity they do not help',
    answers: stateless,
    expect: { excluded: ['sql-server', 'redis'], says: [/affinity|sticky/i] },
  },
  {
    gist: 'so Redis and SQL Server alone give "No connection with that ID", and nothing is left when Azure is no choice',
    answers: { ...stateless, 'azure-services-allowed': 'no' },
    expect: { outcome: 'no-eligible', excluded: ['sql-server', 'redis', 'azure-signalr'] },
  },
  {
    gist: 'with Azure SignalR Service any server may handle any request, without affinity',
    answers: { ...stateless, ...onAzure },
    expect: { outcome: 'backplane', recommended: 'azure-signalr', eligible: ['azure-signalr'] },
  },
  {
    gist: 'correction: from 17.5 the self-hosted ones need no affinity either, if negotiation is skipped',
    answers: { ...stateless, 'umbraco-version': '17.5.0' },
    expect: { eligible: ['sql-server', 'redis'] },
  },
];

export const withAffinity: Case[] = [
  { gist: 'option 1: with affinity any backplane works: SQL Server', answers: backoffice, expect: { eligible: ['sql-server'] } },
  { gist: 'option 1: with affinity any backplane works: Redis', answers: backoffice, expect: { eligible: ['redis'] } },
  { gist: 'Azure SignalR Service works with affinity as well', answers: backoffice, expect: { eligible: ['azure-signalr'] } },
  {
    gist: 'option 1: with affinity any backplane works: third parties that run already',
    answers: { ...backoffice, database: 'postgresql', infrastructure: ['ncache', 'orleans', 'nats'] },
    expect: { eligible: ['ncache', 'orleans', 'nats', 'postgresql'] },
  },
  {
    gist: 'correction: of these, per-hub registration does not reach the hubs of Umbraco itself',
    answers: { ...backoffice, infrastructure: ['masstransit', 'rebus', 'rabbitmq'] },
    expect: { excluded: ['masstransit', 'rebus'] },
  },
  {
    gist: 'this works if the load balancer supports affinity: one that can have it switched on does',
    answers: { ...backoffice, 'sticky-sessions': 'no', 'sticky-sessions-possible': 'yes' },
    expect: { eligible: ['sql-server', 'redis'], says: [/affinity|sticky/i] },
  },
  {
    gist: 'this works if the load balancer supports affinity: Container Apps with several revisions does not',
    answers: {
      ...backoffice,
      platform: 'azure-container-apps',
      cloud: 'azure',
      'load-balancer': 'azure-container-apps',
      'container-apps-revision-mode': 'multiple',
    },
    expect: { excluded: ['sql-server', 'redis'], usable: ['azure-signalr'] },
  },
  {
    gist: 'nobody knows whether there is affinity: a condition, not an exclusion',
    answers: { ...backoffice, 'sticky-sessions': 'unknown' },
    expect: { outcome: 'backplane', undecided: ['sql-server', 'redis'], eligible: ['azure-signalr'] },
  },
];

export const statelessServers: Case[] = [
  {
    gist: 'option 2: fully stateless servers need Azure SignalR Service for the connections',
    answers: { ...stateless, ...onAzure, servers: 4 },
    expect: { recommended: 'azure-signalr', excluded: ['redis', 'sql-server'] },
  },
  {
    gist: 'option 2: and IDistributedCache for session state',
    answers: { ...stateless, ...onAzure, 'distributed-cache': 'no' },
    expect: { recommended: 'azure-signalr', says: [/IDistributedCache/] },
  },
  {
    gist: 'it allows scaling out without affinity: from one server to twenty',
    answers: { ...stateless, ...onAzure, servers: 1, 'max-servers': 20 },
    expect: { recommended: 'azure-signalr' },
  },
  {
    gist: 'a shared cache that is there already changes nothing about the backplane',
    answers: { ...stateless, ...onAzure, 'distributed-cache': 'yes' },
    expect: { recommended: 'azure-signalr', excluded: ['redis', 'sql-server'] },
  },
  {
    gist: 'its connection string has the key Azure:SignalR:ConnectionString',
    answers: { ...stateless, ...onAzure },
    expect: { recommended: 'azure-signalr', says: [/Azure:SignalR:ConnectionString/] },
  },
];

export const choosing: Case[] = [
  { gist: 'factor 1, affinity: there', answers: { ...backoffice, 'azure-services-allowed': 'no' }, expect: { recommended: 'redis' } },
  {
    gist: 'factor 1, affinity: not there',
    answers: { ...stateless, ...onAzure, infrastructure: ['azure-managed-redis'] },
    expect: { recommended: 'azure-signalr' },
  },
  {
    gist: 'factor 2, throughput: 5,000 messages a second are not for SQL Server',
    answers: { ...backoffice, 'messages-per-second': 5000 },
    expect: { eligible: ['redis'], excluded: ['sql-server'] },
  },
  {
    gist: 'factor 3, cost: nothing may be bought',
    answers: { ...backoffice, 'monthly-budget-usd': 0 },
    expect: { eligible: ['redis', 'sql-server'], excluded: ['azure-signalr'] },
  },
  {
    gist: 'factor 4, infrastructure in place: the service that is paid for already costs nothing more',
    answers: { ...stateless, ...onAzure, 'monthly-budget-usd': 0, infrastructure: ['azure-signalr'] },
    expect: { recommended: 'azure-signalr' },
  },
  {
    gist: "Microsoft's list of third parties: not for a site that does not run them",
    answers: backoffice,
    expect: { excluded: ['ncache', 'orleans', 'rebus', 'masstransit', 'postgresql', 'nats'] },
  },
];

export const existingDatabase: Case[] = [
  {
    gist: 'the existing database can be the backplane, with nothing new to run or to buy',
    answers: {
      ...backoffice,
      infrastructure: [],
      'monthly-budget-usd': 0,
      'azure-services-allowed': 'no',
      needs: ['no-new-infrastructure'],
    },
    expect: { recommended: 'sql-server', excluded: ['redis', 'azure-signalr'] },
  },
  { gist: 'if it is a SQL Server: SQLite is not', answers: { ...backoffice, database: 'sqlite' }, expect: { excluded: ['sql-server'] } },
  {
    gist: 'Azure SQL Database has no Service Broker, which costs messages time: too much for half a second',
    answers: { ...backoffice, ...onAzure, 'tolerated-delay-ms': 500 },
    expect: { excluded: ['sql-server'], says: [/Service Broker|poll/i] },
  },
  {
    gist: 'nevertheless it may suffice: five seconds are time enough',
    answers: { ...backoffice, ...onAzure },
    expect: { eligible: ['sql-server'] },
  },
  {
    gist: 'correction: not every database in Azure, Managed Instance has a broker',
    answers: { ...backoffice, ...onAzure, database: 'azure-sql-managed-instance', 'tolerated-delay-ms': 500 },
    expect: { eligible: ['sql-server'] },
  },
];

export const page: Record<string, Case[]> = {
  'Understanding SignalR backplanes': introduction,
  'Option 1: sticky sessions with any backplane': withAffinity,
  'Option 2: stateless with Azure SignalR Service': statelessServers,
  'Choosing the right backplane': choosing,
  'Using existing infrastructure': existingDatabase,
};
