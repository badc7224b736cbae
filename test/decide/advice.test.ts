/** What else a decision tells: every prerequisite and warning where it applies, and nowhere else. One row per pair of sites that differ in one answer. */
import { describe, expect, test } from 'vitest';
import { decide } from '../../src/index.js';
import type { Answers } from '../oracle/site.js';
import { decideOn, factsOn, ruleBase } from './ask.js';
import { cures } from './cure-cases.js';

/** Umbraco 17.8 behind HAProxy with affinity, and Redis beside it. */
const backoffice: Answers = {
  host: 'umbraco',
  'umbraco-version': '17.8.1',
  'load-balanced-part': 'backoffice',
  'own-hubs': 'no',
  servers: 2,
  platform: 'linux-vm',
  cloud: 'on-premises',
  'load-balancer': 'haproxy',
  'sticky-sessions': 'yes',
  websockets: 'yes',
  database: 'sql-server',
  infrastructure: ['redis'],
  'redis-region': 'same',
  'azure-services-allowed': 'no',
};
const frontEnds: Answers = { ...backoffice, 'load-balanced-part': 'frontend-only', 'own-hubs': 'yes', 'affinity-cookie-kept': 'yes' };
const inContainers: Answers = { ...backoffice, platform: 'kubernetes', 'load-balancer': 'traefik' };
const appService: Answers = { platform: 'azure-app-service', cloud: 'azure', 'load-balancer': 'azure-app-service' };
const onAzure: Answers = { ...backoffice, ...appService, 'azure-services-allowed': 'yes', infrastructure: ['azure-signalr'] };
const stateless: Answers = { ...backoffice, 'sticky-sessions': 'no', 'sticky-sessions-possible': 'no' };
const app: Answers = { ...backoffice, host: 'aspnetcore', 'affinity-cookie-kept': 'yes', 'clients-skip-negotiation': 'no' };
const behind = (balancer: string): Answers => ({ ...app, 'load-balancer': balancer });
/** Azure SignalR Service holds the connections. */
const pastIt = (balancer: string): Answers => ({ ...onAzure, host: 'aspnetcore', platform: 'azure-vm', 'load-balancer': balancer });
const through = (...proxies: string[]): Answers => ({ ...app, 'proxies-in-front': proxies });
const uses = (name: string): Answers => ({ ...backoffice, 'packages-in-use': [name] });
const one = (site: Answers): Answers => ({ ...site, 'load-balanced-part': 'none', servers: 1 });
const sqlServer: Answers = {
  ...app,
  infrastructure: [],
  needs: ['no-new-infrastructure'],
  'service-broker': 'enabled',
  'database-schema-rights': 'yes',
};
const postgres: Answers = { ...sqlServer, database: 'postgresql' };

const told = ({ prerequisites, warnings }: ReturnType<typeof decideOn>): string[] =>
  [...prerequisites, ...warnings].map(({ code }) => code);

/** The one backplane whose carrier runs. */
const only = (product: string): Answers => ({ ...sqlServer, database: 'mysql', 'target-framework': 'net10.0', infrastructure: [product] });
/** Azure SignalR would have to be bought. */
const bought: Answers = {
  ...onAzure,
  host: 'aspnetcore',
  'clients-skip-negotiation': 'no',
  'sticky-sessions': 'no',
  database: 'mysql',
  infrastructure: [],
  'hub-count': 1,
  'messages-per-second': 0.01,
  'message-bytes': 500,
  audience: 'single',
};
const freeTier: Answers = { ...bought, environment: 'test', 'concurrent-connections': 10, 'monthly-budget-usd': 50 };

