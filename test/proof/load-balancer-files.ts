import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parse } from 'yaml';
import { fileSchema } from '../../src/knowledge/load/schema.js';
import { renderTemplate } from '../../src/plan/templates/render-template.js';

const folder = new URL('../../rules/load-balancers/', import.meta.url);
const templateFolder = new URL('../../templates/load-balancers/', import.meta.url);

/** The templates as they are in the working tree, by their path below templates/. */
const templates: Record<string, string> = Object.fromEntries(
  ['', 'partials/'].flatMap((below) =>
    readdirSync(new URL(below, templateFolder))
      .filter((name) => name.endsWith('.hbs'))
      .map((name) => [`load-balancers/${below}${name}`, readFileSync(new URL(below + name, templateFolder), 'utf8')]),
  ),
);

const records = readdirSync(folder).map((name) => {
  const record = fileSchema.parse(parse(readFileSync(new URL(name, folder), 'utf8')))['load-balancer'];
  if (!record) throw new Error(`${name} holds no load balancer.`);
  return record;
});

/** A server behind the load balancer, as a template is told of it. */
export interface Instance {
  name: string;
  address: string;
  port: number;
}

export const benign: Instance[] = [5001, 5002].map((port, index) => ({ name: `app${index + 1}`, address: '127.0.0.1', port }));

/**
 * What may make affinity needless; without any of it affinity is needed, by address where clients keep no cookie. The last is needless, too, but on
 * today.
 */
export type Need = 'affinity' | 'affinity by address' | 'azure-signalr' | 'skipped-negotiation' | 'azure-signalr, affinity on today';
export const needs: Need[] = [
  'affinity',
  'affinity by address',
  'azure-signalr',
  'skipped-negotiation',
  'azure-signalr, affinity on today',
];
export const needsAffinity = (need: Need): boolean => need.startsWith('affinity');

/** A configuration as the product writes it beside a site. */
export function renderFor(template: string, need: Need, instances: Instance[] = benign, platform = 'linux-vm'): string {
  const hostnames = instances.map(({ address, port }) => `${address}:${port}`);
  return renderTemplate(templates, template, {
    affinity: needsAffinity(need),
    websocketsOnly: need === 'skipped-negotiation',
    servers: instances.length,
    application: 'Site',
    instances,
    hostnames,
    urls: hostnames.map((hostname) => `http://${hostname}`),
    decision: { backplane: need.startsWith('azure-signalr') ? 'azure-signalr' : 'redis' },
    definitions: { affinityIsOn: need.endsWith('on today'), affinityByAddress: need === 'affinity by address' },
    facts: { platform, host: 'aspnetcore' },
  });
}

/** Every configuration that the rule base may write for a load balancer; one that several load balancers share is listed once. */
export const configurations = [
  ...new Map(
    records
      .flatMap(({ parts = [] }) => parts)
      .flatMap(({ id, file }) =>
        file
          ? [[file.template, { part: id, template: file.template, name: posix.basename(file.path), language: file.language }] as const]
          : [],
      )
      .reverse(),
  ).values(),
].sort((a, b) => (a.name < b.name ? -1 : 1));

export const loadBalancers = records;

/** The configuration that a file name stands for. */
export function configuration(name: string): (typeof configurations)[number] {
  const found = configurations.find((one) => one.name === name);
  if (!found) throw new Error(`The rule base writes no ${name}.`);
  return found;
}
