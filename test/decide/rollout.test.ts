/** From a state to another: the steps that are needed, in the order in which they do no harm. */
import { describe, expect, test } from 'vitest';
import { assume } from '../../src/decide/assume.js';
import { type Rollout, rolloutOf } from '../../src/decide/rollout.js';
import type { Answer, Fact } from '../../src/knowledge/types.js';
import { rulesInTree } from '../knowledge/rules-in-tree.js';

type Answers = Record<string, Answer>;

const ruleBase = rulesInTree();
const factsOf = (answers: Answers): Fact[] =>
  assume(
    ruleBase,
    Object.entries(answers).map(([id, value]): Fact => ({ id, value, provenance: 'flag' })),
    { asOf: '2026-11-27' },
  );

function rollout(answers: Answers, target?: string, then: Answers = {}): Rollout {
  const [backplane, variant] = target?.split('/') ?? [];
  return rolloutOf(
    ruleBase,
    {
      today: factsOf(answers),
      afterwards: factsOf({ ...answers, ...then }),
      ...(backplane ? { target: { backplane, ...(variant ? { variant } : {}) } } : {}),
    },
    { asOf: '2026-11-27' },
  );
}

const own = { host: 'aspnetcore', servers: 3, 'sticky-sessions': 'yes', 'data-protection-shared': 'yes', deployment: 'rolling' };
const backoffice = {
  host: 'umbraco',
  'umbraco-version': '17.8.1',
  'load-balanced-part': 'backoffice',
  servers: 2,
  'own-hubs': 'no',
  'data-protection-shared': 'yes',
  'distributed-cache': 'yes',
  websockets: 'yes',
  deployment: 'rolling',
};

