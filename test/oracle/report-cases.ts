/**
 * What people reported about SignalR behind load balancers, as sites: the decision has to spare the next one the same trouble.
 * Each row names the report; what is right follows from ../shared/facts.
 */
import type { Case, Expectation } from './expectation.js';
import type { Answers } from './site.js';

/** Two servers of an ASP.NET Core app, a Redis beside them; nothing else is stated. */
const app: Answers = {
  host: 'aspnetcore',
  servers: 2,
  websockets: 'yes',
  database: 'mysql',
  infrastructure: ['redis'],
  'redis-region': 'same',
};
const sticky: Answers = { 'sticky-sessions': 'yes', 'affinity-cookie-kept': 'yes' };
const neverSticky: Answers = { 'sticky-sessions': 'no', 'sticky-sessions-possible': 'no' };
const couldBeSticky: Answers = { 'sticky-sessions': 'no', 'sticky-sessions-possible': 'yes' };
const onAppService: Answers = { platform: 'azure-app-service', database: 'azure-sql-database' };
const onAws: Answers = { platform: 'aws-ec2', 'load-balancer': 'aws-alb', infrastructure: ['elasticache'] };
const onIis: Answers = { platform: 'iis', cloud: 'on-premises', 'load-balancer': 'hardware', database: 'sql-server' };
const withoutAzure: Answers = { 'azure-services-allowed': 'no' };
const blazor: Answers = { application: 'blazor-server', 'own-hubs': 'no' };
const umbraco: Answers = {
  host: 'umbraco',
  'umbraco-version': '17.8.1',
  'load-balanced-part': 'backoffice',
  'own-hubs': 'no',
  database: 'sql-server',
};

const report = (gist: string, answers: Answers, expect: Expectation): Case => ({ gist, answers: { ...app, ...answers }, expect });

export const noConnectionWithThatId: Case[] = [
  report(
    'aspnetcore 9917: several App Service instances, long polling fails 49 times of 50',
    { ...onAppService, ...couldBeSticky, websockets: 'no', infrastructure: [] },
    { outcome: 'backplane', usable: ['redis', 'azure-signalr'], says: [/sticky sessions/] },
  ),
  report(
    'aspnetcore 17369: negotiate on one node, the socket on the other; an appliance that nobody may change',
    { ...onIis, ...neverSticky, ...withoutAzure, 'clients-skip-negotiation': 'no', clients: ['dotnet'] },
    { outcome: 'no-eligible', excluded: ['redis', 'sql-server', 'azure-signalr'] },
  ),
  report(
    'AspNetCore.Docs 7450: works with two pods now and then, fails with three; Redis is registered, affinity is not',
    {
      servers: 3,
      platform: 'gcp-gke',
      'load-balancer': 'ingress-nginx',
      ...couldBeSticky,
      'registered-backplane': ['redis'],
      ...withoutAzure,
    },
    { recommended: 'redis', says: [/Switch session affinity/] },
  ),
  report(
    'SignalR 2884: behind tengine only clients that skip negotiation connect',
    { platform: 'linux-vm', 'load-balancer': 'nginx', ...neverSticky, 'clients-skip-negotiation': 'yes' },
    { recommended: 'redis', excluded: ['azure-signalr'] },
  ),
  report(
    'SignalR 984: every other refresh fails behind pfSense with Redis',
    { ...onIis, ...couldBeSticky, ...withoutAzure },
    { recommended: 'redis', says: [/Switch session affinity/] },
  ),
  report(
    'aspnetcore 50171 and 60390: a Redis backplane does not remove affinity, connection tokens are in memory',
    { platform: 'kubernetes', 'load-balancer': 'envoy', ...neverSticky, ...withoutAzure, 'clients-skip-negotiation': 'no' },
    { outcome: 'no-eligible', excluded: ['redis'] },
  ),
];

export const cookies: Case[] = [
  report(
    'aspnetcore 13944: cookies are off in the browser, so the cookie of the ALB holds nobody; the clients can be changed',
    { ...onAws, ...sticky, 'affinity-cookie-kept': 'no', 'clients-skip-negotiation': 'possible', ...withoutAzure },
    { recommended: 'redis', says: [/cookie that the clients do not keep/, /skipNegotiation/] },
  ),
  report(
    'aspnetcore 13944: and where they cannot',
    { ...onAws, ...sticky, 'affinity-cookie-kept': 'no', 'clients-skip-negotiation': 'no', ...withoutAzure },
    { outcome: 'no-eligible', excluded: ['redis'] },
  ),
  report(
    'aspnetcore 23679: a .NET client loses the cookie of the ALB',
    { ...onAws, 'sticky-sessions': 'yes', clients: ['dotnet'], 'clients-skip-negotiation': 'no', ...withoutAzure },
    { recommended: 'redis', undecided: ['redis'], says: [/from 3\.1\.10 and 5\.0 on/] },
  ),
  report(
    'a blog: an ISV asks for WebSockets only instead of affinity, since every customer has another balancer',
    { ...onIis, ...neverSticky, 'clients-skip-negotiation': 'possible', infrastructure: [], ...withoutAzure },
    { outcome: 'backplane', usable: ['redis', 'sql-server'], says: [/skipNegotiation/] },
  ),
];

