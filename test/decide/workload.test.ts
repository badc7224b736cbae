import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Scope } from '../../src/decide/scope.js';
import { loadRulesFolders } from '../../src/knowledge/load/rules-folder.js';
import type { Answer } from '../../src/knowledge/types.js';

// The YAML itself, not the build's copy. Loading it checks every name and that each formula has the unit that it declares.
const ruleBase = loadRulesFolders([fileURLToPath(new URL('../../rules/', import.meta.url))]);

function bounds(quantity: string, answers: Record<string, Answer>): [number, number] {
  const { low, high } = new Scope(ruleBase, new Map(Object.entries(answers)), '2026-11-23').number(`quantity.${quantity}`);
  return [low, high];
}

/** The value of a quantity that the answers settle. */
function value(quantity: string, answers: Record<string, Answer>): number {
  const [low, high] = bounds(quantity, answers);
  expect(low, `${quantity} is not settled`).toBe(high);
  return low;
}

const infinity = Number.POSITIVE_INFINITY;
const farm = (servers: number) => ({ servers, 'max-servers': servers, 'processes-per-server': 1 });
const rate = (perSecond: number) => ({ 'messages-per-second': perSecond, 'peak-messages-per-second': perSecond });
const twoKilobytes = { 'message-bytes': 2048 };

test.each(Object.keys(ruleBase.quantities))('%s is a range even if nothing is known', (id) => {
  const [low, high] = bounds(id, {});
  expect(low).toBeGreaterThanOrEqual(0);
  expect(low).toBeLessThanOrEqual(high);
});

describe('hubs (Umbraco maps 1, 2 from 14.2, 3 from 15.2)', () => {
  test.each<[string, number, number]>([
    ['13.16.4', 1, 1],
    ['14.1.2', 1, 1],
    ['14.2.0', 2, 2],
    ['15.1.0', 2, 2],
    ['15.2.0', 3, 3],
    ['17.8.1', 3, 3],
    ['18.3.1', 3, 3],
    ['15', 2, 3],
  ])('core hubs of %s: %d to %d', (version, low, high) => {
    expect(bounds('core-hubs', { host: 'umbraco', 'umbraco-version': version })).toEqual([low, high]);
  });

  const umbraco = { host: 'umbraco', 'umbraco-version': '17.8.1' };
  test.each<[string, Record<string, Answer>, [number, number]]>([
    ['ASP.NET Core: at least one', { host: 'aspnetcore' }, [1, infinity]],
    ['Umbraco without other hubs: its own', { ...umbraco, 'own-hubs': 'no' }, [3, 3]],
    ['Umbraco with other hubs: at least one more', { ...umbraco, 'own-hubs': 'yes' }, [4, infinity]],
    ['Umbraco, perhaps with other hubs', umbraco, [3, infinity]],
    ['counted: as stated', { ...umbraco, 'own-hubs': 'yes', 'hub-count': 7 }, [7, 7]],
  ])('%s', (_, answers, expected) => {
    expect(bounds('hubs', answers)).toEqual(expected);
  });

  test.each<[string, Record<string, Answer>, number]>([
    ['ASP.NET Core', { host: 'aspnetcore' }, 1],
    ['Umbraco alone', { ...umbraco, 'own-hubs': 'no' }, 3],
    ['Umbraco with hubs of the site', { ...umbraco, 'own-hubs': 'yes' }, 4],
  ])('the default for %s', (_, answers, expected) => {
    expect(value('default-hub-count', answers)).toBe(expected);
  });
});

describe('processes', () => {
  test.each<[string, Record<string, Answer>, number]>([
    ['autoscale counts at its limit', { servers: 1, 'max-servers': 3, 'processes-per-server': 1 }, 3],
    ['a limit below what runs now does not count', { servers: 4, 'max-servers': 2, 'processes-per-server': 1 }, 4],
    ['a web garden counts its processes', { servers: 1, 'max-servers': 1, 'processes-per-server': 2 }, 2],
  ])('%s', (_, answers, expected) => {
    expect(value('processes', answers)).toBe(expected);
  });
});