/** The code, a site on which it is told, and one on which it is not. */
const rows: Record<string, [code: string, where: string, site: Answers, notWhere: string, other: Answers][]> = {
  'what can break the recommendation': [
    [
      'affinity-could-be-switched-on',
      'HAProxy, which can hold it',
      { ...app, 'sticky-sessions': 'no' },
      'somebody who says that it may not be switched on',
      { ...app, 'sticky-sessions': 'no', 'sticky-sessions-possible': 'no' },
    ],
    [
      'affinity-could-be-switched-on',
      'HAProxy, which can hold it',
      { ...app, 'sticky-sessions': 'no' },
      'DNS, which cannot',
      { ...app, 'sticky-sessions': 'no', 'load-balancer': 'dns' },
    ],
    [
      'clients-websockets-unchecked',
      'mobile apps that skip negotiation',
      {
        ...app,
        'sticky-sessions': 'no',
        'sticky-sessions-possible': 'no',
        'clients-skip-negotiation': 'possible',
        clients: ['browser', 'mobile'],
      },
      'browsers only',
      { ...app, 'sticky-sessions': 'no', 'sticky-sessions-possible': 'no', 'clients-skip-negotiation': 'possible', clients: ['browser'] },
    ],
  ],
  'everything else a balanced Umbraco needs': [
    ['umbraco-server-role', 'the backoffice', backoffice, 'front ends', frontEnds],
    ['umbraco-isolated-caches', 'the backoffice', backoffice, 'front ends', frontEnds],
    ['umbraco-background-jobs', 'the backoffice', backoffice, 'front ends', frontEnds],
    ['umbraco-temporary-uploads', 'the backoffice', backoffice, 'App Service, whose folder is shared', onAzure],
    ['umbraco-temporary-uploads', 'the backoffice', backoffice, 'front ends', frontEnds],
    ['umbraco-local-temp', 'App Service', onAzure, 'machines of your own', backoffice],
    ['umbraco-examine', 'containers', inContainers, 'machines of your own', backoffice],
    ['umbraco-media', 'front ends', frontEnds, 'another host', app],
    ['umbraco-front-ends-subscribe', 'front ends', frontEnds, 'the backoffice', backoffice],
    [
      'umbraco-front-ends-subscribe',
      'front ends that need no backplane',
      { ...frontEnds, 'umbraco-version': '13.16.4', 'own-hubs': 'no' },
      'one server',
      { ...frontEnds, 'load-balanced-part': 'none', servers: 1 },
    ],
    ['umbraco-as-openid-issuer', 'the backoffice', backoffice, 'front ends', frontEnds],
    ['umbraco-debug-off', 'front ends', frontEnds, 'another host', app],
    ['umbraco-application-url', 'the backoffice', backoffice, 'another host', app],
    [
      'umbraco-machine-identifier',
      'containers from 18.1',
      { ...inContainers, 'umbraco-version': '18.1.0' },
      '18.0',
      { ...inContainers, 'umbraco-version': '18.0.9' },
    ],
    [
      'umbraco-machine-identifier',
      'Container Apps',
      {
        ...inContainers,
        'umbraco-version': '18.1.0',
        platform: 'azure-container-apps',
        'container-apps-revision-mode': 'single',
        'load-balancer': 'azure-container-apps',
      },
      'machines',
      { ...backoffice, 'umbraco-version': '18.1.0' },
    ],
    [
      'umbraco-machine-name-before-18-1',
      'containers of 18.0',
      { ...inContainers, 'umbraco-version': '18.0.9' },
      '18.1',
      { ...inContainers, 'umbraco-version': '18.1.0' },
    ],
    [
      'umbraco-container-probes',
      'containers of 17.3',
      { ...inContainers, 'umbraco-version': '17.3.0' },
      '17.2',
      { ...inContainers, 'umbraco-version': '17.2.9' },
    ],
    [
      'umbraco-cache-instructions',
      '17.6',
      { ...backoffice, 'umbraco-version': '17.6.2' },
      '17.7',
      { ...backoffice, 'umbraco-version': '17.7.0' },
    ],
    [
      'umbraco-cache-instructions',
      '18.1',
      { ...backoffice, 'umbraco-version': '18.1.1' },
      '18.2',
      { ...backoffice, 'umbraco-version': '18.2.0' },
    ],
    ['umbraco-reconnect', '17', backoffice, '13, whose client reconnects', { ...backoffice, 'umbraco-version': '13.16.4' }],
    ['umbraco-user-events-stay-on-their-server', '17', backoffice, '14', { ...backoffice, 'umbraco-version': '14.3.1' }],
    ['data-protection', 'nobody knows', backoffice, 'it is shared', { ...backoffice, 'data-protection-shared': 'yes' }],
    ['distributed-cache', 'no affinity', stateless, 'affinity', backoffice],
    ['distributed-cache', 'no affinity', stateless, 'there is one', { ...stateless, 'distributed-cache': 'yes' }],
    ['forwarded-headers', 'a proxy', backoffice, 'none', { ...backoffice, 'load-balancer': 'none' }],
    ['websocket-protocol-feature', 'IIS', { ...backoffice, platform: 'iis' }, 'Linux', backoffice],
    [
      'websocket-protocol-feature',
      'IIS',
      { ...backoffice, platform: 'iis' },
      'IIS with Azure SignalR, which holds the sockets',
      { ...onAzure, platform: 'iis' },
    ],
    [
      'azure-app-service-websockets',
      'App Service with Redis',
      { ...onAzure, 'azure-services-allowed': 'no', infrastructure: ['azure-managed-redis'] },
      'App Service with Azure SignalR',
      onAzure,
    ],
  ],
  affinity: [
    ['affinity-stays-on', 'it is on', backoffice, 'the recommendation needs none', onAzure],
    ['affinity-to-switch-on', 'it could be', { ...stateless, 'sticky-sessions-possible': 'yes' }, 'it is on', backoffice],
    ['affinity-to-settle', 'nobody knows', { ...backoffice, 'sticky-sessions': 'unknown' }, 'it is on', backoffice],
    ['affinity-cookie-to-settle', 'it is on, but are cookies kept?', { ...app, 'affinity-cookie-kept': 'unknown' }, 'they are', app],
    [
      'affinity-cookie-to-settle',
      'by cookie only',
      { ...app, 'affinity-cookie-kept': 'unknown' },
      'nginx knows addresses',
      { ...app, 'affinity-cookie-kept': 'unknown', 'load-balancer': 'nginx' },
    ],
    [
      'affinity-without-cookie-to-settle',
      'cookies are lost, behind what?',
      { ...app, 'affinity-cookie-kept': 'no', 'load-balancer': 'unknown' },
      'nginx knows addresses',
      { ...app, 'affinity-cookie-kept': 'no', 'load-balancer': 'nginx' },
    ],
    [
      'affinity-revisions-to-settle',
      'Container Apps, revisions unknown',
      { ...app, 'load-balancer': 'azure-container-apps' },
      'a single one',
      { ...app, 'load-balancer': 'azure-container-apps', 'container-apps-revision-mode': 'single' },
    ],
    ['skip-negotiation-setting-on', 'no affinity', stateless, 'affinity', backoffice],
    ['skip-negotiation-setting-on', 'it is off', stateless, 'it is on', { ...stateless, 'skip-negotiation-setting': 'on' }],
    [
      'skip-negotiation-setting-stays-on',
      'it is on',
      { ...stateless, 'skip-negotiation-setting': 'on' },
      'it is off',
      { ...stateless, 'skip-negotiation-setting': 'off' },
    ],
    [
      'skip-negotiation-setting-off',
      'Azure SignalR',
      { ...onAzure, 'skip-negotiation-setting': 'on' },
      'it is off',
      { ...onAzure, 'skip-negotiation-setting': 'off' },
    ],
    [
      'skip-negotiation-setting-off-for-transports',
      'no WebSockets',
      { ...backoffice, 'skip-negotiation-setting': 'on', websockets: 'no' },
      'WebSockets',
      { ...backoffice, 'skip-negotiation-setting': 'on' },
    ],
    [
      'skip-negotiation-without-need',
      'WebSockets',
      { ...backoffice, 'skip-negotiation-setting': 'on' },
      'no WebSockets, where it does not work',
      { ...backoffice, 'skip-negotiation-setting': 'on', websockets: 'no' },
    ],
    [
      'package-clients-skip-negotiation',
      'hubs of packages',
      { ...stateless, 'own-hubs': 'yes', 'clients-skip-negotiation': 'possible' },
      'no other hubs',
      stateless,
    ],
    [
      'circuits-on-azure-signalr',
      'Blazor Server',
      { ...onAzure, host: 'aspnetcore', application: 'blazor-server', 'sticky-sessions': 'no' },
      'ordinary hubs',
      { ...onAzure, host: 'aspnetcore' },
    ],
  ],
  'the backplane that is recommended': [
    [
      'registered-backplane-goes',
      'another one is registered',
      { ...app, 'registered-backplane': ['sql-server'] },
      'this one is',
      { ...app, 'registered-backplane': ['redis'] },
    ],
    [
      'registered-backplane-goes',
      'another one is registered',
      { ...app, 'registered-backplane': ['nats'] },
      'none is',
      { ...app, 'registered-backplane': [] },
    ],
    [
      'more-than-one-backplane',
      'two of any kind',
      { ...app, 'registered-backplane': ['redis', 'postgresql'] },
      'one',
      { ...app, 'registered-backplane': ['redis'] },
    ],
    [
      'another-backplane-registered',
      'one process needs none',
      { ...app, servers: 1, 'registered-backplane': ['nats'] },
      'a farm',
      { ...app, 'registered-backplane': ['nats'] },
    ],
    ['azure-signalr-application-name', 'the service runs already', onAzure, 'it would be new', { ...onAzure, infrastructure: [] }],
    ['azure-signalr-stateful-reconnect', 'the wish for it', { ...onAzure, needs: ['stateful-reconnect'] }, 'no such wish', onAzure],
    [
      'azure-signalr-from-elsewhere',
      'another cloud',
      { ...onAzure, ...stateless, cloud: 'aws', platform: 'aws-ec2', websockets: 'no', 'azure-services-allowed': 'yes' },
      'Azure',
      onAzure,
    ],
    ['redis-channel-prefix', 'nobody knows who shares it', app, 'nobody shares it', { ...app, 'redis-shared': 'no' }],
    [
      'redis-same-data-center',
      'a new one',
      { ...app, database: 'mysql', infrastructure: [], 'redis-region': 'unknown' },
      'it is near',
      app,
    ],
    [
      'redis-replica-for-availability',
      'the wish, and a single one',
      { ...app, needs: ['high-availability'], 'redis-topology': 'standalone' },
      'a replica',
      { ...app, needs: ['high-availability'], 'redis-topology': 'replicated' },
    ],
    ['redis-cluster', 'a cluster', { ...app, 'redis-topology': 'cluster' }, 'one server', { ...app, 'redis-topology': 'standalone' }],
    ['valkey-client', 'Valkey', { ...app, infrastructure: ['valkey'] }, 'Redis', app],
    ['garnet-standalone', 'Garnet', { ...app, infrastructure: ['garnet'] }, 'Redis', app],
    [
      'elasticache-from-elsewhere',
      'servers elsewhere',
      { ...app, infrastructure: ['elasticache'] },
      'servers on AWS',
      { ...app, infrastructure: ['elasticache'], cloud: 'aws', platform: 'aws-ec2' },
    ],
    ['sql-server-polling-mode', 'Azure SQL Database', { ...sqlServer, database: 'azure-sql-database' }, 'SQL Server', sqlServer],
    [
      'sql-server-polling-mode',
      'a Managed Instance without a broker',
      { ...sqlServer, database: 'azure-sql-managed-instance', 'service-broker': 'disabled' },
      'with one',
      { ...sqlServer, database: 'azure-sql-managed-instance' },
    ],
    [
      'enable-broker',
      'SQL Server with the broker off',
      { ...sqlServer, 'service-broker': 'disabled' },
      'a Managed Instance, which has no such command',
      { ...sqlServer, database: 'azure-sql-managed-instance', 'service-broker': 'disabled' },
    ],
    ['check-broker', 'nobody knows', { ...sqlServer, 'service-broker': 'unknown' }, 'it is on', sqlServer],
    ['install-schema-by-hand', 'no rights', { ...sqlServer, 'database-schema-rights': 'no' }, 'rights', sqlServer],
    [
      'one-table-for-order',
      'the wish for order',
      { ...sqlServer, needs: ['no-new-infrastructure', 'strict-ordering'] },
      'no such wish',
      sqlServer,
    ],
    // Measured: 5,900 characters arrive and 5,950 fail; the hub's frame and the encoding of the text come on top of what was counted.
    ['postgresql-large-messages', 'more than 5 kB', { ...postgres, 'message-bytes': 6000 }, 'less', { ...postgres, 'message-bytes': 5000 }],
    ['hubs-are-not-kept-apart', 'PostgreSQL', postgres, 'SQL Server', sqlServer],
    ['hubs-are-not-kept-apart', 'NATS', only('nats'), 'Orleans', only('orleans')],
    [
      'nats-package-needs-net9',
      '.NET 8',
      { ...only('nats'), 'target-framework': 'net8.0' },
      '.NET 9',
      { ...only('nats'), 'target-framework': 'net9.0' },
    ],
    ['package-is-pre-release', 'PostgreSignalR', postgres, 'SQL Server', sqlServer],
  ],
  // design.md: what is newer than the newest version that was checked is said to be so.
  'what nobody has checked yet': [
    [
      'umbraco-newer-than-checked',
      '19',
      { ...backoffice, 'umbraco-version': '19.0.0' },
      '18',
      { ...backoffice, 'umbraco-version': '18.9.9' },
    ],
    [
      'framework-newer-than-checked',
      '.NET 12',
      { ...app, 'target-framework': 'net12.0' },
      '.NET 11',
      { ...app, 'target-framework': 'net11.0' },
    ],
  ],
  // design.md: an outcome without a backplane keeps everything that the farm needs anyway.
  'what holds without a backplane': [
    [
      'umbraco-preview-without-websockets',
      'one server, no WebSockets',
      { ...backoffice, 'load-balanced-part': 'none', servers: 1, 'max-servers': 1, websockets: 'no' },
      'WebSockets',
      { ...backoffice, 'load-balanced-part': 'none', servers: 1, 'max-servers': 1 },
    ],
    [
      'hubs-without-websockets',
      'one server, no WebSockets',
      { ...app, servers: 1, 'max-servers': 1, websockets: 'no' },
      'WebSockets',
      { ...app, servers: 1, 'max-servers': 1 },
    ],
    [
      'circuits-need-single-revision',
      'circuits on Container Apps',
      {
        ...app,
        application: 'blazor-server',
        servers: 3,
        platform: 'azure-container-apps',
        cloud: 'azure',
        'load-balancer': 'azure-container-apps',
      },
      'a virtual machine',
      { ...app, application: 'blazor-server', servers: 3 },
    ],
    [
      'data-protection',
      'circuits of three servers',
      { ...app, application: 'blazor-server', servers: 3, 'data-protection-shared': 'no' },
      'keys are shared',
      { ...app, application: 'blazor-server', servers: 3, 'data-protection-shared': 'yes' },
    ],
    ['umbraco-media', 'front ends', { ...frontEnds, 'own-hubs': 'no' }, 'another host', app],
  ],
  // Idle timeout and longest life are traits of what stands in front; the warnings follow from them.
  'how long a connection lives in front of the servers': [
    ['idle-timeout-short', '60 seconds at an ALB', behind('aws-alb'), '300 at Envoy', behind('envoy')],
    ['idle-timeout-short', 'one server', { ...behind('aws-alb'), servers: 1 }, 'clients that connect past it', pastIt('aws-alb')],
    ['idle-timeouts', 'HAProxy, of which it is not known', app, 'an ALB, of which it is', behind('aws-alb')],
    ['connection-life-fixed', 'four hours at Front Door', behind('azure-front-door'), 'Envoy', behind('envoy')],
    [
      'connection-life-fixed',
      'one server',
      { ...behind('azure-front-door'), servers: 1 },
      'clients that connect past it',
      pastIt('azure-front-door'),
    ],
    ['connection-life-configured', 'Google Cloud', behind('gcp-application'), 'Front Door', behind('azure-front-door')],
    ['connection-life-on-platform', 'Cloud Run', { ...app, platform: 'gcp-cloud-run', cloud: 'gcp' }, 'machines of your own', app],
    ['front-door-caching', 'one server', { ...behind('azure-front-door'), servers: 1 }, 'clients past it', pastIt('azure-front-door')],
  ],
  // The weakest of what stands before the load balancer decides.
  'what stands before the load balancer': [
    ['proxy-idle-timeout-short', 'CloudFront among others', through('cloudfront', 'cloudflare'), 'Cloudflare', through('cloudflare')],
    ['proxy-connection-life', 'Front Door', through('cloudflare', 'azure-front-door'), 'Cloudflare', through('cloudflare')],
    ['proxy-drops-connections', 'Cloudflare', through('cloudflare'), 'NetScaler', through('netscaler')],
    ['proxy-websockets-setting', 'Fastly', through('fastly'), 'Cloudflare', through('cloudflare')],
    ['proxy-without-websockets', 'API Gateway', through('aws-api-gateway'), 'Cloudflare', through('cloudflare')],
    ['proxy-without-server-sent-events', 'Front Door', through('azure-front-door'), 'nothing', through()],
    ['proxy-affinity-cookie', 'CloudFront', through('cloudfront'), 'Cloudflare', through('cloudflare')],
    [
      'proxy-hides-client-address',
      'affinity by address',
      { ...through('cloudflare'), 'load-balancer': 'aws-nlb' },
      'by cookie',
      through('cloudflare'),
    ],
    ['proxy-hides-client-address', 'something', { ...through('f5'), 'load-balancer': 'nginx' }, 'nothing', behind('nginx')],
    ['proxy-forward-limit', 'one more hop', through('akamai'), 'none', through()],
    [
      'proxy-idle-timeout-short',
      'one server',
      { ...through('cloudfront'), servers: 1 },
      'clients that connect past it',
      { ...pastIt('azure-application-gateway'), 'proxies-in-front': ['cloudfront'] },
    ],
    ['company-proxy-fallback', 'a company’s proxy', through('company-proxy'), 'another', through('other')],
  ],
  'what people with Azure SignalR Service ran into': [
    ['azure-signalr-claims', 'hubs of the site', { ...onAzure, 'own-hubs': 'yes' }, 'the backoffice alone', onAzure],
    ['azure-signalr-token-ends-fallbacks', 'no WebSockets', { ...onAzure, websockets: 'no' }, 'WebSockets', onAzure],
    [
      'azure-signalr-connection-starts',
      '18,000 clients, 600 a second',
      { ...bought, 'concurrent-connections': 18_000 },
      '7,000, 400 a second',
      { ...bought, 'concurrent-connections': 7000 },
    ],
    [
      'azure-signalr-scaling-drops',
      'several units',
      { ...bought, 'concurrent-connections': 7000 },
      'one',
      { ...bought, 'concurrent-connections': 100 },
    ],
    ['azure-signalr-several-endpoints', 'two regions', { ...onAzure, regions: 2 }, 'one', onAzure],
    ['azure-signalr-chooses-the-server', 'affinity', { ...onAzure, 'own-hubs': 'yes' }, 'none', { ...bought, 'own-hubs': 'yes' }],
  ],
  'what a platform allows': [
    [
      'app-service-websocket-limit',
      '400 for each of two instances',
      { ...app, ...appService, 'azure-services-allowed': 'no', 'concurrent-connections': 800 },
      'Azure SignalR Service holds them',
      { ...onAzure, 'concurrent-connections': 800 },
    ],
    [
      'app-service-websocket-limit-of-small-tiers',
      'a test with 20',
      { ...app, ...appService, 'azure-services-allowed': 'no', 'concurrent-connections': 20, environment: 'test' },
      'production',
      { ...app, ...appService, 'azure-services-allowed': 'no', 'concurrent-connections': 20, environment: 'production' },
    ],
    [
      'cloud-run-concurrency',
      '100 for each',
      { ...app, platform: 'gcp-cloud-run', cloud: 'gcp', 'concurrent-connections': 200 },
      '80',
      { ...app, platform: 'gcp-cloud-run', cloud: 'gcp', 'concurrent-connections': 160 },
    ],
    ['container-apps-scale-to-zero', 'Container Apps', { ...onAzure, platform: 'azure-container-apps' }, 'App Service', onAzure],
  ],
  // facts, backplanes.md 12: measured with Redis killed, hung, slow, and with a server on a replica.
  'a bad day of Redis': [
    ['redis-hangs', 'the wish for availability', { ...app, needs: ['high-availability'] }, 'no such wish, and nobody knows the load', app],
    [
      'redis-hangs',
      '1 MB a second',
      { ...app, 'messages-per-second': 1000, 'message-bytes': 1000, audience: 'broadcast' },
      '100 kB a second',
      { ...app, 'messages-per-second': 100, 'message-bytes': 900, audience: 'broadcast' },
    ],
    [
      'redis-drops-slow-servers',
      '1 MB a second',
      { ...app, 'messages-per-second': 1000, 'message-bytes': 1000, audience: 'broadcast' },
      '100 kB a second',
      { ...app, 'messages-per-second': 100, 'message-bytes': 900, audience: 'broadcast' },
    ],
    ['redis-groups-of-clients-that-left', 'groups', { ...app, audience: 'groups' }, 'broadcasts', { ...app, audience: 'broadcast' }],
    ['redis-primary-only', 'replicas', { ...app, 'redis-topology': 'replicated' }, 'one', { ...app, 'redis-topology': 'standalone' }],
    ['redis-keeps-keys', 'a cache beside the keys', { ...app, 'distributed-cache': 'yes' }, 'affinity and no cache', app],
    [
      'redis-keeps-keys',
      'a cache beside the keys',
      { ...app, 'distributed-cache': 'yes' },
      'keys are shared already',
      { ...app, 'distributed-cache': 'yes', 'data-protection-shared': 'yes' },
    ],
  ],
  'options of hubs': [
    ['hub-message-size', '40 kB', { ...app, 'message-bytes': 40_000 }, '32 KB', { ...app, 'message-bytes': 32_768 }],
    [
      'hub-message-size',
      'one server',
      { ...app, servers: 1, 'message-bytes': 40_000 },
      'the backoffice',
      { ...backoffice, 'message-bytes': 40_000 },
    ],
    ['client-results-in-a-hub', 'the wish', { ...app, needs: ['client-results'] }, 'no such wish', app],
    ['same-hub-protocols', 'MessagePack', { ...app, 'hub-protocols': ['messagepack'] }, 'JSON', { ...app, 'hub-protocols': ['json'] }],
  ],
  'packages beside SignalR, and the mode of Umbraco': [
    ['umbraco-production-mode', 'the backoffice', backoffice, 'a test', { ...backoffice, environment: 'test' }],
    ['umbraco-production-mode', 'the backoffice', backoffice, 'front ends', frontEnds],
    ['usync-on-several-servers', 'uSync', uses('usync'), 'not there', backoffice],
    ['usync-on-several-servers', 'Umbraco Cloud', { ...uses('usync'), platform: 'umbraco-cloud' }, 'one server', one(uses('usync'))],
    ['umbraco-deploy-on-several-servers', 'Umbraco Deploy', uses('umbraco-deploy'), 'not there', backoffice],
    ['umbraco-engage-on-several-servers', 'Engage', uses('umbraco-engage'), 'one server', one(uses('umbraco-engage'))],
    ['hangfire-on-several-servers', 'Hangfire', uses('hangfire'), 'one server', one(uses('hangfire'))],
    ['quartz-on-several-servers', 'Quartz.NET', uses('quartz'), 'one server', one(uses('quartz'))],
    [
      'serilog-files-on-a-shared-disk',
      'App Service',
      { ...onAzure, 'packages-in-use': ['serilog-file'] },
      'a disk for each server',
      uses('serilog-file'),
    ],
  ],
  'what drives the load': [
    [
      'broadcasts-multiply',
      'ten a second to 100,000 clients',
      { ...app, audience: 'broadcast', 'concurrent-connections': 100_000, 'messages-per-second': 10, 'message-bytes': 500 },
      'to one each',
      { ...app, audience: 'single', 'concurrent-connections': 100_000, 'messages-per-second': 10, 'message-bytes': 500 },
    ],
  ],
  // design.md: a wish that no candidate can meet is a prerequisite and no exclusion.
  'wishes that none can meet': [
    ['no-guaranteed-delivery', 'the wish', { ...app, needs: ['guaranteed-delivery'] }, 'no such wish', app],
    [
      'stateful-reconnect-negotiates',
      'clients that skip negotiation',
      { ...app, needs: ['stateful-reconnect'], 'clients-skip-negotiation': 'yes' },
      'clients that negotiate',
      { ...app, needs: ['stateful-reconnect'], 'clients-skip-negotiation': 'no' },
    ],
    [
      'client-results-need-net7',
      '.NET 6',
      { ...app, needs: ['client-results'], 'target-framework': 'net6.0' },
      '.NET 7',
      { ...app, needs: ['client-results'], 'target-framework': 'net7.0' },
    ],
    [
      'stateful-reconnect-needs-net8',
      '.NET 7',
      { ...app, needs: ['stateful-reconnect'], 'target-framework': 'net7.0' },
      '.NET 8',
      { ...app, needs: ['stateful-reconnect'], 'target-framework': 'net8.0' },
    ],
  ],
  'what a product or package is like': [
    ['connection-string-outside-files', 'Redis', app, 'SQL Server, whose connection is there', sqlServer],
    ['redis-abort-connect', 'Redis', app, 'SQL Server', sqlServer],
    ['redis-loses-while-away', 'Redis', app, 'SQL Server', sqlServer],
    ['redis-sentinel', 'Sentinel', { ...app, 'redis-topology': 'sentinel' }, 'one server', { ...app, 'redis-topology': 'standalone' }],
    [
      'azure-signalr-server-load',
      '1.5 of 2 units for what goes out',
      {
        ...bought,
        'messages-per-second': 3000,
        'message-bytes': 2048,
        'concurrent-connections': 100,
        audience: 'groups',
        'recipients-per-message': 1,
      },
      '1.5 of 2 units for connections',
      { ...bought, 'concurrent-connections': 1500 },
    ],
    [
      'azure-managed-redis-not-everywhere',
      'a new one on Azure',
      { ...app, ...appService, database: 'mysql', infrastructure: [] },
      'the one that runs',
      { ...app, ...appService, infrastructure: ['azure-managed-redis'] },
    ],
    ['redis-other-region', 'another region, for a test', { ...app, 'redis-region': 'other', environment: 'test' }, 'the same', app],
    ['managed-redis-not-measured', 'ElastiCache', { ...app, infrastructure: ['elasticache'] }, 'Redis', app],
    [
      'beyond-measured-redis',
      '20,001 messages a second',
      { ...app, 'messages-per-second': 20_001 },
      '20,000',
      { ...app, 'messages-per-second': 20_000 },
    ],
    [
      'beyond-measured-redis',
      '40,001 a second to one client each, and two servers: half of them are there already',
      { ...app, 'messages-per-second': 40_001, audience: 'single' },
      '40,000',
      { ...app, 'messages-per-second': 40_000, audience: 'single' },
    ],
    ['ordering-within-channels', 'the wish for order', { ...app, needs: ['strict-ordering'] }, 'no such wish', app],
    [
      'ordering-unverified',
      'Azure SignalR',
      { ...onAzure, needs: ['strict-ordering'] },
      'SQL Server',
      { ...sqlServer, needs: ['no-new-infrastructure', 'strict-ordering'] },
    ],
    ['sql-server-package-light', 'SQL Server', sqlServer, 'Redis', app],
    [
      'sql-server-every-row',
      '101 messages a second',
      { ...sqlServer, 'messages-per-second': 101 },
      '100',
      { ...sqlServer, 'messages-per-second': 100 },
    ],
    ['schema-rights', 'nobody knows', { ...sqlServer, 'database-schema-rights': 'unknown' }, 'they are there', sqlServer],
    ['azure-signalr-mode-default', 'Azure SignalR', onAzure, 'Redis', app],
    ['azure-signalr-outbound', 'Azure SignalR', onAzure, 'Redis', app],
    ['azure-signalr-restart', 'Azure SignalR', onAzure, 'Redis', app],
    ['azure-signalr-free', 'a test that fits', freeTier, 'one client too many', { ...freeTier, 'concurrent-connections': 11 }],
    [
      'azure-signalr-large-messages',
      'more than 1 MB',
      { ...onAzure, 'message-bytes': 2_000_000 },
      'less',
      { ...onAzure, 'message-bytes': 500_000 },
    ],
    [
      'azure-signalr-quota',
      '200 units',
      { ...bought, 'concurrent-connections': 190_000 },
      '100 units',
      { ...bought, 'concurrent-connections': 90_000 },
    ],
    [
      'connections-on-your-servers',
      '10,000 connections on Redis',
      { ...app, 'concurrent-connections': 10_000 },
      'on Azure SignalR',
      { ...onAzure, 'concurrent-connections': 10_000 },
    ],
    ['idle-timeouts', 'sockets on your servers', app, 'on Azure SignalR', onAzure],
    ['azure-service-bus-package', 'Azure Service Bus', { ...app, infrastructure: ['redis', 'azure-service-bus'] }, 'Redis', app],
    ['rabbitmq-packages', 'RabbitMQ', { ...app, infrastructure: ['redis', 'rabbitmq'] }, 'Redis', app],
    ['ncache-names-drift', 'NCache', only('ncache'), 'Redis', app],
    ['rebus-unmaintained', 'Rebus', only('rebus'), 'Redis', app],
    ['masstransit-licence', 'MassTransit', only('masstransit'), 'Redis', app],
    ['orleans-registers-each-hub', 'Orleans', only('orleans'), 'NCache', only('ncache')],
    ['registration-unverified', 'NCache', only('ncache'), 'NATS', only('nats')],
    [
      'client-results-unverified',
      'Orleans',
      { ...only('orleans'), needs: ['no-new-infrastructure', 'client-results'] },
      'Redis',
      { ...app, needs: ['client-results'] },
    ],
  ],
  topology: [
    ['worker-processes-count', 'a web garden', { ...app, 'processes-per-server': 2 }, 'one process', app],
    [
      'affinity-by-client-address',
      'nginx, and clients that drop cookies',
      { ...app, 'load-balancer': 'nginx', 'affinity-cookie-kept': 'no' },
      'they keep them',
      { ...app, 'load-balancer': 'nginx' },
    ],
    [
      'affinity-cookie-not-kept',
      'the clients drop it',
      { ...app, 'affinity-cookie-kept': 'no', 'clients-skip-negotiation': 'possible' },
      'they keep it',
      app,
    ],
    [
      'cookie-clients',
      'a .NET client',
      { ...app, clients: ['dotnet'], 'affinity-cookie-kept': 'unknown' },
      'browsers',
      { ...app, clients: ['browser'], 'affinity-cookie-kept': 'unknown' },
    ],
    [
      'own-clients-skip-negotiation',
      'own clients without affinity',
      { ...app, 'sticky-sessions': 'no', 'clients-skip-negotiation': 'possible' },
      'with affinity',
      { ...app, 'clients-skip-negotiation': 'possible' },
    ],
    ['websockets-everywhere', 'no affinity', stateless, 'affinity', backoffice],
    ['circuits-need-affinity', 'circuits beside a hub', { ...app, application: 'blazor-server', 'own-hubs': 'yes' }, 'ordinary hubs', app],
    [
      'circuits-need-affinity-only',
      'circuits alone',
      { ...app, application: 'blazor-server' },
      'a hub beside them',
      { ...app, application: 'blazor-server', 'own-hubs': 'yes' },
    ],
    ['cloud-plan', 'Umbraco Cloud', { ...backoffice, platform: 'umbraco-cloud' }, 'elsewhere', backoffice],
    ['cloud-register-nothing', 'Umbraco Cloud', { ...backoffice, platform: 'umbraco-cloud' }, 'elsewhere', backoffice],
    ['umbraco-upgrade-one-server-first', 'a farm of Umbraco', backoffice, 'another host', app],
    ['umbraco-container-logs', 'containers', inContainers, 'machines', backoffice],
    ['umbraco-tls-ends-at-ingress', 'Kubernetes', inContainers, 'machines', backoffice],
    ['none-needed-frontend-only', 'front ends, hubs of their own unknown', { ...frontEnds, 'own-hubs': 'unknown' }, 'with hubs', frontEnds],
    [
      'none-needed-frontend-only',
      'nobody knows which part',
      { ...backoffice, 'load-balanced-part': 'unknown' },
      'the backoffice',
      backoffice,
    ],
    [
      'none-needed-circuits',
      'circuits, the host unknown',
      { ...app, host: 'unknown', application: 'blazor-server', 'own-hubs': 'no' },
      'with hubs',
      { ...app, application: 'blazor-server', 'own-hubs': 'yes' },
    ],
    ['none-needed-one-process', 'nobody knows how many', { ...app, servers: 'unknown' }, 'two', app],
    ['autoscale-makes-a-farm', 'one server that may become three', { ...app, servers: 1, 'max-servers': 3 }, 'two servers', app],
    ['several-regions', 'two regions', { ...app, regions: 2 }, 'one', app],
    ['nothing-balanced-but-several', 'two servers', { ...backoffice, 'load-balanced-part': 'none' }, 'the backoffice', backoffice],
    [
      'affinity-in-single-revision-only',
      'several revisions',
      { ...onAzure, host: 'aspnetcore', 'load-balancer': 'azure-container-apps', 'container-apps-revision-mode': 'multiple' },
      'one',
      { ...onAzure, host: 'aspnetcore', 'load-balancer': 'azure-container-apps', 'container-apps-revision-mode': 'single' },
    ],
  ],
};