export const circuits: Case[] = [
  report(
    'aspnetcore 18705: two replicas of Blazor Server; sticky sessions of the ingress were the cure, Redis was not',
    { ...blazor, platform: 'kubernetes', 'load-balancer': 'ingress-nginx', ...couldBeSticky, ...withoutAzure },
    { outcome: 'none-needed' },
  ),
  report(
    'aspnetcore 25269: Blazor Server on Cloud Foundry, no affinity, no Azure',
    { ...blazor, platform: 'cloud-foundry', cloud: 'other', 'load-balancer': 'nginx', ...neverSticky, ...withoutAzure },
    { outcome: 'none-needed', says: [/until a reconnect/] },
  ),
  report(
    'aspnetcore 17286: Blazor Server on Docker Swarm, round robin',
    { ...blazor, platform: 'docker', 'load-balancer': 'other', ...neverSticky, ...withoutAzure, websockets: 'no' },
    { outcome: 'no-eligible' },
  ),
  report(
    'aspnetcore 31976: Blazor Server over WebSockets only works until a reconnect, with shared keys',
    { ...blazor, 'own-hubs': 'yes', ...onIis, ...neverSticky, 'clients-skip-negotiation': 'yes', ...withoutAzure },
    { recommended: 'redis', usable: ['sql-server'], says: [/until a reconnect.*Data Protection keys/] },
  ),
  report(
    'azure-signalr 1302: Blazor Server on App Service without ARR affinity, with Azure SignalR',
    { ...blazor, ...onAppService, 'max-servers': 5, ...neverSticky, infrastructure: ['azure-signalr'] },
    { recommended: 'azure-signalr', says: [/ServerStickyMode/] },
  ),
  report(
    'container-apps 252: Blazor Server on Container Apps with several revisions',
    {
      ...blazor,
      platform: 'azure-container-apps',
      'container-apps-revision-mode': 'multiple',
      ...sticky,
      infrastructure: ['azure-signalr'],
    },
    { recommended: 'azure-signalr', excluded: ['redis'], says: [/single.revision mode/] },
  ),
];

export const azureSignalR: Case[] = [
  report(
    'azure-signalr 241: 429, thirty server connections and no client on the Free tier',
    {
      ...onAppService,
      'max-servers': 2,
      servers: 1,
      ...neverSticky,
      'clients-skip-negotiation': 'no',
      'hub-count': 3,
      'concurrent-connections': 0,
      'messages-per-second': 0,
      environment: 'test',
      'monthly-budget-usd': 0,
      infrastructure: [],
    },
    { outcome: 'no-eligible', excluded: ['azure-signalr'], says: [/holds 20 connections.* 30\b/] },
  ),
  report(
    'azure-signalr 1827: two servers and one hub fit the Free tier of a test environment',
    {
      ...onIis,
      ...sticky,
      'clients-skip-negotiation': 'no',
      environment: 'test',
      'hub-count': 1,
      'concurrent-connections': 5,
      'messages-per-second': 0.05,
      'message-bytes': 500,
      audience: 'single',
      'monthly-budget-usd': 0,
      'azure-services-allowed': 'yes',
      infrastructure: [],
    },
    { eligible: ['azure-signalr'] },
  ),
  report(
    'azure-signalr 1005: a client that skips negotiation gets a 404, or a connection that does nothing',
    { ...onAppService, ...sticky, 'clients-skip-negotiation': 'yes', infrastructure: ['azure-signalr'] },
    { excluded: ['azure-signalr'] },
  ),
  report(
    'azure-signalr 452: negotiate answers 500 while no server is connected to the service',
    { ...onAppService, ...neverSticky, 'clients-skip-negotiation': 'no', infrastructure: ['azure-signalr'] },
    { recommended: 'azure-signalr', says: [/negotiate answers 500/] },
  ),
  report(
    'azure-signalr 348: environments share one instance and reach each other',
    { ...onAppService, ...neverSticky, 'clients-skip-negotiation': 'no', environment: 'test', infrastructure: ['azure-signalr'] },
    { recommended: 'azure-signalr', says: [/ApplicationName/] },
  ),
  report(
    'a blog: Azure SignalR for an app on AWS',
    { ...onAws, ...neverSticky, 'clients-skip-negotiation': 'no', infrastructure: [], 'azure-services-allowed': 'yes' },
    { recommended: 'azure-signalr', says: [/latency/] },
  ),
];

