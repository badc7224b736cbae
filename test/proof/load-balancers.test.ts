// Every configuration that the product writes for a load balancer, checked by the program that will read it, and where that is cheap, at work.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { caddyWrapper, checkCaddy, checkHaproxy, checkNginx, checkTerraform, checkToml, nginxWrapper } from './configuration-checks.js';
import { type Answers, decisionFor, planOf } from './decided-site.js';
import { unknownFields } from './kubernetes-fields.js';
import {
  configuration,
  configurations,
  type Instance,
  loadBalancers,
  type Need,
  needs,
  needsAffinity,
  renderFor,
} from './load-balancer-files.js';
import { promises } from './load-balancer-promises.js';
import { freePort } from './processes.js';
import { type Farm, serversSeen, startFarm, startProxy, upgradeStatus } from './proxy.js';
import { unknownToProxy } from './proxy-fields.js';
import { describeWith } from './requires.js';
import { unknownArguments } from './terraform-arguments.js';

const rendered = (name: string, need: Need = 'affinity'): string => renderFor(configuration(name).template, need);
const namesOf = (language: string): string[] => configurations.filter((one) => one.language === language).map(({ name }) => name);
const everyNeed = (names: string[]): [string, Need][] => names.flatMap((name) => needs.map((need): [string, Need] => [name, need]));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backplane-balancers-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  const width = Math.max(...Object.keys(promises).map((name) => name.length));
  console.log(
    ['configuration checked by', ...Object.entries(promises).map(([name, { checkedBy }]) => `${name.padEnd(width)}  ${checkedBy}`)].join(
      '\n',
    ),
  );
});
function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('what a configuration holds', () => {
  it('is promised for every one that the rule base may write', () => {
    expect(configurations.map(({ name }) => name)).toEqual(Object.keys(promises).sort());
  });
  it.each(Object.entries(promises))(
    '%s has affinity only where it is needed, and what WebSockets need always',
    (name, { affinity, off, always }) => {
      for (const need of needs) {
        expect(rendered(name, need)).toMatch(always);
        // By address is another setting, or there is no other: see "clients that keep no cookie".
        if (need !== 'affinity by address')
          for (const setting of affinity) expect(setting.test(rendered(name, need)), `${need}: ${setting}`).toBe(need === 'affinity');
        // What is on today is never switched off: other things than SignalR may rest on it.
        if (off) expect(off.test(rendered(name, need)), `${need}: ${off}`).toBe(need === 'azure-signalr' || need === 'skipped-negotiation');
      }
      // JSON has no comments.
      if (name.endsWith('.json')) return;
      expect(rendered(name, 'azure-signalr')).toContain('Azure SignalR Service');
      expect(rendered(name, 'skipped-negotiation')).toContain('without negotiation');
      expect(rendered(name, 'azure-signalr, affinity on today')).toContain('keep its setting');
    },
  );
  it.each(loadBalancers.map(({ id, parts = [], summary }) => ({ id, parts, summary })))(
    '$id: a file, or a summary that says that there is none',
    ({ parts, summary }) => {
      const files = parts.filter(({ file, optional }) => file && !optional);
      expect(files.length > 0 || /nothing to generate|No configuration can be generated/.test(summary)).toBe(true);
    },
  );
  it.each(
    loadBalancers.flatMap(({ id, parts = [] }) =>
      parts.flatMap(({ file, group }) => (file ? [{ id, path: file.path, group, parts }] : [])),
    ),
  )('$id: a step says what to do with $path', ({ path, group, parts }) => {
    expect(parts.filter((part) => part.step?.includes(path) && part.group === group)).toHaveLength(1);
  });
});

