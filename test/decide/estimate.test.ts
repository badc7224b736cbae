import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { assume } from '../../src/decide/assume.js';
import { type Estimate, estimateAll } from '../../src/decide/estimate.js';
import type { Figure } from '../../src/decide/figure.js';
import { grow } from '../../src/decide/growth.js';
import { recommend } from '../../src/decide/recommend.js';
import { valuesToTry } from '../../src/decide/values-to-try.js';
import { loadRulesFolders } from '../../src/knowledge/load/rules-folder.js';
import { withPrices } from '../../src/knowledge/prices/with-prices.js';
import type { Answer, Fact } from '../../src/knowledge/types.js';

// The YAML itself, not the build's copy.
const ruleBase = loadRulesFolders([fileURLToPath(new URL('../../rules/', import.meta.url))]);
const options = { asOf: '2026-11-23' };
const days = 365 / 12;

type Answers = Record<string, Answer>;
const stated = (answers: Answers): Fact[] => Object.entries(answers).map(([id, value]) => ({ id, value, provenance: 'flag' }));

function estimateOf(backplane: string, answers: Answers, rules = ruleBase): Estimate {
  const found = estimateAll(rules, assume(rules, stated(answers), options), options).find((one) => one.backplane === backplane);
  if (!found) throw new Error(`no estimate of ${backplane}`);
  return found;
}

const figuresOf = ({ traffic, capacity, cost }: Estimate): Figure[] => [...traffic, ...capacity, ...cost];

function figure(estimate: Estimate, id: string): Figure {
  const found = figuresOf(estimate).find((one) => one.id === id);
  if (!found) throw new Error(`${estimate.backplane} shows no ${id}; it shows ${figuresOf(estimate).map((one) => one.id)}`);
  return found;
}

/** Low and high end of a figure; equal where it is known. */
const ends = ({ value, range }: Figure): [number | null, number | null] => (value === null ? (range ?? [0, null]) : [value, value]);

const onAzure: Answers = {
  host: 'aspnetcore',
  'hub-count': 1,
  servers: 2,
  platform: 'azure-app-service',
  cloud: 'azure',
  environment: 'production',
  // With the ten connections of two servers and one hub: exactly one unit.
  'concurrent-connections': 990,
  'messages-per-second': 0.001,
  'message-bytes': 500,
  audience: 'single',
  needs: [],
  infrastructure: [],
};