export const redis: Case[] = [
  report(
    'SignalR 1620 and 2671: one Redis for several environments',
    { platform: 'linux-vm', cloud: 'on-premises', 'load-balancer': 'haproxy', ...sticky, environment: 'test', 'redis-shared': 'yes' },
    { recommended: 'redis', says: [/channel prefix/] },
  ),
  report(
    'AspNetCore.Docs 7814: a single Redis is a single point of failure',
    { ...onAws, ...sticky, infrastructure: ['redis'], 'redis-topology': 'standalone', needs: ['high-availability'], ...withoutAzure },
    { recommended: 'redis', says: [/with a replica/] },
  ),
  report(
    'aspnetcore 46832: Sentinel on Kubernetes',
    { platform: 'kubernetes', 'load-balancer': 'traefik', ...sticky, 'redis-topology': 'sentinel', ...withoutAzure },
    { recommended: 'redis', says: [/Sentinel has no official support.*Test a failover/] },
  ),
  report(
    'SignalR 3447: servers all over the world and one Redis',
    {
      servers: 6,
      regions: 3,
      platform: 'azure-vm',
      'load-balancer': 'azure-application-gateway',
      ...sticky,
      environment: 'production',
      'redis-region': 'other',
    },
    { excluded: ['redis'], says: [/3 regions/, /same data center/] },
  ),
  report(
    'a forum: three IIS servers behind Cloudflare without affinity, Rebus over RabbitMQ',
    {
      ...onIis,
      servers: 3,
      'load-balancer': 'cloudflare',
      ...neverSticky,
      'clients-skip-negotiation': 'possible',
      infrastructure: ['rebus', 'rabbitmq'],
      ...withoutAzure,
    },
    { outcome: 'backplane', recommended: 'sql-server', usable: ['rebus'], says: [/skipNegotiation/] },
  ),
];

export const umbracoSites: Case[] = [
  report(
    'Umbraco 22700: negotiate on node A, socket on node B; the setting is the cure',
    { ...umbraco, servers: 3, platform: 'docker', 'load-balancer': 'yarp', ...neverSticky, ...withoutAzure },
    { recommended: 'redis', says: [/ClientShouldSkipNegotiation to true/] },
  ),
  report(
    'an Aspire rig that has the setting on already',
    {
      ...umbraco,
      servers: 3,
      platform: 'docker',
      'load-balancer': 'yarp',
      ...neverSticky,
      ...withoutAzure,
      'skip-negotiation-setting': 'on',
    },
    { recommended: 'redis', says: [/ClientShouldSkipNegotiation stays on/] },
  ),
  report(
    'Umbraco 21568: 17.0 on three instances with Azure SignalR, hashed assets not found',
    { ...umbraco, ...onAppService, 'umbraco-version': '17.0.0', servers: 3, ...neverSticky, infrastructure: ['azure-signalr'] },
    { recommended: 'azure-signalr', says: [/Hosting:Debug must be false/] },
  ),
  report(
    'Umbraco 21648: the preview drops after 30 seconds on IIS',
    {
      ...umbraco,
      ...onIis,
      'umbraco-version': '17.1.0',
      ...sticky,
      websockets: 'no',
      'service-broker': 'enabled',
      infrastructure: [],
      ...withoutAzure,
    },
    { usable: ['sql-server'], says: [/WebSocket Protocol feature/] },
  ),
  report(
    'Umbraco 23219: a server stops writing cache instructions before 17.7 and 18.2',
    { ...umbraco, 'umbraco-version': '18.1.1', ...sticky },
    { recommended: 'redis', says: [/MainDom.*18\.2/] },
  ),
  report(
    'Umbraco Deploy 17.2: hubs of packages ignored the setting',
    { ...umbraco, 'own-hubs': 'yes', 'clients-skip-negotiation': 'possible', ...neverSticky, ...withoutAzure },
    { recommended: 'redis', says: [/Umbraco Deploy follows the setting/] },
  ),
  report(
    'greenstack: a host tells its users with two replicas to use the SQL Server composer',
    {
      ...umbraco,
      platform: 'docker',
      'load-balancer': 'traefik',
      ...sticky,
      'service-broker': 'enabled',
      infrastructure: [],
      'monthly-budget-usd': 0,
      ...withoutAzure,
    },
    { recommended: 'sql-server' },
  ),
];

export const reports: Record<string, Case[]> = { noConnectionWithThatId, cookies, circuits, azureSignalR, redis, umbracoSites };