describe.each(Object.entries(rows))('%s', (_topic, table) => {
  test.each(table)('%s: where %s', (code, _where, site) => {
    expect(told(decideOn(site))).toContain(code);
  });
  test.each(table.map(([code, , , notWhere, other]) => [code, notWhere, other] as const))('%s: not where %s', (code, _notWhere, other) => {
    expect(told(decideOn(other))).not.toContain(code);
  });
});

test('every prerequisite and warning has its row, or its date', () => {
  const tabled = new Set([
    ...Object.values(rows).flatMap((table) => table.map(([code]) => code)),
    ...dates.flatMap(([, , , ...codes]) => codes),
    ...cures.map(({ code }) => code),
  ]);
  const rules = ruleBase.rules.filter(({ effect }) => effect === 'require' || effect === 'warn').map(({ id }) => id);
  expect(rules.filter((id) => !tabled.has(id))).toEqual([]);
});

/** Dates that the facts name, each on the day before and on the day itself. */
const cache: Answers = { ...app, ...appService, 'azure-services-allowed': 'no', infrastructure: ['azure-cache-for-redis'] };
const dates: [gist: string, site: Answers, day: string, tells: string, silent: string][] = [
  ['Azure Cache for Redis is about to go', cache, '2028-09-29', 'azure-cache-for-redis-retires', 'azure-cache-for-redis-retired'],
  ['it is gone', cache, '2028-09-30', 'azure-cache-for-redis-retired', 'azure-cache-for-redis-retires'],
  ['Umbraco 13 gets security fixes', { ...frontEnds, 'umbraco-version': '13.16.4' }, '2026-12-13', 'umbraco-13-ends', 'umbraco-13-ended'],
  ['and then no more', { ...frontEnds, 'umbraco-version': '13.16.4' }, '2026-12-14', 'umbraco-13-ended', 'umbraco-13-ends'],
  ['Umbraco 14 and 15 have ended', { ...frontEnds, 'umbraco-version': '14.3.1' }, '2025-05-30', 'umbraco-14-ended', 'umbraco-15-ended'],
  ['Umbraco 16 has ended', { ...frontEnds, 'umbraco-version': '16.5.1' }, '2026-06-12', 'umbraco-16-ended', 'umbraco-15-ended'],
  ['Umbraco 17 gets security fixes only', backoffice, '2027-11-27', 'umbraco-17-ends', 'umbraco-17-ended'],
  ['and then no more', backoffice, '2028-11-27', 'umbraco-17-ended', 'umbraco-17-ends'],
];