describe('Azure SignalR Service is priced by units that can be bought', () => {
  test.each([
    [990, 1, 48.97],
    [991, 2, 97.94],
    [9_990, 10, 489.7],
    [9_991, 20, 979.4],
    [11_000, 20, 979.4],
    [99_990, 100, 4897],
  ])('%d connections: %d units, %d USD a month', (connections, units, cost) => {
    const estimate = estimateOf('azure-signalr', { ...onAzure, 'concurrent-connections': connections });
    expect(estimate.variant).toBe('azure-signalr-standard');
    expect(figure(estimate, 'azure-units-bought')).toMatchObject({ value: units, unit: 'units' });
    expect(figure(estimate, 'azure-standard-units-cost').value).toBe(cost);
    expect(figure(estimate, 'azure-connections-carried').value).toBe(units * 1000);
    expect(estimate.monthlyCost).toMatchObject({ value: cost, unit: 'USD/month' });
  });

  test('what is beyond a million a day and unit is billed at 1 USD a million', () => {
    const busy = { ...onAzure, 'concurrent-connections': 500, 'messages-per-second': 1, audience: 'broadcast' };
    const estimate = estimateOf('azure-signalr', busy);
    // 500 deliveries a second are 43.2 million a day; clients' calls may add one for each of the 86,400 sends.
    expect(ends(figure(estimate, 'azure-billed-per-day'))).toEqual([43_200_000, 43_286_400]);
    expect(ends(figure(estimate, 'azure-billed-per-month'))[0]).toBeCloseTo(43_200_000 * days, 3);
    expect(figure(estimate, 'azure-included-per-day').value).toBe(1_000_000);
    const [low, high] = ends(figure(estimate, 'azure-extra-cost'));
    expect(low).toBeCloseTo(42.2 * days, 2);
    expect(high).toBeCloseTo(42.2864 * days, 2);
    expect(ends(estimate.monthlyCost)[0]).toBeCloseTo(48.97 + 42.2 * days, 2);
    expect(ends(estimate.monthlyCost)[1]).toBeCloseTo(48.97 + 42.2864 * days, 2);
  });

  test('4 KB to all of 3 clients are 6 billed messages, and 8 where a client caused it', () => {
    const once = {
      ...onAzure,
      'concurrent-connections': 3,
      'messages-per-second': 1 / 86_400,
      'message-bytes': 4096,
      audience: 'broadcast',
    };
    expect(ends(figure(estimateOf('azure-signalr', once), 'azure-billed-per-day'))).toEqual([6, 8]);
  });

  test('2 servers with Umbraco 17 hold 30 server connections', () => {
    const umbraco = { host: 'umbraco', 'umbraco-version': '17.8.1', 'own-hubs': 'no', servers: 2, 'concurrent-connections': 20 };
    const estimate = estimateOf('azure-signalr', umbraco);
    expect(figure(estimate, 'azure-server-connections')).toMatchObject({ value: 30, unit: 'connections' });
    expect(figure(estimate, 'azure-connections').value).toBe(50);
  });

  test.each<[string, Answers, string]>([
    ['connections', { 'concurrent-connections': 5000 }, 'azure-units-for-connections'],
    ['what comes in', { 'messages-per-second': 5000, 'message-bytes': 2048 }, 'azure-units-for-inbound'],
    [
      'what goes out',
      { 'concurrent-connections': 1000, 'messages-per-second': 10, 'message-bytes': 2048, audience: 'broadcast' },
      'azure-units-for-outbound',
    ],
  ])('the units say what decides them: %s', (_, answers, decisive) => {
    const estimate = estimateOf('azure-signalr', { ...onAzure, ...answers });
    expect(figure(estimate, 'azure-units-needed').decidedBy).toEqual([decisive]);
    expect(figure(estimate, 'azure-units-needed').value).toBe(figure(estimate, decisive).value);
    // 10 messages a second to 1,000 clients are 10,000 deliveries, 2,000 a unit.
    if (decisive === 'azure-units-for-outbound') expect(figure(estimate, decisive).value).toBe(5);
  });

  test('with high availability it is Premium P1', () => {
    const estimate = estimateOf('azure-signalr', { ...onAzure, needs: ['high-availability'] });
    expect(estimate.variant).toBe('azure-signalr-premium');
    expect(estimate.monthlyCost.value).toBe(60.83);
  });

  const large: Answers = { ...onAzure, 'concurrent-connections': 150_000, audience: 'broadcast', 'messages-per-second': 2000 / 86_400 };
  test('Premium P2 is a lower bound: 200 units and the messages beyond 200 million a day, without its add-on', () => {
    const estimate = estimateOf('azure-signalr', large);
    expect(estimate.variant).toBe('azure-signalr-premium-large');
    expect(figure(estimate, 'azure-large-units-cost').value).toBe(12_166);
    expect(ends(figure(estimate, 'azure-extra-cost'))[0]).toBeCloseTo(100 * days, 2);
    const [low, high] = ends(estimate.monthlyCost);
    expect(low).toBeCloseTo(12_166 + 100 * days, 2);
    expect(high).toBeNull();
  });

  test('who knows the add-on of Premium P2 gets a figure with an upper end', () => {
    const quoted = withPrices(ruleBase, {
      file: 'ours.yaml',
      prices: [{ id: 'azure-signalr-large-instance', amount: 500, line: 2 }],
      discounts: [],
    });
    const [low, high] = ends(estimateOf('azure-signalr', large, quoted).monthlyCost);
    expect(low).toBeCloseTo(12_166 + 100 * days + 500, 2);
    expect(high).toBeCloseTo(12_166 + 100.002 * days + 500, 1);
  });

  test('a unit that is cheap for its million a day is not counted as if its messages were extra', () => {
    const cheap = withPrices(ruleBase, {
      file: 'ours.yaml',
      prices: [{ id: 'azure-signalr-standard', amount: 10, line: 2 }],
      discounts: [],
    });
    // 500,000 to 1,000,000 messages a day: all included in one unit of 10 USD, although 30 million extra ones would cost 30 USD.
    const estimate = estimateOf('azure-signalr', { ...onAzure, 'messages-per-second': 500_000 / 86_400 }, cheap);
    expect(figure(estimate, 'azure-extra-cost').value).toBe(0);
    expect(estimate.monthlyCost.value).toBe(10);
  });

  test('the Free tier is limited by its 20,000 messages a day as well as by its 20 connections', () => {
    const small = { ...onAzure, environment: 'test', 'concurrent-connections': 5, 'messages-per-second': 4000 / 86_400 };
    const estimate = estimateOf('azure-signalr', small);
    expect(estimate.variant).toBe('azure-signalr-free');
    expect(estimate.monthlyCost.value).toBe(0);
    // 5 clients and 2 x 5 server connections: 15 of 20. One client each, 4,000 to 8,000 of 20,000 messages.
    expect(estimate.headroom.value).toBeCloseTo(20 / 15, 9);
    const busier = estimateOf('azure-signalr', { ...small, 'messages-per-second': 8000 / 86_400 });
    expect(ends(busier.headroom)[0]).toBeCloseTo(20_000 / 16_000, 9);
    expect(ends(busier.headroom)[1]).toBeCloseTo(20 / 15, 9);
  });

  test('the service that runs already costs nothing more, says so, and still shows the units that the load needs', () => {
    const estimate = estimateOf('azure-signalr', { ...onAzure, 'concurrent-connections': 5000, infrastructure: ['azure-signalr'] });
    expect(estimate.monthlyCost.value).toBe(0);
    expect(estimate.notes.join(' ')).toMatch(/runs already/);
    expect(figure(estimate, 'azure-units-needed').value).toBe(5.01);
    expect(estimate.cost.map(({ id }) => id)).not.toContain('azure-standard-units-cost');
  });
});

