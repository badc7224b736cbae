/** Every load balancer of ../shared/facts/backplanes.md 9: what it can hold, what it cannot, and what is not known and so left to the user's answer. */
import type { Case, Expectation } from './expectation.js';
import type { Answers } from './site.js';

/** Clients that negotiate, so that a self-hosted backplane hangs on affinity; no Azure, so that nothing takes its place. */
const app: Answers = {
  host: 'aspnetcore',
  servers: 2,
  websockets: 'yes',
  'clients-skip-negotiation': 'no',
  'azure-services-allowed': 'no',
  database: 'mysql',
  infrastructure: ['redis'],
  'redis-region': 'same',
};
const behind = (gist: string, balancer: string, answers: Answers, expect: Expectation): Case => ({
  gist: `${balancer}: ${gist}`,
  answers: { ...app, 'load-balancer': balancer, ...answers },
  expect,
});

const byCookieOnly = [
  'azure-app-service',
  'azure-application-gateway',
  'azure-application-gateway-for-containers',
  'azure-front-door',
  'aws-alb',
  'gateway-api',
  'traefik',
  'haproxy',
  'iis-arr',
  'envoy',
  'envoy-gateway',
  'yarp',
];
const byOtherMeansToo = ['ingress-nginx', 'nginx', 'nginx-plus', 'caddy', 'cloudflare', 'gcp-application', 'istio'];
const byAddressOnly = ['aws-nlb', 'azure-load-balancer', 'kubernetes-service', 'nginx-gateway-fabric'];
const unknown = ['azure-traffic-manager', 'dns', 'hardware', 'other', 'none', 'fly'];
const all = [...byCookieOnly, ...byOtherMeansToo, ...byAddressOnly, ...unknown];

const kept: Answers = { 'affinity-cookie-kept': 'yes' };
const lost: Answers = { 'affinity-cookie-kept': 'no' };

export const affinityIsThere: Case[] = all.map((balancer) =>
  behind('affinity is on', balancer, { 'sticky-sessions': 'yes', ...kept }, { recommended: 'redis', eligible: ['redis'] }),
);
export const affinityIsNotThere: Case[] = all.flatMap((balancer) => [
  behind('affinity is off and stays off', balancer, { 'sticky-sessions': 'no' }, { outcome: 'no-eligible', excluded: ['redis'] }),
  behind(
    'affinity can be switched on',
    balancer,
    { 'sticky-sessions': 'no', 'sticky-sessions-possible': 'yes', ...kept },
    { recommended: 'redis', says: [/Switch session affinity/] },
  ),
  behind(
    'clients that skip negotiation need none',
    balancer,
    { 'sticky-sessions': 'no', 'clients-skip-negotiation': 'possible' },
    { recommended: 'redis', says: [/skipNegotiation/] },
  ),
]);
export const theCookieIsLost: Case[] = [
  ...byCookieOnly.map((balancer) =>
    behind(
      'there is only a cookie',
      balancer,
      { 'sticky-sessions': 'yes', ...lost },
      { outcome: 'no-eligible', excluded: ['redis'], says: [/cookie/] },
    ),
  ),
  ...[...byOtherMeansToo, ...byAddressOnly].map((balancer) =>
    behind('there is another way', balancer, { 'sticky-sessions': 'yes', ...lost }, { eligible: ['redis'] }),
  ),
];
const sticky: Answers = { 'sticky-sessions': 'yes', ...kept };
export const traps: Case[] = [
  behind('by source address, so not behind NAT', 'aws-nlb', sticky, { says: [/source IP/] }),
  behind('by address in the open-source edition', 'nginx-gateway-fabric', sticky, { says: [/NGINX Plus.*ip_hash/] }),
  behind('the client address must reach it', 'kubernetes-service', sticky, { says: [/client's address reaches the Service/] }),
  behind('it balances regions, and guarantees nothing inside them', 'azure-front-door', sticky, {
    says: [/not guaranteed/, /server-sent events/],
  }),
  behind(
    'more clients than were documented',
    'azure-front-door',
    { ...sticky, 'concurrent-connections': 3001 },
    { says: [/3,001 connections/] },
  ),
  behind('out of maintenance', 'ingress-nginx', sticky, { says: [/retired since March 2026/] }),
  behind('out of maintenance, on AKS too', 'ingress-nginx', { ...sticky, platform: 'aks' }, { says: [/November 2026/] }),
  behind('experimental', 'gateway-api', sticky, { says: [/experimental channel/] }),
  behind('the application takes part', 'fly', sticky, { says: [/fly-replay/] }),
  behind('it sees no request', 'dns', sticky, { says: [/DNS cannot bring a client back/] }),
  behind('HashCookie needs no shared keys', 'yarp', sticky, { says: [/HashCookie/] }),
  behind('the Upgrade headers', 'nginx', sticky, { says: [/Upgrade and Connection headers/] }),
  behind('target type ip', 'aws-alb', { ...sticky, platform: 'aws-eks' }, { says: [/target-type ip/] }),
  behind('who decides?', 'none', sticky, { says: [/Something decides which server a client reaches/] }),
  behind('idle timeouts', 'other', sticky, { says: [/longer than 15 seconds for WebSockets, and 100 seconds or more/] }),
];

export const loadBalancerCases: Record<string, Case[]> = { affinityIsThere, affinityIsNotThere, theCookieIsLost, traps };
