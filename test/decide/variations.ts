/** Ways to change a site of which everybody can say beforehand whether they make it easier or harder to serve. */
import { needs } from '../oracle/answer-values.js';
import type { Answers } from '../oracle/site.js';

export interface Variation {
  name: string;
  /** The site with that one thing changed; empty where that makes no sense. */
  of(answers: Answers): Answers[];
}

const stated = (answer: Answers[string] | undefined): answer is Answers[string] => answer !== undefined && answer !== 'unknown';

/** One answer replaced by another one. */
const instead = (id: string, from: string, to: string): Variation => ({
  name: `${id}: ${from} becomes ${to}`,
  of: (answers) => (answers[id] === from ? [{ ...answers, [id]: to }] : []),
});

/** An answer that nobody gave, or that is a no. */
const yesInstead = (id: string): Variation => ({
  name: `${id}: anything but yes becomes yes`,
  of: (answers) => (answers[id] === 'yes' ? [] : [{ ...answers, [id]: 'yes' }]),
});

/** A stated number, changed. */
const number = (id: string, ...changed: ((value: number) => number)[]): Variation => ({
  name: `${id}: ${changed.map((change) => change(100)).join(', ')} instead of 100`,
  of: (answers) => {
    const value = answers[id];
    return typeof value === 'number' ? changed.map((change) => ({ ...answers, [id]: change(value) })).filter((one) => one[id] !== value) : [];
  },
});

const more = (id: string): Variation => number(id, (value) => value + 1, (value) => value * 1.3 + 1, (value) => value * 20);
const moreWhole = (id: string): Variation => number(id, (value) => value + 1, (value) => value * 2, (value) => value * 20);
const less = (id: string): Variation => number(id, (value) => Math.floor(value / 2), () => 0);

const parts = (version: string): number[] => version.split('.').map(Number);
const newer = (a: number[], b: number[]): boolean => {
  for (const index of [0, 1, 2]) if ((a[index] ?? 0) !== (b[index] ?? 0)) return (a[index] ?? 0) > (b[index] ?? 0);
  return false;
};

/** Load balancing the backoffice is supported from 17.0 on: the range in which a newer version is a better one. */
const newerUmbraco: Variation = {
  name: 'a newer Umbraco from 17.0 on',
  of: (answers) => {
    const now = answers['umbraco-version'];
    if (typeof now !== 'string' || now === 'unknown' || newer([17, 0, 0], parts(now))) return [];
    const later = ['17.0.1', '17.4.2', '17.5.0', '17.10.0', '18.0.0', '18.3.1'].filter((version) => newer(parts(version), parts(now)));
    return later.map((version) => ({ ...answers, 'umbraco-version': version }));
  },
};

/** Whether this Redis, if it ran, would be of no use: then saying that one runs is no ease. */
const redisWouldBeFar = (answers: Answers): boolean => answers['redis-region'] !== 'same';
const redisProducts = ['redis', 'valkey', 'garnet', 'elasticache', 'memorystore', 'azure-cache-for-redis', 'azure-managed-redis'];
const otherProducts = ['azure-signalr', 'ncache', 'orleans', 'masstransit', 'rebus', 'postgresql', 'nats'];

export const withProduct = (answers: Answers, product: string): Answers[] => {
  const running = answers.infrastructure;
  return Array.isArray(running) && !running.includes(product) ? [{ ...answers, infrastructure: [...running, product] }] : [];
};

const moreInfrastructure: Variation = {
  name: 'a further product runs',
  of: (answers) => [
    ...otherProducts.flatMap((product) => withProduct(answers, product)),
    ...(redisWouldBeFar(answers) ? [] : redisProducts.flatMap((product) => withProduct(answers, product))),
  ],
};

export const eases: Variation[] = [
  more('monthly-budget-usd'),
  more('tolerated-delay-ms'),
  instead('sticky-sessions', 'no', 'yes'),
  yesInstead('sticky-sessions'),
  yesInstead('sticky-sessions-possible'),
  yesInstead('affinity-cookie-kept'),
  instead('container-apps-revision-mode', 'multiple', 'single'),
  yesInstead('websockets'),
  instead('clients-skip-negotiation', 'no', 'possible'),
  instead('clients-skip-negotiation', 'yes', 'possible'),
  newerUmbraco,
  yesInstead('azure-services-allowed'),
  instead('service-broker', 'disabled', 'enabled'),
  instead('redis-region', 'other', 'same'),
  instead('environment', 'production', 'test'),
  moreInfrastructure,
];

const furtherNeed: Variation = {
  name: 'a further need',
  of: (answers) => {
    const now = Array.isArray(answers.needs) ? answers.needs : [];
    return [...new Set(needs)].filter((need) => !now.includes(need)).map((need) => ({ ...answers, needs: [...now, need] }));
  },
};

export const loads: Variation[] = [
  more('messages-per-second'),
  more('peak-messages-per-second'),
  moreWhole('concurrent-connections'),
  moreWhole('message-bytes'),
  more('recipients-per-message'),
  number('active-hours-per-day', (value) => Math.min(24, value * 2)),
];

export const tightens: Variation[] = [furtherNeed, less('tolerated-delay-ms'), less('monthly-budget-usd'), ...loads];

/** Every answer of a site that says something. */
export const statedIds = (answers: Answers): string[] => Object.keys(answers).filter((id) => stated(answers[id]));