describe('Redis', () => {
  const broadcast: Answers = {
    ...onAzure,
    'concurrent-connections': 1000,
    'messages-per-second': 10,
    'message-bytes': 1000,
    audience: 'broadcast',
    servers: 4,
  };

  test('messages in once, out to each server, and from each server to its share of the clients', () => {
    const estimate = estimateOf('redis', broadcast);
    expect(figure(estimate, 'peak-backplane-messages')).toMatchObject({ value: 10, unit: 'messages/s' });
    expect(figure(estimate, 'filtered-deliveries').value).toBe(40);
    expect(figure(estimate, 'client-egress')).toMatchObject({ value: (10 * 1000 * 1000) / 4, unit: 'bytes/s/server' });
    // An envelope of 50 to 130 bytes in, 50 to 180 out.
    expect(ends(figure(estimate, 'redis-bytes-in'))).toEqual([10_500, 11_300]);
    expect(ends(figure(estimate, 'redis-bytes-out'))).toEqual([42_000, 47_200]);
    expect(estimate.headroom.value).toBe(2000);
  });

  test.each<[string, Answers, number[], RegExp | undefined]>([
    ['new on Azure', {}, [11.68, 11.68], /smallest size/],
    ['new on Azure, highly available', { needs: ['high-availability'] }, [23, 23.36], undefined],
    ['new on AWS', { platform: 'aws-ecs', cloud: 'aws' }, [9.34, 9.34], undefined],
    ['new on AWS, two nodes', { platform: 'aws-ecs', cloud: 'aws', needs: ['high-availability'] }, [18.68, 18.68], undefined],
    ['runs already', { infrastructure: ['redis'] }, [0, 0], /runs already/],
    ["a server of one's own", { platform: 'linux-vm', cloud: 'on-premises' }, [0, 0], /not priced/],
  ])('%s', (_, answers, cost, note) => {
    const estimate = estimateOf('redis', { ...broadcast, ...answers });
    expect(ends(estimate.monthlyCost)).toEqual(cost);
    if (note) expect(estimate.notes.join(' ')).toMatch(note);
  });

  test('nodes are a figure of their own', () => {
    const estimate = estimateOf('redis', { ...broadcast, platform: 'aws-ecs', cloud: 'aws', needs: ['high-availability'] });
    expect(figure(estimate, 'elasticache-nodes').value).toBe(2);
    expect(figure(estimate, 'elasticache-valkey-t4g-micro')).toMatchObject({ value: 9.34, unit: 'USD/month/node' });
  });

  test('a price that is not in the book is unknown, not nothing', () => {
    const estimate = estimateOf('redis', { ...broadcast, platform: 'gcp-cloud-run', cloud: 'gcp' });
    expect(estimate.variant).toBe('new-memorystore');
    expect(estimate.monthlyCost.value).toBeNull();
    expect(estimate.monthlyCost.range).toBeUndefined();
  });
});

