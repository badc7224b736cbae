import { describe, expect, test } from 'vitest';
import { loadBuiltIn } from '../../src/knowledge/built-in.js';
import { backplane, flags } from './fake-terminal.js';

const site = {
  host: 'aspnetcore',
  'hub-count': 1,
  servers: 2,
  platform: 'azure-app-service',
  environment: 'production',
  'sticky-sessions': 'yes',
  websockets: 'yes',
  'concurrent-connections': 1001,
  'messages-per-second': 10,
  'message-bytes': 500,
  audience: 'single',
  'traffic-pattern': 'sporadic',
  'azure-services-allowed': 'yes',
  'clients-skip-negotiation': 'no',
  'monthly-budget-usd': 500,
  database: 'azure-sql-database',
  infrastructure: 'none',
};
const unknown = ['--missing', 'unknown'];
const ids = loadBuiltIn().backplanes.map(({ id }) => id);
const names = loadBuiltIn().backplanes.map(({ name }) => name);

async function json(command: string, answers: Record<string, string | number>, ...more: string[]) {
  const { out, code } = await backplane([command, ...flags(answers), ...unknown, '--format', 'json', ...more]);
  return { code, ...JSON.parse(out) };
}

describe('as JSON', () => {
  test('says of every backplane what advise says', async () => {
    const [compared, advice] = [await json('compare', site), await json('advise', site)];
    expect(compared).toMatchObject({ schema: 1, outcome: advice.outcome, recommended: advice.recommended, reasons: advice.reasons });
    expect(compared.backplanes.map((one: { backplane: string }) => one.backplane)).toEqual(
      advice.verdicts.map((one: { backplane: string }) => one.backplane),
    );
    for (const [index, verdict] of advice.verdicts.entries()) {
      const one = compared.backplanes[index];
      expect(one).toMatchObject({ variant: verdict.variant, status: verdict.status, reason: verdict.reasons[0], unless: verdict.unless });
      expect([...one.criteria].sort((a, b) => a.id.localeCompare(b.id))).toEqual(
        [...verdict.criteria].sort((a, b) => a.id.localeCompare(b.id)),
      );
    }
  });

  test('criteria stand in the order in which they count', async () => {
    for (const priority of ['cost', 'latency']) {
      const { order, backplanes } = await json('compare', { ...site, priority });
      expect(order.priority).toBe(priority);
      for (const { criteria } of backplanes)
        expect(criteria.map(({ id }: { id: string }) => id).slice(0, order.criteria.length)).toEqual(order.criteria);
    }
  });

  test('compares all the same where no backplane is needed', async () => {
    const compared = await json('compare', { ...site, servers: 1 });
    expect(compared).toMatchObject({ outcome: 'none-needed', recommended: null });
    expect(compared.backplanes.map((one: { backplane: string }) => one.backplane).sort()).toEqual([...ids].sort());
  });

  test('the delay of SQL polling follows the traffic', async () => {
    const delay = async (pattern: string, rate: number) => {
      const { backplanes } = await json('compare', { ...site, 'traffic-pattern': pattern, 'messages-per-second': rate });
      const sql = backplanes.find((one: { backplane: string }) => one.backplane === 'sql-server');
      return sql.criteria.find(({ id }: { id: string }) => id === 'first-message-delay').value;
    };
    expect([await delay('sustained', 2), await delay('sustained', 1.9), await delay('sporadic', 2)]).toEqual([200, 1500, 3000]);
  });
});

describe('the exit code is that of advise', () => {
  test.each<[string, Record<string, string | number>, number]>([
    ['one is recommended', site, 0],
    ['none is eligible', { host: 'umbraco', 'umbraco-version': '16.5.1', 'load-balanced-part': 'backoffice', servers: 2 }, 4],
  ])('%s', async (_, answers, code) => {
    expect((await backplane(['advise', ...flags(answers), ...unknown])).code).toBe(code);
    for (const format of ['text', 'json', 'markdown'])
      expect((await backplane(['compare', ...flags(answers), ...unknown, '--format', format])).code).toBe(code);
  });
});

describe('as text', () => {
  test.each([60, 80, 120, 200])('all backplanes and criteria fit %d columns', async (width) => {
    const { out } = await backplane(['compare', ...flags(site), ...unknown], { width });
    for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(width);
    const flat = out.replace(/\s+/g, ' ');
    for (const name of names) expect(flat).toContain(name);
    expect(flat).toContain('immediate: 0 ms');
    expect(flat).toContain('97.94');
  });

  test.each([60, 80, 120])('fits %d columns where hardly anything is known, and says what that depends on', async (width) => {
    const { out } = await backplane(['compare', ...unknown], { width });
    for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(width);
    const { backplanes } = await json('compare', {});
    const flat = out.replace(/\s+/g, ' ');
    for (const { name, status, unless } of backplanes)
      if (status === 'undecided') expect(flat).toContain(`${name}: ${unless.map((id: string) => `--${id}`).join(', ')}.`);
  });

  test('names the recommended one, what excludes the others, and the order that counts', async () => {
    const { out } = await backplane(['compare', ...flags({ ...site, 'azure-services-allowed': 'no' }), ...unknown]);
    expect(out).toMatch(/^Recommended backplane: /);
    expect(out.replace(/\s+/g, ' ')).toContain('Azure SignalR Service is an Azure service, and Azure services are not allowed here');
    expect(out).toContain('What counts, in this order');
  });
});

test('as Markdown: one table with a column for each usable backplane, whose cells cannot break it', async () => {
  const { out } = await backplane(['compare', ...flags(site), ...unknown, '--format', 'markdown']);
  const { backplanes } = await json('compare', site);
  const usable = backplanes.filter(({ status }: { status: string }) => status !== 'excluded');
  expect(usable.length).toBeGreaterThan(1);
  const rows = out.split('\n').filter((line) => line.startsWith('|'));
  expect(rows.length).toBeGreaterThan(5);
  for (const row of rows) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(usable.length + 3);
  expect(rows[1]).toMatch(/^(\| --- )+\|$/);
  for (const { name } of usable) expect(rows[0]).toContain(` ${name} `);
  // What is excluded has a reason, and no column.
  for (const name of names) expect(out).toContain(name);
});

test('a value of which only bounds are known shows them before what it counts as, so that it never contradicts itself', async () => {
  const { 'message-bytes': _, audience: __, ...open } = site;
  const { out } = await backplane(['compare', ...flags(open), ...unknown, '--format', 'markdown']);
  expect(out).toMatch(/\| at least [\d.]+ USD\/month, counts as: above 1000 \|/);
  expect(out).not.toMatch(/: at least/);
});
