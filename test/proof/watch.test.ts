// Alert rules and dashboard: read by Prometheus' own tool, and tried on series that must raise an alert, and on such that must not.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { renderTemplate } from '../../src/plan/templates/render-template.js';
import { templates } from './render.js';
import { describeWith } from './requires.js';

const folder = mkdtempSync(join(tmpdir(), 'backplane-watch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const variants = ['redis', 'postgresql'].flatMap((backplane) =>
  [true, false].map((known) => ({
    name: `${backplane}, ${known ? 'a known' : 'an unknown'} number of connections`,
    values: {
      decision: { backplane },
      affinity: known,
      application: 'O\'Neil "Site"',
      facts: { concurrentConnections: known ? 5000 : 'unknown' },
      quantities: {
        watchConnections: { low: known ? 4000 : 0, high: known ? 4000 : 0, known },
        watchRedisMessages: { low: 16000, high: 16000, known: true },
      },
    },
  })),
);
const render = (template: string, values: Record<string, unknown>): string => renderTemplate(templates, `watch/${template}.hbs`, values);

interface Dashboard {
  panels: { id: number; title: string; gridPos: { x: number; y: number; w: number; h: number }; targets: { expr: string }[] }[];
}

function promtool(...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync('promtool', args, { cwd: folder, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

describe.each(variants)('$name', ({ values }) => {
  test('the dashboard is JSON, and its panels do not cover each other', () => {
    const { panels } = JSON.parse(render('dashboard.json', values)) as Dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const [index, one] of panels.entries())
      for (const other of panels.slice(index + 1)) {
        const [a, b] = [one.gridPos, other.gridPos];
        expect(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y, `${one.title}, ${other.title}`).toBe(true);
      }
  });

  test('thresholds are those of the decision, or there are none', () => {
    const alerts = render('alerts.yaml', values);
    expect(alerts.includes('SignalRConnectionsNearPlan')).toBe(values.quantities.watchConnections.known);
    expect(alerts.includes('redis_up')).toBe(values.decision.backplane === 'redis');
  });
});

describeWith(['promtool'], 'Prometheus', () => {
  it.each(variants)('reads the rules and every expression of the dashboard: $name', ({ values }) => {
    writeFileSync(join(folder, 'alerts.yaml'), render('alerts.yaml', values));
    const { panels } = JSON.parse(render('dashboard.json', values)) as Dashboard;
    const rules = panels.flatMap(({ targets }) => targets.map(({ expr }) => ({ record: 'panel:expression', expr })));
    writeFileSync(join(folder, 'panels.yaml'), stringify({ groups: rules.map((rule, index) => ({ name: `p${index}`, rules: [rule] })) }));
    for (const file of ['alerts.yaml', 'panels.yaml']) expect(promtool('check', 'rules', file), file).toMatchObject({ status: 0 });
  });

  /** Series a minute apart; the alerts that stand at a time. */
  const cases: [what: string, series: Record<string, string>, minute: number, alerts: string[]][] = [
    ['all is well', { 'signalr_server_active_connections{instance="a",signalr_transport="web_sockets"}': '100x60' }, 50, []],
    [
      'a server is gone and its clients did not come back',
      {
        'signalr_server_active_connections{instance="a",signalr_transport="web_sockets"}': '100x60',
        'signalr_server_active_connections{instance="b",signalr_transport="web_sockets"}': '200x30 0x30',
      },
      40,
      ['SignalRConnectionsGone'],
    ],
    [
      'a deployment, after which they are back',
      { 'signalr_server_active_connections{instance="a",signalr_transport="web_sockets"}': '300x30 20x2 300x30' },
      40,
      [],
    ],
    [
      'more than planned',
      { 'signalr_server_active_connections{instance="a",signalr_transport="web_sockets"}': '4100x60' },
      50,
      ['SignalRConnectionsNearPlan'],
    ],
    [
      'long polling',
      { 'signalr_server_active_connections{instance="a",signalr_transport="long_polling"}': '60x90' },
      80,
      ['SignalRWithoutWebSockets'],
    ],
    ['Redis is away', { redis_up: '1x20 0x20' }, 30, ['SignalRRedisAway']],
    ['more messages than Redis carries', { 'redis_commands_total{cmd="publish"}': '0+1200000x60' }, 50, ['SignalRRedisNearCapacity']],
    [
      'connections that last a moment',
      {
        'signalr_server_connection_duration_seconds_bucket{le="5",signalr_connection_status="normal_closure"}': '0+90x60',
        'signalr_server_connection_duration_seconds_count{signalr_connection_status="normal_closure"}': '0+100x60',
      },
      50,
      ['SignalRConnectionsTooShort'],
    ],
    [
      'connections that time out',
      {
        'signalr_server_connection_duration_seconds_count{signalr_connection_status="timeout"}': '0+30x60',
        'signalr_server_connection_duration_seconds_count{signalr_connection_status="normal_closure"}': '0+70x60',
      },
      50,
      ['SignalRConnectionsTimeOut'],
    ],
  ];

  it.each(cases)('%s', (_, series, minute, expected) => {
    const alerts = render('alerts.yaml', variants[0]?.values ?? {});
    writeFileSync(join(folder, 'tried.yaml'), alerts);
    const names = (parse(alerts) as { groups: { rules: { alert: string; labels: { severity: string } }[] }[] }).groups.flatMap(
      ({ rules }) => rules,
    );
    const input = Object.entries(series).map(([one, values]) => ({ series: one, values }));
    const tests = names.map(({ alert, labels }) => ({
      interval: '1m',
      input_series: input,
      alert_rule_test: [
        { eval_time: `${minute}m`, alertname: alert, exp_alerts: expected.includes(alert) ? [{ exp_labels: labels }] : [] },
      ],
    }));
    // What an alert says is no matter of this test.
    writeFileSync(join(folder, 'silent.yaml'), alerts.replace(/ {8}annotations:\n(?: {10}.*\n)+/g, ''));
    writeFileSync(join(folder, 'test.yaml'), stringify({ rule_files: ['silent.yaml'], evaluation_interval: '1m', tests }));
    const { status, output } = promtool('test', 'rules', 'test.yaml');
    expect(status, output).toBe(0);
  });
});