describe('what a message costs the backplane, measured with sends of 200 characters', () => {
  const send = { ...rate(1), 'message-bytes': 200, 'concurrent-connections': 100, 'hub-count': 1 };
  const measured: [string, Record<string, Answer>, { publishes: number; bytesIn: number; copies: number; bytesPerCopy: number }][] = [
    ['broadcast, 4 servers', { audience: 'broadcast', ...farm(4) }, { publishes: 1, bytesIn: 300, copies: 4, bytesPerCopy: 310 }],
    [
      'group on 1 server of 1',
      { audience: 'groups', ...farm(1), 'recipients-per-message': 8 },
      { publishes: 1, bytesIn: 303, copies: 1, bytesPerCopy: 303 },
    ],
    [
      'group on 2 servers',
      { audience: 'groups', ...farm(2), 'recipients-per-message': 8 },
      { publishes: 1, bytesIn: 303, copies: 2, bytesPerCopy: 303 },
    ],
    [
      'group on 4 servers',
      { audience: 'groups', ...farm(4), 'recipients-per-message': 8 },
      { publishes: 1, bytesIn: 303, copies: 4, bytesPerCopy: 303 },
    ],
    [
      'group of one on 1 server of 4',
      { audience: 'groups', ...farm(4), 'recipients-per-message': 1 },
      { publishes: 1, bytesIn: 306, copies: 1, bytesPerCopy: 357 },
    ],
    // Half the sends to one client find it on the sending server and publish nothing.
    ['one client, 2 servers', { audience: 'single', ...farm(2) }, { publishes: 0.5, bytesIn: 329, copies: 1, bytesPerCopy: 380 }],
    ['one client, 4 servers', { audience: 'single', ...farm(4) }, { publishes: 0.75, bytesIn: 329, copies: 1, bytesPerCopy: 380 }],
  ];
  test.each(measured)('%s', (_, site, { publishes, bytesIn, copies, bytesPerCopy }) => {
    const answers = { ...send, ...site };
    expect(value('backplane-messages', answers)).toBe(publishes);
    expect(value('filtered-deliveries', answers)).toBe(publishes * copies);
    const within = ([low, high]: [number, number], bytes: number) => {
      expect(low).toBeLessThanOrEqual(bytes);
      expect(high).toBeGreaterThanOrEqual(bytes);
      // A range that holds everything would be no promise.
      expect(high / low).toBeLessThan(1.6);
    };
    within(bounds('redis-bytes-in', answers), publishes * bytesIn);
    within(bounds('redis-bytes-out', answers), publishes * copies * bytesPerCopy);
  });

  test('with one server and one process, a send to one client stays off the backplane', () => {
    expect(value('backplane-messages', { ...send, audience: 'single', ...farm(1) })).toBe(0);
  });

  test('a backplane that does not filter brings every message to every process', () => {
    expect(value('unfiltered-deliveries', { ...send, audience: 'groups', ...farm(4), 'recipients-per-message': 1 })).toBe(4);
    expect(value('sql-rows-read', { ...send, ...rate(100), audience: 'broadcast', ...farm(4) })).toBe(400);
    expect(value('sql-rows-written', { ...send, ...rate(100), audience: 'broadcast', ...farm(4) })).toBe(100);
  });

  test('the number of servers unknown, a send to one client publishes at most once', () => {
    expect(bounds('backplane-messages', { ...send, audience: 'single' })).toEqual([0, 1]);
  });

  test('the busiest minute counts for capacity and is never below the mean', () => {
    const answers = { audience: 'broadcast', 'messages-per-second': 10, ...farm(2) };
    expect(value('peak-backplane-messages', { ...answers, 'peak-messages-per-second': 50 })).toBe(50);
    expect(value('peak-backplane-messages', { ...answers, 'peak-messages-per-second': 2 })).toBe(10);
    expect(bounds('peak-backplane-messages', answers)).toEqual([10, infinity]);
  });

  test('a server sends its share of what the clients receive', () => {
    const answers = { ...rate(2), ...twoKilobytes, audience: 'broadcast', 'concurrent-connections': 1000, ...farm(4) };
    expect(value('client-bytes', answers)).toBe(2 * 1000 * 2048);
    expect(value('client-egress', answers)).toBe((2 * 1000 * 2048) / 4);
    expect(value('azure-bytes-in', answers)).toBe(2 * 2048);
    expect(value('backplane-bytes-in', answers)).toBe(2 * 2048);
    expect(value('filtered-bytes-out', answers)).toBe(2 * 2048 * 4);
    expect(value('unfiltered-bytes-out', answers)).toBe(2 * 2048 * 4);
  });

  test('a group has no more members than there are connections', () => {
    expect(value('recipients', { audience: 'groups', 'recipients-per-message': 50, 'concurrent-connections': 20 })).toBe(20);
    expect(bounds('recipients', { audience: 'groups', 'concurrent-connections': 20 })).toEqual([0, 20]);
  });
});