test.each(dates)('%s', (_gist, site, asOf, tells, silent) => {
  const codes = told(decide(ruleBase, factsOn(site), { asOf }));
  expect(codes).toContain(tells);
  expect(codes).not.toContain(silent);
});

describe('a price in proportion', () => {
  /** The hidden case that was wrong: 100,000 clients, ten broadcasts a second, on AKS. Azure SignalR Service is 2.6 million USD a month there. */
  const site: Answers = {
    ...app,
    platform: 'aks',
    cloud: 'azure',
    'load-balancer': 'ingress-nginx',
    database: 'none',
    infrastructure: [],
    'azure-services-allowed': 'yes',
    audience: 'broadcast',
    'concurrent-connections': 100_000,
    'message-bytes': 500,
    'messages-per-second': 10,
    'peak-messages-per-second': 10,
  };
  const verdictsOf = (answers: Answers) => decide(ruleBase, factsOn(answers), { asOf: '2026-11-27' });
  test.each(['default', 'cost', 'simplicity', 'scale', 'latency'])(
    'priority %s: nothing that costs millions wins over what costs little',
    (priority) => {
      const { recommended, verdicts } = verdictsOf({ ...site, ...(priority === 'default' ? {} : { priority }) });
      expect(recommended).toBe('redis');
      const azure = verdicts.find(({ backplane }) => backplane === 'azure-signalr');
      expect(azure?.reasons[0]).toMatchObject({
        code: 'ranked-by-cost-in-proportion',
        text: expect.stringMatching(/costs .*\d,\d{3},\d{3} USD a month here; Redis 11\.68 USD/),
      });
      expect(azure?.criteria.find(({ id }) => id === 'cost-in-proportion')?.band).toBe('out-of-proportion');
    },
  );
  test('what costs up to 1,000 USD a month more is in proportion, and the vendor’s guidance decides', () => {
    const small = { ...site, audience: 'single', 'concurrent-connections': 2000, 'messages-per-second': 1, 'peak-messages-per-second': 1 };
    expect(verdictsOf(small)).toMatchObject({ recommended: 'azure-signalr' });
  });
  test('a winner that costs much more than what runs says so in its first sentence', () => {
    const running = {
      ...site,
      audience: 'single',
      infrastructure: ['redis'],
      'redis-region': 'same',
      'concurrent-connections': 9000,
      'messages-per-second': 1,
      'peak-messages-per-second': 1,
      priority: 'scale',
    };
    const { recommended, verdicts } = verdictsOf(running);
    expect(recommended).toBe('azure-signalr');
    expect(verdicts[0]?.reasons[0]?.text).toMatch(
      /^Azure SignalR Service costs \d{3}[\d.]* .*USD a month; Redis runs already and would add 0 USD\./,
    );
  });
});

test('what was retired is not counted as running: it would have to be bought anew', () => {
  const { verdicts } = decide(ruleBase, factsOn({ ...cache, 'monthly-budget-usd': 0 }), { asOf: '2028-09-30' });
  expect(verdicts.find(({ backplane }) => backplane === 'redis')).toMatchObject({ status: 'excluded', variant: 'new-azure-managed-redis' });
});