describe('affinity that is on today', () => {
  const site = {
    host: 'aspnetcore',
    servers: 2,
    websockets: 'yes',
    platform: 'azure-app-service',
    cloud: 'azure',
    'load-balancer': 'azure-app-service',
    infrastructure: ['azure-signalr'],
    'azure-services-allowed': 'yes',
  };
  const written = (answers: Answers): { file: string; steps: string[] } => {
    expect(decisionFor({ ...site, ...answers }).recommended).toBe('azure-signalr');
    const { plan, files } = planOf({ ...site, ...answers }, ['load-balancer']);
    return { file: files['deploy/load-balancer/app-service.bicep'] ?? '', steps: plan.steps.map(({ code }) => code) };
  };
  it('stays on where SignalR does not need it, for the plan does not share session state then; a step says when it may go', () => {
    const { file, steps } = written({ 'sticky-sessions': 'yes' });
    expect(file).not.toMatch(/^ *clientAffinityEnabled/m);
    expect(file).toContain('keep its setting');
    expect(steps).toContain('affinity-not-needed-any-more');
  });
  it.each(['no', 'unknown'])('there is none, or nobody knows (%s): it is off, and the plan shares session state', (sticky) => {
    const { file, steps } = written({ 'sticky-sessions': sticky });
    expect(file).toContain('clientAffinityEnabled: false');
    expect(steps).not.toContain('affinity-not-needed-any-more');
    const shared = planOf({ ...site, 'sticky-sessions': sticky }, ['distributed-cache']).parts;
    expect(shared).not.toEqual([]);
  });
  it('what a load balancer does to affinity is told only where SignalR rests on it', () => {
    const told = (answers: Answers): string =>
      JSON.stringify(decisionFor({ ...site, 'load-balancer': 'azure-front-door', ...answers }).warnings);
    const code = 'front-door-affinity-not-guaranteed';
    expect(told({ 'sticky-sessions': 'yes' })).not.toContain(code);
    expect(told({ 'sticky-sessions': 'yes', infrastructure: ['redis'], 'redis-region': 'same', 'azure-services-allowed': 'no' })).toContain(
      code,
    );
  });
});

describe('clients that keep no cookie', () => {
  const byAddress: [balancer: string, platform: string, address: RegExp][] = [
    ['caddy', 'linux-vm', /lb_policy client_ip_hash/],
    ['nginx', 'linux-vm', /^ *ip_hash;$/m],
    ['nginx-plus', 'linux-vm', /^ *ip_hash;$/m],
    ['ingress-nginx', 'kubernetes', /upstream-hash-by: "\$binary_remote_addr"/],
    ['istio', 'kubernetes', /useSourceIp: true/],
    ['gcp-application', 'linux-vm', /session_affinity = "CLIENT_IP"/],
    ['gcp-application', 'gcp-gke', /affinityType: CLIENT_IP/],
    ['cloudflare', 'linux-vm', /"ip_cookie"/],
    ['aws-nlb', 'linux-vm', /"source_ip"/],
    ['kubernetes-service', 'kubernetes', /sessionAffinity: ClientIP/],
    ['azure-load-balancer', 'azure-vm', /'SourceIP'/],
    ['nginx-gateway-fabric', 'kubernetes', /ip_hash/],
  ];
  const byCookie = /sticky cookie|lb_policy cookie|affinity: cookie|httpCookie|GENERATED_COOKIE|affinity\s+= "cookie"/;
  it.each(byAddress)('%s on %s: affinity goes by their address, as the decision counts on', (balancer, platform, address) => {
    const answers = {
      host: 'aspnetcore',
      servers: 2,
      websockets: 'yes',
      platform,
      'load-balancer': balancer,
      'sticky-sessions': 'yes',
      'affinity-cookie-kept': 'no',
      'clients-skip-negotiation': 'no',
      infrastructure: ['redis'],
      'redis-region': 'same',
      'azure-services-allowed': 'no',
    };
    const { recommended, warnings } = decisionFor(answers);
    expect(recommended).toBe('redis');
    expect(warnings.map(({ code }) => code)).toContain('affinity-by-client-address');
    const files = Object.values(planOf(answers, ['load-balancer']).files).join('\n');
    expect(files).toMatch(address);
    expect(files).not.toMatch(byCookie);
  });
});

