// Addresses of servers come from users. None may break out of its place in a generated configuration.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { UserError } from '../../src/knowledge/types.js';
import { adaptCaddy, checkHaproxy, checkNginx } from './configuration-checks.js';
import { benign, configuration, configurations, needs, renderFor } from './load-balancer-files.js';
import { describeWith } from './requires.js';

const hostile = [
  'app; evil on',
  'app"; evil on; #',
  "app' evil",
  'app} evil {',
  'app\nevil on',
  'app\r\n\tevil',
  'app # evil',
  'app: evil',
  'app\\',
  '$evil',
  '{{evil}}',
  `\${evil}`,
  '{$EVIL}',
  '<evil>&amp;',
  'app\u0000evil',
  'äpp – évil',
  '-evil',
  '*evil',
];

const withAddress = (address: string): typeof benign => benign.map((instance, index) => (index ? instance : { ...instance, address }));

/** The rendered text; undefined where it was refused with a message for the user. */
function rendered(name: string, address: string): string | undefined {
  try {
    return renderFor(configuration(name).template, 'affinity', withAddress(address));
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backplane-hostile-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const takesAddresses = ['Caddyfile', 'envoy.yaml', 'haproxy.cfg', 'nginx-plus.conf', 'nginx.conf', 'traefik.yaml', 'yarp.appsettings.json'];

it('only these configurations hold an address', () => {
  const changed = configurations.filter(({ template }) =>
    needs.some((need) => renderFor(template, need) !== renderFor(template, need, withAddress('10.1.2.3'))),
  );
  expect(changed.map(({ name }) => name).sort()).toEqual([...takesAddresses].sort());
});

describe.each(hostile)('%j', (address) => {
  it.each(takesAddresses)('adds no line to %s', (name) => {
    const text = rendered(name, address);
    if (text !== undefined) expect(text.split('\n')).toHaveLength(renderFor(configuration(name).template, 'affinity').split('\n').length);
  });
  it('is the address itself in Envoy, Traefik and YARP, or is refused', () => {
    const envoy = rendered('envoy.yaml', address);
    if (envoy !== undefined)
      expect(
        parse(envoy).static_resources.clusters[0].load_assignment.endpoints[0].lb_endpoints[0].endpoint.address.socket_address.address,
      ).toBe(address);
    const traefik = rendered('traefik.yaml', address);
    if (traefik !== undefined)
      expect(parse(traefik).http.services['signalr-site'].loadBalancer.servers[0].url).toBe(`http://${address}:5001`);
    const yarp = rendered('yarp.appsettings.json', address);
    if (yarp !== undefined)
      expect(JSON.parse(yarp).ReverseProxy.Clusters['signalr-site'].Destinations.s0.Address).toBe(`http://${address}:5001`);
  });
});

describeWith(['nginx'], 'nginx reads a hostile address as an address', () => {
  it.each(hostile)('%j', (address) => {
    const text = rendered('nginx.conf', address);
    if (text !== undefined) expect(checkNginx(folder, text)).toMatch(/host not found in upstream|invalid (host|port|URL)|no host/);
  });
});
describeWith(['haproxy'], 'HAProxy reads a hostile address as an address', () => {
  it.each(hostile)('%j', (address) => {
    const text = rendered('haproxy.cfg', address);
    if (text === undefined) return;
    const file = join(folder, 'haproxy.cfg');
    writeFileSync(file, text);
    expect(checkHaproxy(file)).toMatch(/'server signalr_site\/s0'|'server s0'|'server' : .*address/);
    expect(checkHaproxy(file)).not.toMatch(/unknown keyword/);
  });
});
describeWith(['caddy'], 'Caddy reads a hostile address as an address', () => {
  it.each([...hostile, 'app" { header_up Evil 1 } "', 'app\\" {', '`evil`'])('%j', (address) => {
    const text = rendered('Caddyfile', address);
    if (text === undefined) return;
    const adapted = adaptCaddy(folder, text);
    // Either it is no address and Caddy says so, or it is one upstream of two, and nothing else changed.
    const json = adapted.split('\n').find((line) => line.startsWith('{"admin"'));
    if (!json) expect(adapted).toMatch(/parsing upstream|invalid|dial address/);
    else {
      const handler = JSON.parse(json).apps.http.servers.srv0.routes[0].handle;
      expect(handler).toHaveLength(1);
      expect(Object.keys(handler[0]).sort()).toEqual(['handler', 'health_checks', 'load_balancing', 'upstreams']);
      expect(handler[0].upstreams).toHaveLength(2);
    }
  });
});
