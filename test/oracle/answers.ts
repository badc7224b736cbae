/** Sites to judge: anything that can be answered, and calm sites with a few changes. */
import { cloudsOf, databases, independent, infrastructure, loadBalancers, needs, umbracoVersions, yesNo } from './answer-values.js';
import { Draw } from './draw.js';
import type { Answers } from './site.js';

/** Any site. About a third of what could be stated is not, and some of that is answered with `unknown`. */
export function anySite(random: () => number): Answers {
  const draw = new Draw(random);
  const answers: Answers = {};
  const state = (id: string, value: Answers[string], probability = 2 / 3) => {
    if (draw.chance(probability)) answers[id] = value;
    else if (draw.chance(0.1)) answers[id] = 'unknown';
  };
  /** For what has a default: stated or absent, never `unknown`. */
  const mayState = (id: string, value: Answers[string], probability: number) => {
    if (draw.chance(probability)) answers[id] = value;
  };
  const host = draw.from(['umbraco', 'aspnetcore']);
  state('host', host, 0.95);
  // What Umbraco alone is asked is now and then stated for another host: it must not matter there.
  if (host === 'umbraco' || draw.chance(0.05)) {
    state('umbraco-version', draw.from(umbracoVersions), 0.8);
    state('load-balanced-part', draw.from(['backoffice', 'backoffice', 'backoffice', 'frontend-only', 'none']), 0.85);
  }
  const servers = draw.from([1, 2, 2, 3, 5]);
  state('servers', servers, 0.85);
  mayState('max-servers', servers + draw.from([0, 0, 1, 4]), 0.15);
  mayState('processes-per-server', draw.from([1, 2]), 0.15);
  mayState('application', draw.from(['standard', 'blazor-server']), 0.15);
  mayState('sticky-sessions-possible', draw.from(yesNo), 0.4);
  mayState('active-hours-per-day', draw.from([1, 8, 24]), 0.3);
  mayState('azure-services-allowed', draw.from(['yes', 'yes', 'yes', 'no']), 0.5);
  mayState('needs', draw.some(needs, 2), 0.35);

  const platform = draw.from(Object.keys(cloudsOf).filter((name) => host === 'umbraco' || name !== 'umbraco-cloud'));
  state('platform', platform);
  mayState('cloud', draw.from(cloudsOf[platform] as string[]), 2 / 3);
  mayState(
    'load-balancer',
    platform === 'azure-container-apps' && draw.chance(0.5) ? 'azure-container-apps' : draw.from(loadBalancers),
    2 / 3,
  );

  const rate = draw.from([0.1, 0.1, 0.1, 0.1, 0.2, 0.2, 0.5, 1, 1, 5, 50, 999, 1000, 1001, 19_999, 20_000, 20_001, 30_000]);
  state('messages-per-second', rate);
  mayState('peak-messages-per-second', Math.max(rate, draw.from([0.1, 1000, 1001, 20_000])), 0.2);
  state('database', draw.from(databases), 0.75);
  const running = draw.some(infrastructure, 4);
  state('infrastructure', running);
  mayState('registered-backplane', draw.some(['redis', 'azure-signalr', 'sql-server'], 2), 0.1);
  for (const [id, values] of Object.entries(independent)) state(id, draw.from(values));
  // It has a default on some sites, so it is not answered with `unknown`.
  if (answers['affinity-cookie-kept'] === 'unknown') delete answers['affinity-cookie-kept'];
  const connections = Number(answers['concurrent-connections'] ?? 'unknown');
  const recipients = [1, 2, 5, 10].filter((count) => Number.isNaN(connections) || count <= connections);
  if (answers.audience === 'groups') state('recipients-per-message', draw.from(recipients));
  // Umbraco Cloud hosts nothing else.
  if (answers.platform === 'umbraco-cloud') answers.host = 'umbraco';
  // What is stated of Umbraco says what the host is; an explicit "unknown" beside it is a contradiction of its own.
  if (answers.host === 'unknown') delete answers.host;
  return answers;
}

/** Nothing excludes any of the three usual backplanes here, nor a third party that runs. */
const calmSite: Answers = {
  host: 'aspnetcore',
  'umbraco-version': '18.0.0',
  'load-balanced-part': 'backoffice',
  'target-framework': 'net10.0',
  servers: 2,
  environment: 'production',
  'own-hubs': 'yes',
  'hub-count': 1,
  platform: 'linux-vm',
  cloud: 'on-premises',
  'load-balancer': 'nginx',
  'container-apps-revision-mode': 'single',
  'sticky-sessions': 'yes',
  'affinity-cookie-kept': 'yes',
  websockets: 'yes',
  'clients-websockets': 'all',
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
  infrastructure: ['redis', 'ncache', 'orleans', 'masstransit', 'rebus', 'postgresql', 'nats'],
  'redis-region': 'same',
};

/** Facts that only make sense together are taken over together. */
const together = [
  ['platform', 'cloud', 'load-balancer'],
  ['servers', 'max-servers'],
  ['messages-per-second', 'peak-messages-per-second'],
  ['concurrent-connections', 'audience', 'recipients-per-message'],
];

/** The calm site with some facts of another one: what an answer changes is not hidden behind three other exclusions. */
export function nearCalm(random: () => number): Answers {
  const draw = new Draw(random);
  const other = anySite(random);
  const answers: Answers = { ...calmSite, host: draw.from(['umbraco', 'aspnetcore']) };
  const ids = [...new Set([...Object.keys(calmSite), ...Object.keys(other)])];
  for (const id of draw.some(ids, 7)) {
    for (const one of together.find((group) => group.includes(id)) ?? [id]) {
      delete answers[one];
      if (other[one] !== undefined) answers[one] = other[one];
    }
  }
  if (answers.platform === 'umbraco-cloud') answers.host = 'umbraco';
  // What is stated of Umbraco says what the host is; an explicit "unknown" beside it is a contradiction of its own.
  if (answers.host === 'unknown') delete answers.host;
  return answers;
}