describe('files in YAML', () => {
  const objects = (name: string, need: Need): { apiVersion: string; kind: string }[] =>
    parseAllDocuments(rendered(name, need), { strict: true }).map((document) => {
      expect([...document.errors, ...document.warnings]).toEqual([]);
      return document.toJS();
    });
  const proxies = ['envoy.yaml', 'traefik.yaml'];
  const kubernetes = namesOf('yaml').filter((name) => !proxies.includes(name));

  it.each(everyNeed(namesOf('yaml')))('%s (%s) is YAML', (name, need) => expect(objects(name, need)).not.toHaveLength(0));
  it.each(everyNeed(kubernetes))('%s (%s) uses only fields that its kinds have', (name, need) => {
    expect(objects(name, need).flatMap(unknownFields)).toEqual([]);
  });
  it.each(everyNeed(proxies))('%s (%s) uses only fields that the proxy has', (name, need) => {
    expect(objects(name, need).flatMap((object) => unknownToProxy(name, object))).toEqual([]);
  });
  it.each([
    ['envoy.yaml', 'upgrade_type', 'upgrade_typ'],
    ['traefik.yaml', 'httpOnly', 'httponly'],
  ])('%s: %s written as %s would be noticed', (name, right, wrong) => {
    const [object] = parseAllDocuments(rendered(name).replace(right, wrong));
    expect(unknownToProxy(name, object?.toJS()).map((path) => path.split('.').at(-1))).toEqual([wrong]);
  });
  it('an annotation that no controller has would be noticed', () => {
    const [ingress] = parseAllDocuments(rendered('alb-ingress.yaml').replace('target-group-attributes', 'target-group-attribute'));
    expect(unknownFields(ingress?.toJS())).toEqual(['metadata.annotations.alb.ingress.kubernetes.io/target-group-attribute']);
  });
  it('a field that does not exist would be noticed', () => {
    const [route] = objects('gateway-api.yaml', 'affinity');
    expect(unknownFields({ ...route, spec: { rules: [{ sessionPersistance: { type: 'Cookie' } }] } } as never)).toEqual([
      'spec.rules[].sessionPersistance.type',
    ]);
  });
  describeWith(['kubernetes-models'], 'objects of Kubernetes and the Gateway API', () => {
    const modules: Record<string, string> = {
      Service: 'kubernetes-models/v1/Service',
      Ingress: 'kubernetes-models/networking.k8s.io/v1/Ingress',
      HTTPRoute: '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute',
    };
    /** Throws where an object does not fit its schema; kinds without one pass. */
    async function validate(object: { kind: string }): Promise<void> {
      const path = modules[object.kind];
      if (!path) return;
      const Model = (await import(path))[object.kind] as new (data: object) => { validate(): void };
      new Model(object).validate();
    }
    it.each(everyNeed(kubernetes))('%s (%s) fits the schema', async (name, need) => {
      for (const object of objects(name, need)) await validate(object);
    });
    it('a value that does not exist would be noticed', async () => {
      const text = rendered('gateway-api.yaml').replace('type: Cookie', 'type: Biscuit');
      await expect(validate(parseAllDocuments(text)[0]?.toJS())).rejects.toThrow('sessionPersistence');
    });
  });
});

