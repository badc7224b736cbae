import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { backplane, flags } from './fake-terminal.js';

const folder = mkdtempSync(join(tmpdir(), 'backplane-estimate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const site = {
  host: 'aspnetcore',
  'hub-count': 1,
  servers: 2,
  platform: 'azure-app-service',
  environment: 'production',
  'sticky-sessions': 'yes',
  websockets: 'yes',
  'concurrent-connections': 991,
  'messages-per-second': 0.001,
  'message-bytes': 500,
  audience: 'single',
  'azure-services-allowed': 'yes',
  'clients-skip-negotiation': 'no',
  'monthly-budget-usd': 500,
  database: 'azure-sql-database',
  infrastructure: 'none',
};
const unknown = ['--missing', 'unknown'];

async function estimate(answers: Record<string, string | number>, ...more: string[]) {
  const result = await backplane(['estimate', ...flags(answers), ...unknown, '--format', 'json', ...more], { folder });
  return { ...result, json: JSON.parse(result.out) };
}

describe('as JSON', () => {
  test('every figure has an id, a value or what is known of it, a unit and a source', async () => {
    const { json } = await estimate(site);
    expect(json.schema).toBe(1);
    expect(json.estimates.map((one: { backplane: string }) => one.backplane).sort()).toEqual([
      'azure-signalr',
      'masstransit',
      'nats',
      'ncache',
      'orleans',
      'postgresql',
      'rebus',
      'redis',
      'sql-server',
    ]);
    for (const { traffic, capacity, cost, headroom, monthlyCost } of json.estimates)
      for (const figure of [...traffic, ...capacity, ...cost, headroom, monthlyCost]) {
        expect(figure).toMatchObject({
          id: expect.any(String),
          unit: expect.any(String),
          source: expect.any(String),
          missing: expect.any(Array),
        });
        if (figure.value === null && figure.range) expect(figure.range).toHaveLength(2);
        else if (figure.value !== null) expect(figure.value).toBeTypeOf('number');
      }
  });

  test('--backplane shows one alone, and its command gives it again', async () => {
    const first = await estimate(site, '--backplane', 'azure-signalr');
    expect(first.json.estimates).toHaveLength(1);
    expect(first.json.estimates[0].monthlyCost).toMatchObject({ value: 97.94, unit: 'USD/month' });
    const [, ...again] = first.json.command.split(' ');
    expect(again.slice(0, 1)).toEqual(['estimate']);
    const second = JSON.parse((await backplane([...again, '--format', 'json'], { folder })).out);
    expect(second.estimates).toEqual(first.json.estimates);
    expect(second.command).toBe(first.json.command);
  });

  test('--growth adds a step for each power of ten', async () => {
    const { json } = await estimate(site, '--growth');
    expect(json.growth.map(({ factor }: { factor: number }) => factor)).toEqual([1, 10, 100, 1000]);
  });
});

describe('the exit code is that of advise', () => {
  test.each<[string, Record<string, string | number>, number]>([
    ['one is recommended', site, 0],
    ['none is needed', { ...site, servers: 1 }, 0],
    ['none is eligible', { host: 'umbraco', 'umbraco-version': '16.5.1', 'load-balanced-part': 'backoffice', servers: 2 }, 4],
  ])('%s', async (_, answers, code) => {
    const advise = await backplane(['advise', ...flags(answers), ...unknown], { folder });
    expect(advise.code).toBe(code);
    for (const format of ['text', 'json']) {
      expect((await backplane(['estimate', ...flags(answers), ...unknown, '--format', format], { folder })).code).toBe(code);
      expect((await backplane(['estimate', ...flags(answers), ...unknown, '--growth', '--format', format], { folder })).code).toBe(code);
    }
  });

  test('an answer that is missing is asked for by its flag', async () => {
    const { code, err, out } = await backplane(['estimate', '--host', 'aspnetcore', '--servers', '2'], { folder });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^ {2}--[a-z-]+ /m);
    expect(err).toContain('backplane estimate');
  });
});

test('a backplane that does not exist is wrong usage, with the nearest name', async () => {
  const { code, err } = await backplane(['estimate', ...flags(site), ...unknown, '--backplane', 'redsi'], { folder });
  expect(code).toBe(2);
  expect(err).toContain('Did you mean "redis"?');
});