const roads: [what: string, from: Answers, target: string | undefined, then: Answers, steps: string[]][] = [
  [
    'nothing to Redis, server by server: the code first, switched off, then on everywhere',
    { ...own, 'registered-backplane': [], infrastructure: ['redis'] },
    'redis',
    {},
    ['clients-outlive-restarts', 'carrier-reachable', 'registration-generated', 'deploy-switched-off', 'switch-on', 'carrier-checked'],
  ],
  [
    'the same with all servers at once: nothing to switch',
    { ...own, 'registered-backplane': [], infrastructure: ['redis'], deployment: 'all-at-once' },
    'redis',
    {},
    ['clients-outlive-restarts', 'carrier-reachable', 'registration-generated', 'deploy-switched-on', 'carrier-checked'],
  ],
  [
    'nothing to Redis without shared keys: the keys are there before the new code',
    { ...own, 'registered-backplane': [], infrastructure: ['redis'], 'data-protection-shared': 'no' },
    'redis',
    {},
    [
      'keys-found',
      'clients-outlive-restarts',
      'keys-copied',
      'carrier-reachable',
      'registration-generated',
      'keys-name-kept',
      'deploy-switched-off',
      'keys-checked',
      'switch-on',
      'carrier-checked',
    ],
  ],
  [
    'one server to two: the second starts when the first has everything',
    {
      ...own,
      servers: 1,
      'registered-backplane': [],
      infrastructure: ['redis'],
      'sticky-sessions': 'no',
      'sticky-sessions-possible': 'yes',
    },
    'redis',
    { servers: 2 },
    [
      'clients-outlive-restarts',
      'carrier-reachable',
      'registration-generated',
      'affinity-on',
      'deploy-switched-on',
      'further-servers-start',
      'carrier-checked',
    ],
  ],
  [
    'SQL Server to Redis: both in the code, one in use',
    { ...own, 'registered-backplane': ['sql-server'], infrastructure: ['redis'] },
    'redis',
    {},
    [
      'clients-outlive-restarts',
      'carrier-reachable',
      'registration-beside-the-old-one',
      'deploy-switched-off',
      'switch-carrier',
      'carrier-checked',
      'old-registration-out',
      'old-sql-server-tables',
    ],
  ],
  [
    'Redis to Azure SignalR with affinity: negotiation first, browsers loaded again, then the change',
    {
      ...backoffice,
      'registered-backplane': ['redis'],
      infrastructure: ['azure-signalr'],
      'sticky-sessions': 'yes',
      'skip-negotiation-setting': 'on',
    },
    'azure-signalr',
    {},
    [
      'carrier-reachable',
      'registration-beside-the-old-one',
      'azure-skip-off-first',
      'azure-clients-reach-the-service',
      'azure-browsers-reload-before',
      'deploy-switched-off',
      'switch-carrier',
      'carrier-checked',
      'old-registration-out',
      'affinity-may-go',
    ],
  ],
  [
    'Redis to Azure SignalR without affinity: negotiation with the change, for before it clients that negotiate could not connect',
    {
      ...backoffice,
      'registered-backplane': ['redis'],
      infrastructure: ['azure-signalr'],
      'sticky-sessions': 'no',
      'skip-negotiation-setting': 'on',
    },
    'azure-signalr',
    {},
    [
      'carrier-reachable',
      'registration-beside-the-old-one',
      'azure-clients-reach-the-service',
      'deploy-switched-off',
      'azure-skip-off-with-the-switch',
      'switch-carrier',
      'azure-browsers-reload',
      'carrier-checked',
      'old-registration-out',
    ],
  ],
  [
    'Azure SignalR to Redis with affinity: affinity first, the service last',
    {
      ...backoffice,
      'registered-backplane': ['azure-signalr'],
      infrastructure: ['redis'],
      'sticky-sessions': 'no',
      'skip-negotiation-setting': 'off',
    },
    'redis',
    { 'sticky-sessions': 'yes' },
    [
      'carrier-reachable',
      'registration-beside-the-old-one',
      'affinity-on',
      'proxies-carry-connections',
      'deploy-switched-off',
      'switch-carrier',
      'carrier-checked',
      'old-registration-out',
      'old-service-deleted',
    ],
  ],
  [
    'Azure SignalR to Redis without affinity: skipping negotiation only after the last server left the service',
    {
      ...backoffice,
      'registered-backplane': ['azure-signalr'],
      infrastructure: ['redis'],
      'sticky-sessions': 'no',
      'skip-negotiation-setting': 'off',
    },
    'redis',
    {},
    [
      'carrier-reachable',
      'registration-beside-the-old-one',
      'websockets-proven',
      'proxies-carry-connections',
      'deploy-switched-off',
      'switch-carrier',
      'skip-setting-on-after-azure',
      'browsers-reloaded',
      'carrier-checked',
      'old-registration-out',
      'old-service-deleted',
    ],
  ],
  [
    'affinity to skipped negotiation: affinity goes last',
    {
      ...backoffice,
      'registered-backplane': ['redis'],
      infrastructure: ['redis'],
      'sticky-sessions': 'yes',
      'skip-negotiation-setting': 'off',
      'distributed-cache': 'no',
    },
    'redis',
    { 'sticky-sessions': 'no' },
    ['shared-state-first', 'websockets-proven', 'skip-setting-on', 'browsers-reloaded', 'affinity-off'],
  ],
  [
    'and back: affinity comes first',
    {
      ...backoffice,
      'registered-backplane': ['redis'],
      infrastructure: ['redis'],
      'sticky-sessions': 'no',
      'skip-negotiation-setting': 'on',
    },
    'redis',
    { 'sticky-sessions': 'yes' },
    ['affinity-on', 'skip-setting-off-again'],
  ],
  ...['13.16.4', '16.5'].map((version): (typeof roads)[number] => [
    `Umbraco ${version} to 17: one server alone, then everything, then the second`,
    { ...backoffice, 'umbraco-version': version, 'registered-backplane': [], infrastructure: ['redis'], 'sticky-sessions': 'yes' },
    undefined,
    { 'umbraco-version': '17.8.1' },
    [
      'umbraco-backup',
      'umbraco-other-servers-off',
      'umbraco-upgrade-one-server',
      'carrier-reachable',
      'registration-generated',
      'deploy-switched-on',
      'further-servers-start',
      'carrier-checked',
    ],
  ]),
  [
    'slots with Redis: own channels before the new code, the swap after it',
    { ...own, 'registered-backplane': [], infrastructure: ['redis'], deployment: 'slots' },
    'redis',
    {},
    [
      'clients-outlive-restarts',
      'carrier-reachable',
      'registration-generated',
      'slot-own-channels',
      'slot-settings',
      'deploy-switched-on',
      'slot-swap',
      'carrier-checked',
    ],
  ],
  [
    'blue-green with Azure SignalR: an own application name',
    { ...own, 'registered-backplane': [], infrastructure: ['azure-signalr'], deployment: 'blue-green', clients: ['dotnet'] },
    'azure-signalr',
    {},
    [
      'clients-outlive-restarts',
      'carrier-reachable',
      'registration-generated',
      'azure-clients-reach-the-service',
      'slot-own-application-name',
      'deploy-switched-on',
      'carrier-checked',
      'affinity-may-go',
    ],
  ],
  [
    'Azure Cache for Redis to Azure Managed Redis: the keys before the change',
    { ...own, 'registered-backplane': ['redis'], infrastructure: ['azure-cache-for-redis'] },
    'redis',
    { infrastructure: ['azure-managed-redis'] },
    ['new-redis-created', 'new-redis-client', 'redis-keys-copied', 'redis-string-changed', 'redis-move-checked', 'old-redis-goes'],
  ],
  [
    'a Redis to a new one that is named',
    { ...own, 'registered-backplane': ['redis'], infrastructure: ['redis'], cloud: 'aws' },
    'redis/new-elasticache',
    {},
    ['new-redis-created', 'new-redis-client', 'redis-keys-copied', 'redis-string-changed', 'redis-move-checked', 'old-redis-goes'],
  ],
  ['what is there already', { ...own, 'registered-backplane': ['redis'], infrastructure: ['redis'] }, 'redis', {}, []],
  [
    'a farm that becomes one server',
    { ...own, 'registered-backplane': ['redis'] },
    undefined,
    { servers: 1 },
    ['needless-registration-out'],
  ],
];