describe('connections and polls', () => {
  const umbraco = { host: 'umbraco', 'umbraco-version': '17.8.1', 'own-hubs': 'no', 'concurrent-connections': 20, ...farm(2) };
  test.each<[string, string, Record<string, Answer>, number]>([
    ['2 servers with 5 hubs hold 50 server connections', 'azure-server-connections', { ...farm(2), 'hub-count': 5 }, 50],
    ['2 servers with Umbraco 17 hold 30', 'azure-server-connections', umbraco, 30],
    ['2 servers with Umbraco 15.2 hold 30', 'azure-server-connections', { ...umbraco, 'umbraco-version': '15.2.0' }, 30],
    ['2 servers with 1 hub hold 10', 'azure-server-connections', { ...farm(2), 'hub-count': 1 }, 10],
    ['20 clients and 2 servers with Umbraco are 50 for the Free tier', 'azure-connections', umbraco, 50],
    ['2 servers with Umbraco open 12 connections to Redis', 'redis-connections', umbraco, 12],
    ['Umbraco has 3 message tables in SQL Server', 'sql-tables', umbraco, 3],
    ['2 servers with Umbraco poll twice a second while idle', 'sql-idle-queries', umbraco, 2],
  ])('%s', (_, quantity, answers, expected) => {
    expect(value(quantity, answers)).toBe(expected);
  });

  test('2 servers with Umbraco and 20 clients subscribe 44 to 64 times in Redis, groups apart', () => {
    expect(bounds('redis-subscriptions', umbraco)).toEqual([44, 64]);
  });

  test('polling delays the first message by up to 3 seconds', () => {
    expect(bounds('sql-polling-delay', {})).toEqual([0, 3000]);
  });
});

describe('what Azure SignalR Service bills', () => {
  test('3 clients, one sends 4 KB to all: 8 messages, or 6 where the server sends by itself', () => {
    expect(bounds('azure-billed-per-message', { 'concurrent-connections': 3, 'message-bytes': 4096, audience: 'broadcast' })).toEqual([
      6, 8,
    ]);
  });

  test.each([
    [1, 1],
    [2048, 1],
    [2049, 2],
    [4096, 2],
    [20480, 10],
  ])('%d bytes are %d billed messages', (bytes, billed) => {
    expect(value('azure-billed-per-delivery', { 'message-bytes': bytes })).toBe(billed);
  });

  const broadcast = {
    ...rate(1),
    ...farm(1),
    'hub-count': 1,
    'message-bytes': 500,
    audience: 'broadcast',
    'concurrent-connections': 500,
    'active-hours-per-day': 24,
  };
  test('1 broadcast a second to 500 clients: more than a billion a month, all but a million a day billed extra', () => {
    const [perDay] = bounds('azure-billed-per-day', broadcast);
    expect(perDay).toBe(43_200_000);
    expect(bounds('azure-billed-per-day', broadcast)[1]).toBe(43_200_000 + 86_400);
    expect(bounds('azure-billed-per-month', broadcast)[0]).toBeCloseTo((43_200_000 * 365) / 12, 3);
    expect(bounds('azure-extra-per-month', broadcast)[0]).toBeCloseTo((42.2 * 365) / 12, 6);
  });

  test('only the active hours are billed', () => {
    expect(bounds('azure-billed-per-day', { ...broadcast, 'active-hours-per-day': 8 })[0]).toBe(14_400_000);
  });

  test('below a million a day and unit nothing is extra', () => {
    expect(value('azure-extra-per-month', { ...broadcast, ...rate(0.02) })).toBe(0);
  });

  test('the units of a large instance include their million a day too', () => {
    // 150,000 clients need 200 units of Premium P2: 200 million a day are included, 300 million are billed.
    const large = { ...broadcast, 'concurrent-connections': 150_000, ...rate(2000 / 86_400) };
    expect(value('azure-units', large)).toBe(infinity);
    expect(value('azure-large-units', large)).toBe(200);
    expect(bounds('azure-extra-per-month', large)[0]).toBeCloseTo((100 * 365) / 12, 6);
  });

  test('a unit of Standard costs about 1.61 USD a day', () => {
    const { low } = new Scope(ruleBase, new Map(), '2026-11-23').number('price.azure-signalr-standard');
    expect(low / value('days-per-month', {})).toBeCloseTo(1.61, 2);
  });
});

