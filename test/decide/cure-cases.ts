/**
 * What people reported of their farms, as sites, and the cure that must stand in the answer: one row for each report, with the report as its name.
 * Each row names the rule (or trap) that holds the cure, words of it, and a neighbour of the site that is not told.
 */
import type { Answers } from '../oracle/site.js';

export interface Cure {
  /** Repository and number of the reports. */
  report: string;
  code: string;
  site: Answers;
  says: RegExp;
  /** A site that differs in what the rule asks for. */
  not: Answers;
}

/** Three servers of an ASP.NET Core app behind HAProxy with affinity, and Redis beside them. */
const app: Answers = {
  host: 'aspnetcore',
  servers: 3,
  platform: 'linux-vm',
  cloud: 'on-premises',
  'load-balancer': 'haproxy',
  'sticky-sessions': 'yes',
  'affinity-cookie-kept': 'yes',
  websockets: 'yes',
  database: 'mysql',
  infrastructure: ['redis'],
  'redis-region': 'same',
  'azure-services-allowed': 'no',
};
const onAzure: Answers = {
  ...app,
  platform: 'azure-vm',
  cloud: 'azure',
  'azure-services-allowed': 'yes',
  infrastructure: ['azure-signalr'],
};
const umbraco: Answers = {
  ...app,
  host: 'umbraco',
  'umbraco-version': '17.8.1',
  'load-balanced-part': 'backoffice',
  'own-hubs': 'no',
};
const blazor: Answers = { ...app, application: 'blazor-server', 'own-hubs': 'no' };
const notSticky: Answers = { 'sticky-sessions': 'no' };
const one: Answers = { servers: 1 };