describeWith(['nginx'], 'nginx', () => {
  it.each(everyNeed(['nginx.conf', 'nginx-plus.conf']))('%s (%s) is accepted', (name, need) => {
    expect(checkNginx(folder, rendered(name, need))).toBe('');
  });
});
describeWith(['haproxy'], 'HAProxy', () => {
  it.each(needs)('the configuration (%s) is accepted', (need) =>
    expect(checkHaproxy(write('haproxy.cfg', rendered('haproxy.cfg', need)))).toBe(''),
  );
});
describeWith(['caddy'], 'Caddy', () => {
  it.each(needs)('the configuration (%s) is accepted', (need) => expect(checkCaddy(folder, rendered('Caddyfile', need))).toBe(''));
});
describeWith(['terraform'], 'Terraform', () => {
  it.each(everyNeed(namesOf('hcl')))('%s (%s) is parsed, and formatted as terraform fmt would', (name, need) => {
    expect(checkTerraform(rendered(name, need))).toBe('');
  });
  it('what terraform fmt would write differently, or cannot read, would be noticed', () => {
    expect(checkTerraform(rendered('alb.tf').replace('idle_timeout = 120', 'idle_timeout   = 120'))).not.toBe('');
    expect(checkTerraform(rendered('alb.tf').replace('stickiness {', 'stickiness'))).not.toBe('');
  });
});
describe('arguments of Terraform resources', () => {
  it.each(everyNeed(namesOf('hcl')))('%s (%s) uses only those that the providers document', (name, need) => {
    for (const platform of ['linux-vm', 'aws-ecs'])
      expect(unknownArguments(renderFor(configuration(name).template, need, undefined, platform))).toEqual([]);
  });
  it.each(namesOf('hcl'))('%s: one that does not exist would be noticed, and every variable is explained', (name) => {
    const text = rendered(name);
    expect(unknownArguments(text.replace(/^(resource .*\n)/m, '$1  no_such_argument = true\n'))).toHaveLength(1);
    const [provider] = text.match(/azapi|cloudflare/) ?? [];
    // Terraform looks for providers of others under a name of its own, unless it is told.
    if (provider) expect(text.toLowerCase()).toMatch(new RegExp(`# .*${provider} = \\{ source = ".+/${provider}"`));
    for (const variable of text.match(/^variable "[\s\S]*?^}/gm) ?? []) expect(variable).toMatch(/^ +description += "/m);
  });
  it.each(['alb.tf', 'nlb.tf'])('%s: containers of ECS are targets by address, other servers are not', (name) => {
    const { template } = configuration(name);
    expect(renderFor(template, 'affinity', undefined, 'aws-ecs')).toMatch(/^ {2}target_type = "ip"$/m);
    expect(rendered(name)).not.toContain('target_type');
    expect(checkTerraform(renderFor(template, 'affinity', undefined, 'aws-ecs'))).toBe('');
  });
});
describeWith(['python3'], 'Fly', () => {
  it.each(needs)('fly.toml (%s) is TOML with the settings where Fly looks for them', (need) => {
    expect(checkToml(rendered('fly.toml', need))).toMatchObject({
      http_service: {
        http_options: {
          idle_timeout: 600,
          ...(needsAffinity(need) ? { replay_cache: [{ path_prefix: '/', ttl_seconds: 300, type: 'cookie' }] } : {}),
        },
      },
    });
  });
});

describe('a load balancer at work, two servers', () => {
  let farm: Farm;
  const instances = (): Instance[] => farm.ports.map((port, index) => ({ name: `app${index}`, address: '127.0.0.1', port }));
  beforeAll(async () => {
    farm = await startFarm();
  });
  afterAll(() => farm.stop());

  async function prove(need: Need, command: string, args: (port: number, text: string) => string[], template: string): Promise<void> {
    const port = await freePort();
    const stop = await startProxy(command, args(port, renderFor(template, need, instances())), port);
    try {
      const { oneClient, strangers } = await serversSeen(port);
      expect(oneClient.size).toBe(needsAffinity(need) ? 1 : 2);
      // A hash of the address is the same for all clients here.
      const cookieOnly = command === 'haproxy';
      if (cookieOnly || (command !== 'nginx' && need !== 'affinity by address')) expect(strangers.size).toBe(2);
      expect(await upgradeStatus(port)).toBe(101);
    } finally {
      await stop();
    }
  }

  describeWith(['nginx'], 'nginx', () => {
    const args = (port: number, text: string): string[] => [
      '-c',
      nginxWrapper(folder, text.replace('listen 80;', `listen 127.0.0.1:${port};`)),
      '-g',
      'daemon off; master_process off;',
    ];
    it.each(needs)('%s', (need) => prove(need, 'nginx', args, configuration('nginx.conf').template));
  });
  describeWith(['haproxy'], 'HAProxy', () => {
    const args = (port: number, text: string): string[] => [
      '-db',
      '-f',
      write('haproxy-run.cfg', text.replace('bind :80 ', `bind 127.0.0.1:${port} `)),
    ];
    it.each(needs)('%s', (need) => prove(need, 'haproxy', args, configuration('haproxy.cfg').template));
  });
  describeWith(['caddy'], 'Caddy', () => {
    const args = (port: number, text: string): string[] => [
      'run',
      '--adapter',
      'caddyfile',
      '--config',
      caddyWrapper(folder, text.replace(':80 {', `:${port} {`)),
    ];
    it.each(needs)('%s', (need) => prove(need, 'caddy', args, configuration('Caddyfile').template));
  });
});
