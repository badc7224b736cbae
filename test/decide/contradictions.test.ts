/** Answers that cannot all be true, as an operator would see them: each with the answers that clash, and a neighbour in which nothing does. */
import { describe, expect, test } from 'vitest';
import type { Answers } from '../oracle/site.js';
import { decideOn, ruleBase } from './ask.js';

const codesOn = (site: Answers): string[] => decideOn(site).contradictions.map(({ code }) => code);

const umbraco: Answers = { host: 'umbraco', 'umbraco-version': '17.8.1' };
const app: Answers = { host: 'aspnetcore', servers: 3 };

/** The code, answers that clash, and answers that nearly do. */
const rows: [code: string, clash: Answers, near: Answers][] = [
  [
    'affinity-stated-where-it-is-impossible',
    { ...app, 'load-balancer': 'dns', 'sticky-sessions': 'yes' },
    { ...app, 'load-balancer': 'dns', 'sticky-sessions': 'no' },
  ],
  [
    'affinity-stated-where-it-is-impossible',
    { ...app, 'load-balancer': 'azure-traffic-manager', 'sticky-sessions': 'yes' },
    { ...app, 'load-balancer': 'other', 'sticky-sessions': 'yes' },
  ],
  [
    'affinity-possible-where-it-is-impossible',
    { ...app, 'load-balancer': 'dns', 'sticky-sessions': 'no', 'sticky-sessions-possible': 'yes' },
    { ...app, 'load-balancer': 'hardware', 'sticky-sessions': 'no', 'sticky-sessions-possible': 'yes' },
  ],
  [
    'affinity-claimed-but-impossible',
    { ...app, 'load-balancer': 'azure-container-apps', 'container-apps-revision-mode': 'multiple', 'sticky-sessions': 'yes' },
    { ...app, 'load-balancer': 'azure-container-apps', 'container-apps-revision-mode': 'single', 'sticky-sessions': 'yes' },
  ],
  ['no-load-balancer-but-affinity', { ...app, 'load-balancer': 'none', 'sticky-sessions': 'yes' }, { ...app, 'load-balancer': 'none' }],
  ['platform-of-another-cloud', { ...app, cloud: 'aws', platform: 'azure-app-service' }, { ...app, cloud: 'aws', platform: 'kubernetes' }],
  ['platform-of-another-cloud', { ...app, cloud: 'on-premises', platform: 'gcp-gke' }, { ...app, cloud: 'on-premises', platform: 'iis' }],
  ['platform-of-another-cloud', { ...app, cloud: 'azure', platform: 'aws-ecs' }, { ...app, cloud: 'aws', platform: 'aws-ecs' }],
  [
    'load-balancer-of-another-cloud',
    { ...app, 'load-balancer': 'aws-alb', platform: 'aks' },
    { ...app, 'load-balancer': 'azure-front-door', platform: 'aws-eks' },
  ],
  [
    'load-balancer-of-another-cloud',
    { ...app, 'load-balancer': 'gcp-application', cloud: 'azure' },
    { ...app, 'load-balancer': 'gcp-application', cloud: 'on-premises' },
  ],
  [
    'load-balancer-of-another-platform',
    { ...app, 'load-balancer': 'ingress-nginx', platform: 'iis' },
    { ...app, 'load-balancer': 'ingress-nginx', platform: 'aks' },
  ],
  [
    'load-balancer-of-another-platform',
    { ...app, 'load-balancer': 'fly', platform: 'docker' },
    { ...app, 'load-balancer': 'fly', platform: 'other' },
  ],
  [
    'load-balancer-of-another-platform',
    { ...app, 'load-balancer': 'azure-app-service', platform: 'azure-vm' },
    { ...app, 'load-balancer': 'azure-app-service', platform: 'azure-app-service' },
  ],
  [
    'load-balancer-of-another-platform',
    { ...app, 'load-balancer': 'azure-container-apps', platform: 'aks' },
    { ...app, 'load-balancer': 'azure-container-apps' },
  ],
  ['umbraco-cloud-without-umbraco', { ...app, platform: 'umbraco-cloud' }, { ...umbraco, platform: 'umbraco-cloud' }],
  [
    'one-server-but-several-serve',
    { ...umbraco, servers: 1, 'load-balanced-part': 'backoffice' },
    { ...umbraco, servers: 1, 'load-balanced-part': 'none' },
  ],
  [
    'one-server-but-several-serve',
    { ...umbraco, servers: 1, 'load-balanced-part': 'frontend-only' },
    { ...umbraco, servers: 1, 'max-servers': 4, 'load-balanced-part': 'backoffice' },
  ],
  ['scales-out-to-fewer', { ...app, 'max-servers': 2 }, { ...app, 'max-servers': 3 }],
  [
    'peak-below-mean',
    { ...app, 'messages-per-second': 10, 'peak-messages-per-second': 9 },
    { ...app, 'messages-per-second': 10, 'peak-messages-per-second': 10 },
  ],
  [
    'more-recipients-than-connections',
    { ...app, audience: 'groups', 'recipients-per-message': 50, 'concurrent-connections': 40 },
    { ...app, audience: 'groups', 'recipients-per-message': 40, 'concurrent-connections': 40 },
  ],
  [
    'skipped-negotiation-without-websockets',
    { ...app, 'clients-skip-negotiation': 'yes', websockets: 'no' },
    { ...app, 'clients-skip-negotiation': 'possible', websockets: 'no' },
  ],
  [
    'skipped-negotiation-to-azure-signalr',
    { ...app, 'clients-skip-negotiation': 'yes', 'registered-backplane': ['azure-signalr'] },
    { ...app, 'clients-skip-negotiation': 'yes', 'registered-backplane': ['redis'] },
  ],
  [
    'broker-where-there-is-none',
    { ...app, database: 'azure-sql-database', 'service-broker': 'enabled' },
    { ...app, database: 'azure-sql-managed-instance', 'service-broker': 'enabled' },
  ],
  [
    'blue-green-in-one-revision',
    { ...app, platform: 'azure-container-apps', needs: ['blue-green-revisions'], 'container-apps-revision-mode': 'single' },
    { ...app, platform: 'azure-container-apps', needs: ['blue-green-revisions'], 'container-apps-revision-mode': 'multiple' },
  ],
];

test.each(rows)('%s', (code, clash, near) => {
  expect(codesOn(clash)).toContain(code);
  expect(codesOn(near)).not.toContain(code);
});

test('every contradiction has its row', () => {
  const rules = ruleBase.rules.filter(({ effect }) => effect === 'contradict').map(({ id }) => id);
  expect(rules.filter((id) => !rows.some(([code]) => code === id))).toEqual([]);
});

describe('what is said of a contradiction', () => {
  const [found] = decideOn({ ...app, 'load-balancer': 'dns', 'sticky-sessions': 'yes' }).contradictions;

  test('names both answers, the one in doubt, and a source', () => {
    expect(found).toMatchObject({ facts: ['load-balancer', 'sticky-sessions'], doubt: 'load-balancer' });
    expect(found?.text).toContain('DNS');
    expect(found?.source).not.toBe('');
  });

  test('an answer that nobody gave contradicts nothing', () => {
    expect(codesOn({})).toEqual([]);
    expect(codesOn({ host: 'umbraco', servers: 2 })).toEqual([]);
  });
});

test('every load balancer says whether it can hold affinity and pass WebSockets, or that nobody knows', () => {
  for (const one of Object.values(ruleBase.loadBalancers))
    for (const trait of ['affinity', 'websockets'])
      expect([one.id, trait in one.traits || one.notKnown.includes(trait)]).toEqual([one.id, true]);
});
