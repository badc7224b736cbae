/** Changes of one answer of which everybody can say beforehand whether they make a site easier or harder to serve. */
import { needs } from '../oracle/answer-values.js';
import type { Answers } from '../oracle/site.js';
import { without } from './sites.js';

export interface Variation {
  name: string;
  /** The site twice, before and after the change. */
  of(site: Answers): { before: Answers; after: Answers }[];
}

type Value = Answers[string] | undefined;

/** `undefined` leaves the answer out. */
const stating = (site: Answers, id: string, value: Value): Answers => (value === undefined ? without(site, id) : { ...site, [id]: value });
const change = (site: Answers, id: string, from: Value, to: Value) => ({ before: stating(site, id, from), after: stating(site, id, to) });

/** One answer in place of others; what else must be so for the question to make sense is stated in both. */
const becomes = (id: string, from: Value[], to: string, where: Answers = {}): Variation => ({
  name: `${id} becomes ${to}`,
  of: (site) => from.map((value) => change({ ...site, ...where }, id, value, to)),
});

const neverSaid = ['no', 'unknown', undefined];

/** A number, changed; where it is not stated, the usual one is. */
const number = (id: string, usual: number, ...changes: ((value: number) => number)[]): Variation => ({
  name: `${id} instead of 100: ${changes.map((changed) => changed(100)).join(', ')}`,
  of: (site) => {
    const value = typeof site[id] === 'number' ? site[id] : usual;
    return changes.map((changed) => change(site, id, value, changed(value)));
  },
});

const more = [(value: number) => value + 1, (value: number) => value * 2, (value: number) => value * 30];
const less = [(value: number) => Math.floor(value / 2), () => 0];

/** From 17.0 on: below that the backoffice must not be balanced, and it has fewer hubs. */
const supported = ['17.0.0', '17.0.1', '17.4.1', '17.4.2', '17.5.0', '17.10.0', '18.0.0', '18.3.1'];

const newerUmbraco: Variation = {
  name: 'a newer Umbraco, from 17.0 on',
  of: (site) =>
    supported.flatMap((from, index) =>
      supported.slice(index + 1).map((to) => change({ ...site, host: 'umbraco' }, 'umbraco-version', from, to)),
    ),
};

/** Carriers, by the backplane that they carry. */
export const carriers: Record<string, string[]> = {
  redis: ['redis', 'valkey', 'garnet', 'elasticache', 'memorystore', 'azure-cache-for-redis', 'azure-managed-redis'],
  ...Object.fromEntries(['azure-signalr', 'ncache', 'orleans', 'masstransit', 'rebus', 'postgresql', 'nats'].map((id) => [id, [id]])),
};
/** Products that run beside the site and carry nothing. */
export const unrelated = ['rabbitmq', 'azure-service-bus'];

/** The site with a further product; what runs is stated in both. */
export function withProduct(site: Answers, product: string): { before: Answers; after: Answers } {
  const running = Array.isArray(site.infrastructure) ? site.infrastructure.filter((one) => one !== product) : [];
  return change(site, 'infrastructure', running, [...running, product]);
}

const furtherProduct: Variation = {
  name: 'a further product runs, in the region of the servers',
  of: (site) =>
    Object.values(carriers)
      .flat()
      .map((product) => withProduct({ ...site, 'redis-region': 'same' }, product)),
};

export const eases: Variation[] = [
  number('monthly-budget-usd', 10, ...more),
  number('tolerated-delay-ms', 100, ...more),
  becomes('sticky-sessions', neverSaid, 'yes'),
  becomes('sticky-sessions-possible', neverSaid, 'yes', { 'sticky-sessions': 'no' }),
  becomes('affinity-cookie-kept', ['no', 'unknown'], 'yes', { 'sticky-sessions': 'yes' }),
  becomes('container-apps-revision-mode', ['multiple', 'unknown'], 'single', { 'load-balancer': 'azure-container-apps' }),
  becomes('websockets', neverSaid, 'yes'),
  becomes('clients-skip-negotiation', ['yes', 'no', 'unknown', undefined], 'possible'),
  newerUmbraco,
  becomes('azure-services-allowed', ['no', 'unknown'], 'yes'),
  becomes('service-broker', ['disabled', 'unknown', undefined], 'enabled'),
  becomes('redis-region', ['other', 'unknown', undefined], 'same'),
  becomes('environment', ['production', 'unknown', undefined], 'test'),
  furtherProduct,
];

const furtherNeed: Variation = {
  name: 'a further need',
  of: (site) => {
    const stated = Array.isArray(site.needs) ? site.needs : [];
    return [...new Set(needs)].map((need) => {
      const others = stated.filter((one) => one !== need);
      return change(site, 'needs', others, [...others, need]);
    });
  },
};

export const loads: Record<string, Variation> = {
  'messages-per-second': number('messages-per-second', 1, ...more),
  'peak-messages-per-second': number('peak-messages-per-second', 1, ...more),
  'concurrent-connections': number('concurrent-connections', 10, ...more),
  'message-bytes': number('message-bytes', 500, ...more),
  'recipients-per-message': {
    name: 'more recipients of a message to a group',
    of: (site) => number('recipients-per-message', 2, ...more).of({ ...site, audience: 'groups' }),
  },
  'active-hours-per-day': number('active-hours-per-day', 8, (value) => Math.min(24, value * 2)),
};

export const tightenings: Variation[] = [
  furtherNeed,
  number('tolerated-delay-ms', 3000, ...less),
  number('monthly-budget-usd', 100, ...less),
];