export const cures: readonly Cure[] = [
  // --- what is registered, whoever wins ---
  {
    report: 'Rebus.SignalR 14, Rebus 1152',
    code: 'rebus-needs-a-queue-for-each-server',
    site: { ...app, 'registered-backplane': ['rebus'] },
    says: /queue of its own.*only one of them gets each message/,
    not: { ...app, 'registered-backplane': ['redis'] },
  },
  {
    report: 'SignalR.Orleans 117 and 99, orleans 7932',
    code: 'orleans-forgets-restarted-silos',
    site: { ...app, 'registered-backplane': ['orleans'] },
    says: /permanently removing Consumer.*PubSubStore in a database.*restart web servers after silos/,
    not: { ...app, ...one, 'registered-backplane': ['orleans'] },
  },
  {
    report: 'MassTransit 5490',
    code: 'masstransit-leaves-queues-behind',
    site: { ...app, infrastructure: ['redis', 'masstransit', 'azure-service-bus'], 'registered-backplane': ['masstransit'] },
    says: /stays behind and fills up/,
    not: { ...app, infrastructure: ['redis', 'masstransit', 'rabbitmq'], 'registered-backplane': ['masstransit'] },
  },
  {
    report: 'aspnetcore 42942',
    code: 'channel-prefix-without-effect',
    site: { ...app, 'channel-prefix-lost': 'yes' },
    says: /no effect.*ConfigurationOptions that the factory connects with/,
    not: { ...app, 'channel-prefix-lost': 'no' },
  },
  {
    report: 'aspnetcore 25289, Announcements 531',
    code: 'old-redis-package',
    site: { ...app, 'carrier-packages': ['old-redis'] },
    says: /deprecated.*StackExchangeRedis/,
    not: app,
  },
  {
    report: 'aspnetboilerplate 4385, vc-platform 878, aspnetcore 6104',
    code: 'connections-in-a-static-list',
    site: { ...app, 'presence-in-memory': 'yes' },
    says: /no backplane carries it.*presence in a store that all servers share/,
    not: { ...app, ...one, 'presence-in-memory': 'yes' },
  },
  {
    report: 'a project with a scale-out package of SignalR 2',
    code: 'classic-carrier-package',
    site: { ...app, 'carrier-packages': ['classic'] },
    says: /does nothing for ASP\.NET Core hubs/,
    not: { ...app, 'carrier-packages': [] },
  },
  {
    report: 'a project with SignalR.Kafka',
    code: 'kafka-carrier-package',
    site: { ...app, 'carrier-packages': ['kafka'] },
    says: /hobby fork/,
    not: { ...app, 'carrier-packages': ['unmaintained'] },
  },
  {
    report: 'a project with Dede.SignalR.Backplane',
    code: 'unmaintained-carrier-package',
    site: { ...app, 'carrier-packages': ['unmaintained'] },
    says: /Plan to replace it/,
    not: { ...app, 'carrier-packages': ['kafka'] },
  },
  {
    report: 'Microsoft.Azure.StackExchangeRedis 70',
    code: 'redis-login-ends',
    site: { ...app, 'carrier-packages': ['redis-by-identity'] },
    says: /RESP3/,
    not: { ...onAzure, 'carrier-packages': ['redis-by-identity'] },
  },
  {
    report: '150,000 users on an Azure SignalR Service that runs',
    code: 'azure-signalr-units-that-run',
    site: {
      ...onAzure,
      'concurrent-connections': 150_000,
      'messages-per-second': 1,
      'message-bytes': 500,
      audience: 'single',
      'hub-count': 1,
    },
    says: /needs \d+.* units/,
    not: { ...onAzure, 'concurrent-connections': 100, 'messages-per-second': 1, 'message-bytes': 500, audience: 'single', 'hub-count': 1 },
  },
  {
    report: 'a Redis that runs, near what was measured',
    code: 'redis-that-runs-is-small',
    site: {
      ...app,
      'messages-per-second': 15_000,
      'message-bytes': 500,
      audience: 'groups',
      'recipients-per-message': 2,
      'concurrent-connections': 1000,
    },
    says: /less than half/,
    not: {
      ...app,
      'messages-per-second': 10,
      'message-bytes': 500,
      audience: 'groups',
      'recipients-per-message': 2,
      'concurrent-connections': 1000,
    },
  },

  // --- the simplest cure ---
  {
    report: 'a forum: cookies are not kept, the clients may be changed, the balancer is another product',
    code: 'skipping-negotiation-is-a-way-out',
    site: { ...app, 'load-balancer': 'other', 'affinity-cookie-kept': 'no', 'clients-skip-negotiation': 'possible' },
    says: /whatever the load balancer is/,
    not: { ...app, 'load-balancer': 'other', 'affinity-cookie-kept': 'no', 'clients-skip-negotiation': 'no' },
  },
  {
    report: 'aspnetcore 31976 and 18663',
    code: 'circuits-until-a-reconnect',
    site: { ...blazor, ...notSticky },
    says: /until a reconnect.*Data Protection keys.*The price/,
    not: { ...blazor, ...notSticky, websockets: 'no' },
  },
  {
    report: 'Blazor Server without affinity: two cures',
    code: 'circuits-two-cures',
    site: { ...blazor, ...notSticky, 'azure-services-allowed': 'yes' },
    says: /nothing to buy.*USD a month/,
    not: { ...blazor, ...notSticky, 'sticky-sessions-possible': 'no', 'azure-services-allowed': 'yes' },
  },
  {
    report: 'Blazor Server, hubs of its own not stated',
    code: 'circuits-own-hubs-not-stated',
    site: { ...app, application: 'blazor-server' },
    says: /^Unless the app maps hubs of its own/,
    not: blazor,
  },

  // --- traps where they bite ---
  {
    report: 'aspnetcore 32674',
    code: 'nginx-upgrade-headers',
    site: { ...app, ...one, 'load-balancer': 'nginx' },
    says: /HTTP\/1\.1 to the servers/,
    not: { ...onAzure, 'load-balancer': 'nginx' },
  },
  {
    report: 'aspnetcore 21369: Blazor on one server of Elastic Beanstalk, 504 after a minute',
    code: 'idle-timeout-short',
    site: { ...blazor, ...one, platform: 'aws-elastic-beanstalk', cloud: 'aws', 'load-balancer': 'aws-alb' },
    says: /60 seconds without data.*LongPolling\.PollTimeout/,
    not: { ...blazor, ...one, cloud: 'aws', platform: 'aws-ec2', 'load-balancer': 'gcp-application' },
  },
  {
    report: 'aspnetcore 50587',
    code: 'front-door-caching',
    site: { ...app, ...one, 'load-balancer': 'azure-front-door' },
    says: /without caching/,
    not: { ...onAzure, 'load-balancer': 'azure-front-door' },
  },
  {
    report: 'Umbraco-CMS 19682: the preview behind an Application Load Balancer, on one server',
    code: 'idle-timeout-short',
    site: { ...umbraco, ...one, 'load-balanced-part': 'none', cloud: 'aws', platform: 'aws-ec2', 'load-balancer': 'aws-alb' },
    says: /60 seconds without data.*LongPolling\.PollTimeout/,
    not: { ...umbraco, ...one, 'load-balanced-part': 'none', 'load-balancer': 'traefik' },
  },
  {
    report: 'clients of Azure SignalR Service pass Front Door by',
    code: 'clients-go-past-the-load-balancer',
    site: { ...onAzure, 'load-balancer': 'azure-front-door' },
    says: /past Azure Front Door.*service\.signalr\.net/,
    not: { ...app, 'load-balancer': 'azure-front-door' },
  },
  {
    report: 'SignalR 1357',
    code: 'proxy-idle-timeout-short',
    site: { ...app, 'proxies-in-front': ['cloudfront'] },
    says: /LongPolling\.PollTimeout/,
    not: { ...app, 'proxies-in-front': ['cloudflare'] },
  },
  {
    report: 'aspnetcore 7741',
    code: 'company-proxy-fallback',
    site: { ...app, 'proxies-in-front': ['company-proxy'] },
    says: /PollTimeout of the hubs below the limit/,
    not: app,
  },
  {
    report: 'aspnetcore 39736',
    code: 'websockets-cure-at-load-balancer',
    site: { ...app, cloud: 'aws', platform: 'aws-ec2', 'load-balancer': 'aws-alb', websockets: 'no' },
    says: /HTTP1; with HTTP2/,
    not: { ...app, cloud: 'aws', platform: 'aws-ec2', 'load-balancer': 'aws-alb' },
  },
  {
    report: 'Umbraco-CMS 21648',
    code: 'websockets-cure-on-platform',
    site: { ...umbraco, platform: 'iis', websockets: 'no' },
    says: /feature WebSocket Protocol/,
    not: { ...umbraco, websockets: 'no' },
  },
  {
    report: 'aspnetcore 14781',
    code: 'websockets-find-where-they-end',
    site: { ...app, websockets: 'no' },
    says: /101 is right; Kestrel needs Http1/,
    not: app,
  },
  {
    report: 'istio 58708, 41674 and 55259',
    code: 'istio-affinity-does-not-hold',
    site: { ...app, platform: 'kubernetes', 'load-balancer': 'istio' },
    says: /HTTPRoute.*ambient mode.*outlier detection/,
    not: { ...app, platform: 'kubernetes', 'load-balancer': 'traefik' },
  },
  {
    report: 'Dokploy 1487',
    code: 'traefik-second-balancer',
    site: { ...app, platform: 'docker', 'load-balancer': 'traefik' },
    says: /Docker Swarm or a ClusterIP hides a second balancer/,
    not: { ...app, platform: 'docker' },
  },
  {
    report: 'a test of two requests',
    code: 'affinity-two-requests',
    site: app,
    says: /curl -b jar.*a 404 means that the second request reached another server/,
    not: { ...app, ...notSticky, 'clients-skip-negotiation': 'yes' },
  },
  {
    report: 'aspnetcore 23679',
    code: 'cookie-clients',
    site: { ...app, 'affinity-cookie-kept': 'unknown', clients: ['dotnet'] },
    says: /3\.1\.10 and 5\.0.*Java/,
    not: { ...app, 'affinity-cookie-kept': 'unknown', clients: ['browser'] },
  },
  {
    report: 'azure-signalr 1680',
    code: 'azure-signalr-chooses-the-server',
    site: { ...onAzure, 'load-balancer': 'azure-application-gateway' },
    says: /does not choose the server.*ServerStickyMode/,
    not: { ...onAzure, ...notSticky },
  },

  // --- more than one of a thing ---
  {
    report: 'azure-signalr 791, 566 and pull request 359',
    code: 'azure-signalr-several-endpoints',
    site: { ...onAzure, regions: 2 },
    says: /each must be primary for some server/,
    not: onAzure,
  },
  {
    report: 'SignalR 2671',
    code: 'redis-channel-prefix',
    site: app,
    says: /channelPrefix.* connection string/,
    not: { ...app, 'redis-shared': 'no' },
  },
  {
    report: 'azure-signalr 825',
    code: 'azure-signalr-installations',
    site: { ...onAzure, infrastructure: [], 'monthly-budget-usd': 100_000 },
    says: /each installation needs an ApplicationName/,
    not: app,
  },

  {
    report: 'routing-release 351 and aspnetcore 25269: Cloud Foundry',
    code: 'gorouter-app-starts-affinity',
    site: { ...app, platform: 'cloud-foundry', cloud: 'other', 'load-balancer': 'cloud-foundry-router' },
    says: /cookie JSESSIONID/,
    not: { ...app, platform: 'cloud-foundry', cloud: 'other' },
  },
  {
    report: 'routing-release 351',
    code: 'gorouter-websockets-ignore-the-cookie',
    site: { ...app, platform: 'cloud-foundry', cloud: 'other', 'load-balancer': 'cloud-foundry-router' },
    says: /ignore the session cookie/,
    not: { ...app, platform: 'cloud-foundry', cloud: 'other' },
  },
  {
    report: 'traefik 1024: a service of Docker Swarm by its virtual address',
    code: 'swarm-is-no-place-for-affinity',
    site: { ...app, platform: 'docker', 'load-balancer': 'docker-swarm', 'sticky-sessions': 'no', 'clients-skip-negotiation': 'yes' },
    says: /Traefik with its Swarm provider/,
    not: { ...app, ...one, platform: 'docker', 'load-balancer': 'docker-swarm' },
  },
  {
    report: 'Service Fabric',
    code: 'service-fabric-looks-up-each-request',
    site: { ...app, platform: 'service-fabric', 'load-balancer': 'service-fabric-proxy' },
    says: /Assume no affinity/,
    not: { ...app, platform: 'service-fabric' },
  },
  {
    report: 'Heroku: long polling waits longer than its router',
    code: 'idle-timeout-short',
    site: { ...app, platform: 'heroku', cloud: 'other', 'load-balancer': 'heroku-router' },
    says: /after 55 seconds/,
    not: { ...app, platform: 'cloud-foundry', cloud: 'other', 'load-balancer': 'cloud-foundry-router' },
  },
  {
    report: 'NetScaler: affinity ends after a pause',
    code: 'netscaler-persistence-ends',
    site: { ...app, 'load-balancer': 'netscaler' },
    says: /2 minutes.*Set it to 0/,
    not: { ...app, 'load-balancer': 'f5' },
  },
  {
    report: 'F5: WebSockets without a profile',
    code: 'websockets-cure-at-load-balancer',
    site: { ...app, 'load-balancer': 'f5', websockets: 'no' },
    says: /WebSocket profile/,
    not: { ...app, 'load-balancer': 'hardware', websockets: 'no' },
  },
  {
    report: 'Elastic Beanstalk: a proxy on each instance',
    code: 'elastic-beanstalk-two-proxies',
    site: { ...app, platform: 'aws-elastic-beanstalk', cloud: 'aws', 'load-balancer': 'aws-alb' },
    says: /two proxies in a row.*StickinessEnabled/,
    not: { ...app, platform: 'aws-ec2', cloud: 'aws', 'load-balancer': 'aws-alb' },
  },

  // --- what no backplane solves ---
  {
    report: 'SignalR 2265',
    code: 'sending-through-redis',
    site: { ...app, senders: ['web-app', 'dotnet-worker'] },
    says: /IHubContext/,
    not: { ...app, senders: ['web-app'] },
  },
  {
    report: 'azure-signalr 713',
    code: 'sending-through-azure-signalr',
    site: { ...onAzure, senders: ['azure-functions'] },
    says: /same spelling/,
    not: { ...onAzure, senders: ['web-app'] },
  },
  {
    report: 'AspNetCore.Docs 26963',
    code: 'sending-without-dotnet',
    site: { ...app, senders: ['not-dotnet'] },
    says: /endpoint that they call/,
    not: { ...app, senders: ['dotnet-worker'] },
  },
  {
    report: 'a worker beside NATS',
    code: 'sending-beside-the-app',
    site: { ...app, infrastructure: ['nats'], needs: ['no-new-infrastructure'], 'target-framework': 'net10.0', senders: ['dotnet-worker'] },
    says: /registers it as the app does/,
    not: { ...app, senders: ['dotnet-worker'] },
  },
  {
    report: 'docs.particular.net 3810',
    code: 'every-server-broadcasts',
    site: { ...app, 'packages-in-use': ['nservicebus'] },
    says: /once for every server/,
    not: app,
  },

  // --- ecosystems and packages ---
  {
    report: 'ABP, SignalR integration',
    code: 'abp-on-several-servers',
    site: { ...app, 'packages-in-use': ['abp'] },
    says: /registers no backplane/,
    not: { ...app, ...one, 'packages-in-use': ['abp'] },
  },
  {
    report: 'aspnetboilerplate 4385, 6503 and 6915',
    code: 'aspnet-boilerplate-on-several-servers',
    site: { ...app, 'packages-in-use': ['aspnet-boilerplate'] },
    says: /IOnlineClientManager.*RedisOnlineClientStore/,
    not: app,
  },
  {
    report: 'vc-platform, AddPushNotifications',
    code: 'virto-commerce-on-several-servers',
    site: { ...app, 'packages-in-use': ['virto-commerce'] },
    says: /register none of your own/,
    not: app,
  },
  {
    report: 'Elsa, distributed hosting',
    code: 'elsa-on-several-servers',
    site: { ...app, 'packages-in-use': ['elsa'] },
    says: /UseDistributedRuntime/,
    not: app,
  },
  {
    report: 'Orchard Core, SignalR module',
    code: 'orchard-core-on-several-servers',
    site: { ...app, 'packages-in-use': ['orchard-core'] },
    says: /OrchardCore\.SignalR\.Redis/,
    not: app,
  },
  {
    report: 'session state on several servers',
    code: 'session-state-on-several-servers',
    site: { ...app, 'packages-in-use': ['session-state'] },
    says: /memory of each server/,
    not: { ...app, 'packages-in-use': ['session-state'], 'distributed-cache': 'yes' },
  },
  {
    report: 'ImageSharp on several servers',
    code: 'imagesharp-cache-on-several-servers',
    site: { ...umbraco, 'packages-in-use': ['imagesharp'] },
    says: /MediaCache/,
    not: umbraco,
  },
  {
    report: 'Umbraco Forms, Commerce and Workflow on several servers',
    code: 'umbraco-add-ons-on-several-servers',
    site: { ...umbraco, 'packages-in-use': ['umbraco-forms'] },
    says: /Umbraco Forms/,
    not: umbraco,
  },
  {
    report: 'a project for .NET Core 3.1',
    code: 'framework-older-than-generated-code',
    site: { ...app, 'target-framework': 'netcoreapp3.1' },
    says: /does not compile for netcoreapp3\.1/,
    not: { ...app, 'target-framework': 'net8.0' },
  },
  {
    report: 'no new infrastructure, and the database not stated',
    code: 'nothing-new-is-not-known',
    site: { ...app, database: 'unknown', infrastructure: [], needs: ['no-new-infrastructure'] },
    says: /only what runs is nothing new/,
    not: { ...app, needs: ['no-new-infrastructure'] },
  },
  {
    report: 'a deployment',
    code: 'servers-that-stop',
    site: { ...app, deployment: 'rolling' },
    says: /negotiate anew.*ShutdownTimeout/,
    not: { ...onAzure, deployment: 'rolling' },
  },
];