describe('as text', () => {
  const text = async (answers: Record<string, string | number>, ...more: string[]) =>
    (await backplane(['estimate', ...flags(answers), ...unknown, ...more], { folder })).out;

  test('figures with units, what decides them, what they mean and where they come from', async () => {
    const out = await text(site, '--backplane', 'azure-signalr', '--explain');
    expect(out).toMatch(/units to buy +2 units/);
    expect(out).toMatch(/units needed +1\.001 units, decided by: units for the\s+connections/);
    expect(out).toMatch(/additional cost a month +97\.94 USD\/month/);
    expect(out).toContain('Units that the connections need, those of clients');
    expect(out).toMatch(/\[\d+\] +https:\/\/learn\.microsoft\.com\/azure\/azure-signalr/);
  });

  test('what the figures mean is left for those who ask for it, and how is said', async () => {
    const out = await text(site);
    expect(out).not.toMatch(/How the figures follow|learn\.microsoft\.com/);
    expect(out).toContain('--explain');
    expect(out).toMatch(/list prices in USD[\s\S]*--prices/);
  });

  test('what is unknown says what to state, and gives no number', async () => {
    const { 'messages-per-second': _, ...rest } = site;
    const out = await text(rest, '--backplane', 'redis');
    expect(out).toMatch(/messages into Redis +unknown: state --messages-per-second/);
  });

  test('what its own figures exclude is shown in full, what merely does not run is not', async () => {
    const out = await text({ ...site, 'monthly-budget-usd': 50 });
    expect(out).toMatch(/Azure SignalR Service \(Standard S1\): excluded\n.*Standard S1.*97\.94 USD[\s\S]{0,120}monthly-budget-usd: 50/);
    expect(out).not.toMatch(/^NCache: excluded/m);
    expect(await text(site, '--backplane', 'ncache')).toMatch(/^NCache: excluded/m);
  });

  test('assumptions that the figures rest on are named', async () => {
    expect(await text(site)).toMatch(/active-hours-per-day: 24\./);
  });

  test('growth: what is recommended, the room and the cost at each step', async () => {
    const out = await text(site, '--growth');
    expect(out).toMatch(/991 +0\.001 .*recommended/);
    expect(out).toMatch(/9,910 /);
    expect(out).toMatch(/99,100 /);
    expect(out).toMatch(/991,000 /);
    expect(out).not.toMatch(/9,910,000/);
    expect(out).toMatch(/stay\s+as they are/);
  });

  test.each([80, 110])('lines fit %d columns, addresses apart', async (width) => {
    for (const more of [[], ['--explain'], ['--growth']]) {
      const { out } = await backplane(['estimate', ...flags(site), ...unknown, ...more], { folder, width });
      for (const line of out.split('\n')) if (!line.includes('https://')) expect(line.length, line).toBeLessThanOrEqual(width);
    }
  });
});

describe('--prices', () => {
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return name;
  };

  test('own prices count, for advice too, and say where they stand', async () => {
    const file = write('own.yaml', '# ours\nprices:\n  azure-signalr-standard: 20\n');
    const { json, err } = await estimate({ ...site, 'monthly-budget-usd': 50 }, '--backplane', 'azure-signalr', '--prices', file);
    expect(json.estimates[0].monthlyCost).toMatchObject({ value: 40 });
    expect(json.estimates[0].monthlyCost.source).toContain('your price from own.yaml:3');
    expect(json.prices).toEqual([
      { id: 'azure-signalr-standard', low: 20, high: 20, unit: 'USD/month/unit', from: 'own.yaml:3', list: { low: 48.97, high: 48.97 } },
    ]);
    expect(err).toContain('own.yaml');
    const budget = flags({ ...site, 'monthly-budget-usd': 50 });
    const statusOf = async (...more: string[]) => {
      const advice = JSON.parse((await backplane(['advise', ...budget, ...unknown, '--format', 'json', ...more], { folder })).out);
      return {
        command: advice.command,
        hash: advice.ruleBase.hash,
        prices: advice.prices,
        status: advice.verdicts.find((one: { backplane: string }) => one.backplane === 'azure-signalr').status,
      };
    };
    const [list, own] = [await statusOf(), await statusOf('--prices', file)];
    expect([list.status, own.status]).toEqual(['excluded', 'eligible']);
    expect(own.command).toContain(`--prices ${file}`);
    expect(own.hash).not.toBe(list.hash);
    expect([list.prices, own.prices]).toEqual([undefined, json.prices]);
  });

  test('the user is told in text', async () => {
    const file = write('discount.yaml', 'discount-percent:\n  all: 10\n');
    const { out } = await backplane(
      ['estimate', ...flags(site), ...unknown, '--backplane', 'azure-signalr', '--prices', file, '--explain'],
      { folder },
    );
    expect(out).toMatch(/additional cost a month +88\.15 USD\/month/);
    expect(out).toContain('your discount of 10 % from discount.yaml:2');
    expect(out).toMatch(/azure-signalr-standard: 44\.07 USD\/month\/unit, from discount\.yaml:2 \(list\s+price: 48\.97\)/);
  });

  test.each([
    ['prices:\n  azure-signalr-standrad: 40\n', /^bad\.yaml:2:3: .*Did you mean "azure-signalr-standard"\?/],
    ['prices: [', /^bad\.yaml:\d+:\d+: this is not YAML/],
  ])('%j is invalid input', async (text, message) => {
    const { code, out, err } = await backplane(['estimate', ...unknown, '--prices', write('bad.yaml', text)], { folder });
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(message);
  });

  test('a file that is not there is invalid input', async () => {
    const { code, err } = await backplane(['estimate', ...unknown, '--prices', 'nothing.yaml'], { folder });
    expect(code).toBe(3);
    expect(err).toContain('nothing.yaml');
  });
});
