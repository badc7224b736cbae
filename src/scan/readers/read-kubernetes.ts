import type { Sighting } from '../sighting.js';
import { stageOf } from '../tree/stage-of.js';
import type { Chart } from './helm-values.js';
import { at, entriesAt, itemsAt, type Located, textAt } from './located.js';
import { parseLocatedYaml } from './located-yaml.js';
import type { Reader, SiteNames } from './reading.js';
import { renderHelm } from './render-helm.js';
import { imageName, isNameOfSite } from './site-names.js';

/** What manifests of Kubernetes say. Files without `apiVersion` and `kind` say nothing. */
export const readKubernetes: Reader = (written, site) => {
  if (!/^\s*["']?apiVersion["']?\s*:/m.test(written.text)) return { sightings: [] };
  const chart = chartAround(written.path, site);
  const file = chart ? { ...written, text: renderHelm(written.text, chart) } : written;
  const documents = parseLocatedYaml(file.text);
  const objects = documents.flatMap((document) => (textAt(document, 'kind') === 'List' ? itemsAt(document, 'items') : [document]));
  const stage = stageOf(file.path);
  return {
    sightings: objects.flatMap((object) =>
      sightingsOf(object, site).map((one) => ({ ...one, ...(chart ? ofChart(one) : {}), stage, file })),
    ),
  };
};

/** The chart that a template belongs to. */
function chartAround(path: string, { charts }: SiteNames): Chart | undefined {
  const folder = /^(.*)\/templates\//.exec(path)?.[1];
  return folder === undefined ? undefined : charts?.get(folder);
}

/** What a chart says of how many there are is only where nobody says otherwise when it is installed. */
const ofChart = ({ found, name }: Found): Partial<Found> =>
  found === 'runs-site' || found === 'scales-site' ? { name: 'helm' } : { name };

type Found = Omit<Sighting, 'stage' | 'file'>;

const workloads = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout']);

function sightingsOf(object: Located, site: SiteNames): Found[] {
  const kind = textAt(object, 'kind');
  const version = textAt(object, 'apiVersion');
  if (kind === undefined || version === undefined) return [];
  const found: Found[] = [{ found: 'kubernetes-object', name: kind, value: version, offset: at(object, 'kind')?.offset ?? object.offset }];
  if (workloads.has(kind)) found.push(...workload(object, site));
  else if (kind === 'HorizontalPodAutoscaler' || kind === 'ScaledObject') {
    const target = textAt(object, 'spec', 'scaleTargetRef', 'name');
    const most = at(object, 'spec', 'maxReplicas') ?? at(object, 'spec', 'maxReplicaCount');
    if (most?.text !== undefined && target !== undefined && isNameOfSite(target, site))
      found.push({ found: 'scales-site', name: 'kubernetes', value: most.text, offset: most.offset });
  }
  if (!workloads.has(kind) && speaksOfSite(object, site)) {
    for (const { key, value, offset } of entriesAt(object, 'metadata', 'annotations'))
      if (value.text !== undefined) found.push({ found: 'annotation', name: key, value: value.text, offset });
    found.push(...fields(object, kind));
  }
  return found;
}

function workload(object: Located, site: SiteNames): Found[] {
  const name = textAt(object, 'metadata', 'name') ?? '';
  const containers = itemsAt(object, 'spec', 'template', 'spec', 'containers');
  const images = containers.flatMap((container): Found[] => {
    const image = at(container, 'image');
    if (image?.text === undefined) return [];
    const { name: path, tag } = imageName(image.text);
    return [{ found: 'image', name: path, ...(tag === undefined ? {} : { value: tag }), offset: image.offset }];
  });
  const isSite = isNameOfSite(name, site) || images.some((image) => isNameOfSite(image.name.split('/').at(-1) ?? '', site));
  if (!isSite) return images;
  const replicas = at(object, 'spec', 'replicas');
  return [
    ...images,
    {
      found: 'runs-site',
      name: 'kubernetes',
      ...(replicas?.text !== undefined && /^\d+$/.test(replicas.text) ? { value: replicas.text } : {}),
      offset: replicas?.offset ?? at(object, 'metadata', 'name')?.offset ?? object.offset,
    },
  ];
}

/** Whether an object names the site, or may speak of nothing else. */
function speaksOfSite(object: Located, site: SiteNames): boolean {
  if (site.only) return true;
  const names = [textAt(object, 'metadata', 'name') ?? '', ...backends(at(object, 'spec'), 0)];
  return names.some((name) => isNameOfSite(name, site));
}

/** Names of services that an Ingress or a route sends to. */
function backends(located: Located | undefined, depth: number): string[] {
  if (!located || depth > 12) return [];
  const own = (located.entries ?? []).flatMap(({ key, value }) => {
    if (key === 'serviceName' || key === 'host') return value.text ?? [];
    if (key === 'service' || key === 'backend') return textAt(value, 'name') ?? [];
    return key === 'backendRefs' ? itemsAt(value).flatMap((item) => textAt(item, 'name') ?? []) : [];
  });
  const below = [...(located.entries ?? []).map(({ value }) => value), ...(located.items ?? [])];
  return [...own, ...below.flatMap((one) => backends(one, depth + 1))];
}

/** Every field of the specification as `Service.spec.sessionAffinity`, without the places in lists. */
function fields(object: Located, kind: string): Found[] {
  const found: Found[] = [];
  const visit = (located: Located, path: string, depth: number): void => {
    if (depth > 10 || found.length > 300) return;
    for (const { key, value, offset } of located.entries ?? []) {
      if (value.text !== undefined) found.push({ found: 'field', name: `${path}.${key}`, value: value.text, offset });
      else visit(value, `${path}.${key}`, depth + 1);
    }
    for (const item of located.items ?? []) {
      if (item.text === undefined) visit(item, path, depth + 1);
    }
  };
  const spec = at(object, 'spec');
  if (spec) visit(spec, `${kind}.spec`, 0);
  return found;
}