test.each(roads)('%s', (_, from, target, then, steps) => {
  expect(rollout(from, target, then).steps.map(({ id }) => id)).toEqual(steps);
});

describe('every road', () => {
  test.each(roads)('%s: each step comes after those that it names, and says everything', (_, from, target, then) => {
    const done = new Set<string>();
    for (const step of rollout(from, target, then).steps) {
      for (const id of step.after) expect(done.has(id), `${step.id} after ${id}`).toBe(true);
      done.add(step.id);
      for (const text of [step.title, step.text, step.check, step.notice, step.back]) {
        expect(text).not.toBe('');
        // Whatever stands in braces was filled in.
        expect(text, step.id).not.toMatch(/\{[a-z]|unknown|undefined/);
      }
      expect(step.source).toMatch(/^https:|^Measured|^Our/);
    }
  });
});

test('every step is needed on some road', () => {
  const used = new Set(roads.flatMap(([, from, target, then]) => rollout(from, target, then).steps.map(({ id }) => id)));
  const elsewhere = ['carrier-created', 'servers-stop-in-time', 'own-clients-skip', 'azure-own-clients-negotiate'];
  expect(ruleBase.steps.map(({ id }) => id).filter((id) => !used.has(id) && !elsewhere.includes(id))).toEqual([]);
});

test('a step behind one that does not apply names the one before that', () => {
  const steps = rollout({ ...own, 'registered-backplane': [], infrastructure: ['redis'], deployment: 'slots' }, 'redis').steps;
  expect(steps.find(({ id }) => id === 'slot-settings')?.after).toEqual(['slot-own-channels', 'carrier-reachable']);
  // switch-on is no step here: what comes after it comes after the deployment.
  expect(steps.find(({ id }) => id === 'carrier-checked')?.after).toContain('slot-swap');
});

test('what nobody said opens steps, and names the answer that would tell', () => {
  const { deployment: _, ...unsaid } = own;
  const { open } = rollout({ ...unsaid, 'registered-backplane': [], infrastructure: ['redis'] }, 'redis');
  expect(open.map(({ id }) => id)).toContain('slot-settings');
  expect(open.find(({ id }) => id === 'slot-settings')?.unless).toEqual(['deployment']);
});

test('an excluded target is shown with what excludes it', () => {
  const { target, reasons, steps } = rollout(
    { ...own, 'registered-backplane': [], 'azure-services-allowed': 'no', infrastructure: ['redis'] },
    'azure-signalr',
  );
  expect(target?.status).toBe('excluded');
  expect(reasons.map(({ code }) => code)).toContain('azure-not-allowed');
  expect(steps.length).toBeGreaterThan(0);
});

test('without an eligible backplane and without a target there are no steps', () => {
  const { outcome, steps, target } = rollout({ ...backoffice, 'umbraco-version': '16.5' });
  expect({ outcome, steps, target }).toEqual({ outcome: 'no-eligible', steps: [], target: null });
});