describe("units by Microsoft's performance table (messages of 2,048 bytes)", () => {
  const columns = [1, 2, 10, 50, 100, 200, 500, 1000];
  const next = (units: number) => (units < 10 ? units + 1 : units < 100 ? units + 10 : units + 100);
  /** Units to buy, in whichever tier has them. */
  const bought = (answers: Record<string, Answer>) => {
    const small = value('azure-units', answers);
    return Number.isFinite(small) ? small : value('azure-large-units', answers);
  };
  // One server with one hub: its five connections to the service count as well.
  const load = (audience: string, connections: number, perSecond: number, members: number): Record<string, Answer> => ({
    ...rate(perSecond),
    ...twoKilobytes,
    ...farm(1),
    'hub-count': 1,
    audience,
    'concurrent-connections': connections,
    'recipients-per-message': members,
  });
  const patterns: [string, (units: number, factor: number) => Record<string, Answer>][] = [
    ['connections', (units, factor) => load('single', Math.round(1000 * units * factor) - 5, 0, 1)],
    // As many deliveries as the table's 2 sends to 1,000 clients a unit.
    ['broadcast', (units, factor) => load('broadcast', 1000 * units - 5, (2000 * units * factor) / (1000 * units - 5), 1)],
    ['10 big groups, 20 sends a second', (units, factor) => load('groups', 1000 * units - 5, 20 * factor, 100 * units)],
  ];
  for (const [pattern, at] of patterns) {
    test.each(columns)(`${pattern}: the load of %d units needs %d, a little more needs the next size`, (units) => {
      expect(value('azure-units-needed', at(units, 1))).toBeCloseTo(units, 9);
      expect(bought(at(units, 1))).toBe(units);
      expect(bought(at(units, 1.01))).toBe(units === 1000 ? infinity : next(units));
    });
  }

  // Sends a second, the row of the table, and where its growth stops.
  const rows: [string, string, number, [sends: number, units: number][]][] = [
    [
      'groups of 10',
      'groups',
      10,
      [
        [200, 1],
        [400, 2],
        [2000, 10],
        [10_000, 50],
        [20_000, 200],
        [50_000, 500],
        [100_000, 1000],
      ],
    ],
    [
      'one client each',
      'single',
      1,
      [
        [1000, 1],
        [2000, 2],
        [20_000, 20],
        [40_000, 200],
        [100_000, 500],
        [200_000, 1000],
      ],
    ],
  ];
  for (const [pattern, audience, members, row] of rows) {
    test.each(row)(`${pattern}: %d sends a second need %d units, a little more needs more`, (sends, units) => {
      expect(bought(load(audience, 995, sends, members))).toBe(units);
      const more = bought(load(audience, 995, sends * 1.001, members));
      // Between 50 (20) and 100 units nothing is gained: the next step is the large instance.
      const stuck = sends === (audience === 'groups' ? 10_000 : 20_000);
      expect(more).toBe(units === 1000 ? infinity : stuck ? 200 : next(units));
    });
  }

  test('units are sold one by one up to 10, by tens up to 100, and by hundreds up to 1,000', () => {
    const sold = Array.from({ length: 1000 }, (_, index) => bought(load('single', 1000 * (index + 1) - 5, 0, 1)));
    const tens = [20, 30, 40, 50, 60, 70, 80, 90, 100];
    expect([...new Set(sold)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ...tens, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
    for (const [index, units] of sold.entries()) expect(units).toBeGreaterThanOrEqual(index + 1);
  });

  test('small messages weigh as much as 1,024 bytes', () => {
    const at = (bytes: number) => value('azure-units-needed', { ...load('broadcast', 1000, 20, 1), 'message-bytes': bytes });
    expect(at(100)).toBe(at(1024));
    expect(at(2048)).toBe(2 * at(1024));
  });

  // Azure/azure-signalr issue 254: who wants 1,000 clients needs two units.
  test.each<[string, number, number, number, number]>([
    ['2 servers with 1 hub hold 10: 990 clients fit one unit', 2, 1, 990, 1],
    ['one client more does not', 2, 1, 991, 2],
    ['2 servers with 3 hubs hold 30: 970 fit', 2, 3, 970, 1],
    ['and 971 do not', 2, 3, 971, 2],
    ['10 servers with 3 hubs hold 150', 10, 3, 1000, 2],
  ])('%s', (_, servers, hubs, clients, units) => {
    expect(bought({ ...load('broadcast', clients, 0, 1), ...farm(servers), 'hub-count': hubs })).toBe(units);
  });

  test('hubs that nobody counted do not make the units unknown', () => {
    const umbraco = { host: 'umbraco', 'umbraco-version': '17.8.1', ...farm(2), 'concurrent-connections': 100 };
    expect(bounds('azure-units-for-connections', umbraco)).toEqual([0.13, 0.14]);
  });

  test('a site without traffic buys one unit', () => {
    expect(bought(load('broadcast', 0, 0, 1))).toBe(1);
  });
});