describe('SQL Server', () => {
  const site: Answers = { ...onAzure, database: 'azure-sql-database', 'messages-per-second': 10, audience: 'broadcast', 'hub-count': 3 };

  test('every server reads every row, and polls while nothing is sent', () => {
    const estimate = estimateOf('sql-server', site);
    expect(figure(estimate, 'sql-rows-written').value).toBe(10);
    expect(figure(estimate, 'sql-rows-read').value).toBe(20);
    expect(figure(estimate, 'sql-idle-queries').value).toBe(2);
    expect(figure(estimate, 'sql-capacity').value).toBe(1000);
    expect(estimate.headroom.value).toBe(100);
    expect(estimate.monthlyCost.value).toBe(0);
    expect(estimate.notes.join(' ')).toMatch(/runs already/);
  });

  test('with Service Broker nothing polls', () => {
    const estimate = estimateOf('sql-server', { ...site, database: 'sql-server', 'service-broker': 'enabled' });
    expect(estimate.capacity.map(({ id }) => id)).not.toContain('sql-idle-queries');
  });
});

describe('what is not known is not invented', () => {
  test('an answer that nobody gave makes its figures unknown and names the question', () => {
    const { 'messages-per-second': _, ...rest } = onAzure;
    const estimate = estimateOf('azure-signalr', rest);
    expect(figure(estimate, 'peak-sends')).toMatchObject({ value: null, range: [0, null], missing: ['messages-per-second'] });
    expect(figure(estimate, 'azure-units-for-connections').value).toBe(1);
    expect(estimate.headroom.value).toBeNull();
  });

  test('a peak that follows from the mean is asked for only where it was stated to be unknown', () => {
    const { 'messages-per-second': _, ...rest } = onAzure;
    expect(figure(estimateOf('redis', rest), 'peak-backplane-messages').missing).toEqual(['messages-per-second']);
    const peak = { ...rest, 'peak-messages-per-second': 'unknown' };
    expect(figure(estimateOf('redis', peak), 'peak-backplane-messages').missing).toEqual([
      'messages-per-second',
      'peak-messages-per-second',
    ]);
  });

  test('a range without an unanswered question names none', () => {
    expect(figure(estimateOf('redis', onAzure), 'redis-bytes-in').missing).toEqual([]);
  });

  test('where several tiers may be meant, the cost spans them and each part says of which tier it is', () => {
    const { needs: _, ...rest } = onAzure;
    const estimate = estimateOf('azure-signalr', { ...rest, needs: 'unknown' });
    expect(ends(estimate.monthlyCost)).toEqual([48.97, 60.83]);
    expect(estimate.monthlyCost.missing).toContain('needs');
    expect(figure(estimate, 'azure-standard-units-cost').variants).toEqual(['Standard S1']);
    expect(figure(estimate, 'azure-premium-units-cost').variants).toEqual(['Premium P1']);
  });

  test('with nothing to carry the room is without end, and no number', () => {
    expect(estimateOf('redis', { ...onAzure, 'messages-per-second': 0 }).headroom).toMatchObject({ value: null, range: [null, null] });
  });
});

