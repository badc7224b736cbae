// What the pictures of a report are drawn from: curves, maps and topologies say what deciding says.
import { describe, expect, test } from 'vitest';
import { axisOf } from '../../src/decide/axis.js';
import { curveOver } from '../../src/decide/curve.js';
import { decide } from '../../src/decide/decide.js';
import { recommend } from '../../src/decide/recommend.js';
import { topologyThen, topologyToday } from '../../src/decide/topology.js';
import { winMap } from '../../src/decide/win-map.js';
import { loadBuiltIn } from '../../src/knowledge/built-in.js';
import type { Answer, Fact } from '../../src/knowledge/types.js';
import { complete } from '../../src/questions/complete.js';

const rules = loadBuiltIn();
const options = { asOf: '2026-11-27' };
const facts = (answers: Record<string, Answer>): Fact[] =>
  rules.questions.flatMap(({ id }) => (answers[id] === undefined ? [] : [{ id, value: answers[id], provenance: 'flag' as const }]));
const site = {
  host: 'aspnetcore',
  servers: 3,
  platform: 'iis',
  cloud: 'on-premises',
  'sticky-sessions': 'yes',
  websockets: 'yes',
  database: 'sql-server',
  'service-broker': 'enabled',
  'database-schema-rights': 'yes',
  infrastructure: [],
  'concurrent-connections': 2000,
  'messages-per-second': 20,
  'peak-messages-per-second': 60,
  audience: 'single',
  'message-bytes': 500,
};
const question = (id: string) => rules.questions.find((one) => one.id === id) as (typeof rules.questions)[number];
const winner = (answers: Record<string, Answer>) => {
  const { outcome, recommended } = recommend(rules, complete(rules, facts(answers), options), options);
  return { outcome, recommended };
};

describe('a curve', () => {
  const curve = curveOver(rules, facts(site), question('messages-per-second'), options);

  test('says at every point what deciding says there, and the peak grows with the mean', () => {
    expect(curve.today).toBe(20);
    expect(curve.points.map(({ value }) => value)).toContain(20);
    for (const { value, outcome, recommended } of curve.points)
      expect({ value, outcome, recommended }).toEqual({
        value,
        ...winner({ ...site, 'messages-per-second': value, 'peak-messages-per-second': Number((value * 3).toPrecision(6)) }),
      });
  });

  test('turns exactly where the recommendation changes', () => {
    expect(curve.turns.length).toBeGreaterThan(0);
    for (const { value, before, after } of curve.turns) {
      const at = (mean: number) =>
        winner({ ...site, 'messages-per-second': mean, 'peak-messages-per-second': Number((mean * 3).toPrecision(6)) });
      expect(at(value)).toEqual(after);
      expect(at(value * 0.995)).toEqual(before);
    }
  });
});

test('a map says what deciding says, for numbers and for choices', () => {
  const map = winMap(rules, facts(site), 'concurrent-connections', 'sticky-sessions', options);
  expect(map?.up.values).toEqual(['yes', 'no']);
  for (const [row, up] of (map?.up.values ?? []).entries())
    for (const [column, across] of (map?.across.values ?? []).entries())
      if (column % 6 === 0)
        expect(map?.rows[row]?.[column]).toEqual(winner({ ...site, 'sticky-sessions': up, 'concurrent-connections': across }));
  expect(winMap(rules, facts(site), 'nonsense', 'servers', options)).toBeUndefined();
});

test('an axis has whole numbers where the question wants them, no two alike, within its bounds', () => {
  for (const one of rules.questions.filter(({ type, samples }) => (type === 'integer' || type === 'number') && samples.length > 1)) {
    const { values } = axisOf(one, 25, undefined);
    expect(new Set(values).size, one.id).toBe(values.length);
    for (const value of values as number[]) {
      expect(value, one.id).toBeGreaterThanOrEqual(one.minimum ?? 0);
      expect(value, one.id).toBeLessThanOrEqual(one.maximum ?? Number.POSITIVE_INFINITY);
      if (one.type === 'integer') expect(Number.isInteger(value), `${one.id} ${value}`).toBe(true);
    }
  }
});

describe('a topology', () => {
  const drawn = (answers: Record<string, Answer>) => {
    const known = complete(rules, facts(answers), options);
    return {
      today: topologyToday(rules, known, options.asOf),
      afterwards: topologyThen(rules, known, decide(rules, known, options), options.asOf),
    };
  };
  const carriers = ({ nodes }: { nodes: { id: string; kind: string; state?: string }[] }) =>
    nodes.filter(({ kind }) => kind === 'carrier').map(({ id, state }) => `${id} ${state}`);

  test('shows what is missing today and what comes', () => {
    const { today, afterwards } = drawn({ ...site, infrastructure: ['redis'] });
    expect(carriers(today)).toEqual(['carrier missing']);
    expect(carriers(afterwards)).toEqual(['carrier-redis new']);
    expect(afterwards.links.find(({ from, to }) => from === 'load-balancer' && to === 'servers')?.label).toBe('affinity');
    expect(afterwards.nodes.find(({ kind }) => kind === 'servers')?.count).toBe(3);
  });

  test('what is registered already is not new', () => {
    const { today, afterwards } = drawn({ ...site, infrastructure: ['redis'], 'registered-backplane': ['redis'] });
    expect(carriers(today)).toEqual(['carrier-redis undefined']);
    expect(carriers(afterwards)).toEqual(['carrier-redis undefined']);
  });

  test('with Azure SignalR Service, clients are connected to it', () => {
    const { afterwards } = drawn({
      ...site,
      platform: 'azure-app-service',
      cloud: 'azure',
      'sticky-sessions': 'no',
      'sticky-sessions-possible': 'no',
      'clients-skip-negotiation': 'no',
      database: 'azure-sql-database',
    });
    expect(carriers(afterwards)).toEqual(['carrier-azure-signalr new']);
    expect(afterwards.links).toContainEqual(expect.objectContaining({ from: 'clients', to: 'carrier-azure-signalr' }));
    expect(afterwards.links.find(({ to }) => to === 'servers')?.label).toBe('no affinity needed');
  });

  test('one server needs no carrier and has no gap', () => {
    const { today, afterwards } = drawn({ ...site, servers: 1, 'max-servers': 1 });
    expect([...carriers(today), ...carriers(afterwards)]).toEqual([]);
  });

  test('every link leads from a node to a node, whatever is known', () => {
    for (const answers of [{}, site, { servers: 2, 'proxies-in-front': ['cloudflare', 'company-proxy'] }]) {
      const { today, afterwards } = drawn(answers as Record<string, Answer>);
      for (const { nodes, links } of [today, afterwards]) {
        const ids = nodes.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { from, to } of links) expect(ids).toEqual(expect.arrayContaining([from, to]));
      }
    }
  });
});