describe('whatever is answered', () => {
  /** Sites drawn from the values that matter, always the same ones. */
  function sites(count: number): Answers[] {
    let state = 11;
    const random = (): number => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    };
    return Array.from({ length: count }, () =>
      Object.fromEntries(
        ruleBase.questions.flatMap((question) => {
          const values = valuesToTry(question);
          const value = values[Math.floor(random() * values.length)];
          return value !== undefined && random() < 0.85 ? [[question.id, value]] : [];
        }),
      ),
    );
  }

  test('the parts of the cost add up to it, where all are known exactly, and every figure has a unit, a meaning and a source', () => {
    let sums = 0;
    for (const answers of sites(300))
      for (const estimate of estimateAll(ruleBase, assume(ruleBase, stated(answers), options), options)) {
        for (const { label, unit, means, source } of figuresOf(estimate)) expect([unit, means, source].every(Boolean), label).toBe(true);
        const parts = estimate.cost.filter(({ id, unit }) => unit === 'USD/month' && id !== 'monthly-cost');
        // Parts of several tiers are alternatives, not a sum.
        if (parts.length === 0 || parts.some(({ variants }) => variants)) continue;
        const [low = 0, high = 0] = [0, 1].map((end) =>
          parts.reduce((sum, part) => sum + (ends(part)[end] ?? Number.POSITIVE_INFINITY), 0),
        );
        const [from, to] = ends(estimate.monthlyCost);
        const rounding = (value: number): number => 0.02 + value * 1e-9;
        // Of parts that are ranges the sum may be narrower than the ranges are: extra messages fall as units rise.
        expect(low - (from ?? 0), JSON.stringify(answers)).toBeLessThanOrEqual(rounding(low));
        if (Number.isFinite(high))
          expect((to ?? Number.POSITIVE_INFINITY) - high, JSON.stringify(answers)).toBeLessThanOrEqual(rounding(high));
        if (!parts.every(({ value }) => value !== null)) continue;
        expect((from ?? 0) - low, JSON.stringify(answers)).toBeLessThanOrEqual(rounding(low));
        expect(high - (to ?? 0), JSON.stringify(answers)).toBeLessThanOrEqual(rounding(high));
        sums += 1;
      }
    expect(sums).toBeGreaterThan(50);
  });

  test('every backplane shows traffic, capacity and cost', () => {
    for (const { id, estimate } of ruleBase.backplanes)
      expect(
        Object.values(estimate ?? {}).map(({ length }) => length > 0),
        id,
      ).toEqual([true, true, true]);
  });
});

describe('growth', () => {
  const site: Answers = {
    ...onAzure,
    'concurrent-connections': 300,
    'messages-per-second': 0.5,
    'sticky-sessions': 'yes',
    websockets: 'yes',
    'azure-services-allowed': 'yes',
  };

  test('connections and messages are multiplied alike, up to a million connections', () => {
    const steps = grow(ruleBase, stated(site), options);
    expect(steps.map(({ factor, connections, messages }) => [factor, connections, messages])).toEqual([
      [1, 300, 0.5],
      [10, 3000, 5],
      [100, 30_000, 50],
      [1000, 300_000, 500],
    ]);
  });

  test.each([
    [1_000_000, [1]],
    [100_000, [1, 10]],
    [100_001, [1]],
    [5_000_000, [1]],
  ])('%d connections: times %j', (connections, factors) => {
    expect(grow(ruleBase, stated({ ...site, 'concurrent-connections': connections }), options).map(({ factor }) => factor)).toEqual(
      factors,
    );
  });

  test('each step recommends what those answers lead to, at their cost and headroom', () => {
    const steps = grow(ruleBase, stated(site), options);
    for (const { connections, messages, outcome, recommended, backplanes } of steps) {
      const answers = { ...site, 'concurrent-connections': connections, 'messages-per-second': messages ?? 'unknown' };
      expect(recommend(ruleBase, assume(ruleBase, stated(answers), options), options)).toMatchObject({ outcome, recommended });
      for (const { backplane, headroom, monthlyCost } of backplanes) {
        const estimate = estimateOf(backplane, answers);
        expect({ headroom, monthlyCost }).toEqual({ headroom: estimate.headroom, monthlyCost: estimate.monthlyCost });
      }
    }
    const costs = steps.map(({ backplanes }) => backplanes.find(({ backplane }) => backplane === 'azure-signalr')?.variant);
    expect(costs).toEqual(['azure-signalr-standard', 'azure-signalr-standard', 'azure-signalr-standard', 'azure-signalr-premium-large']);
  });

  test('a peak grows with the mean', () => {
    const [, second] = grow(ruleBase, stated({ ...site, 'peak-messages-per-second': 40 }), options);
    expect(second?.backplanes.find(({ backplane }) => backplane === 'redis')?.headroom.value).toBe(20_000 / (400 * 0.5));
  });

  test('without connections nothing can grow', () => {
    expect(grow(ruleBase, stated({ ...site, 'concurrent-connections': 'unknown' }), options)).toEqual([]);
  });
});
