import { posix } from 'node:path';
import { isValuesFile } from './helm-values.js';
import type { Reader } from './reading.js';

export { chartsOf } from './helm-values.js';
export type { Reader, Reading, SiteNames } from './reading.js';
export { isNameOfSite } from './site-names.js';

interface Format {
  /** Files of larger size are no work of people. */
  mostBytes: number;
  load(): Promise<Reader>;
}

const formats = {
  compose: { mostBytes: 300_000, load: async () => (await import('./read-compose.js')).readCompose },
  dockerfile: { mostBytes: 200_000, load: async () => (await import('./read-dockerfile.js')).readDockerfile },
  kubernetes: { mostBytes: 300_000, load: async () => (await import('./read-kubernetes.js')).readKubernetes },
  blocks: { mostBytes: 500_000, load: async () => (await import('./read-blocks.js')).readBlocks },
  'app-host': { mostBytes: 300_000, load: async () => (await import('./read-app-host.js')).readAppHost },
  'helm-chart': { mostBytes: 200_000, load: async () => (await import('./read-helm-chart.js')).readHelmChart },
  'helm-values': { mostBytes: 300_000, load: async () => () => ({ sightings: [] }) },
  pipeline: { mostBytes: 300_000, load: async () => (await import('./read-pipeline.js')).readPipeline },
} satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;

/** How a file of a format is read. */
export const formatOf = (name: FormatName): Format => formats[name];

const manifestFolder =
  /(?:^|[._-])(?:k8s|kubernetes|kube|manifests?|kustomize|kustomization|overlays?|base|aks|eks|gke|cluster|argocd|argo|gitops|flux|deploy|deployment|deployments|ingress|openshift)(?:$|[._-])/i;
const manifestName =
  /(?:^|[._-])(?:deploy|deployment|service|svc|ingress|statefulset|hpa|autoscaler|gateway|httproute|route|k8s|kubernetes|kustomization|backendconfig|destinationrule|manifests?|pod|aks)(?:$|[._-])/i;

/** Which format a file has, by its name and folder; undefined where it cannot matter. */
export function formatByName(path: string): FormatName | undefined {
  const name = posix.basename(path);
  if (/^(?:docker-?)?compose\b[\w.-]*\.ya?ml$/i.test(name)) return 'compose';
  if (/^(?:[\w-]+\.)?(?:dockerfile|containerfile)(?:\.[\w.-]+)?$/i.test(name)) return 'dockerfile';
  if (/^(?:Chart|requirements)\.ya?ml$/i.test(name)) return 'helm-chart';
  if (isValuesFile(path)) return 'helm-values';
  if (/(?:^|\/)templates\/.*\.ya?ml$/i.test(path) && !path.startsWith('.')) return 'kubernetes';
  if (/\.(?:bicep|tf)$/i.test(name)) return 'blocks';
  if (/^(?:Program|AppHost)\.cs$/i.test(name) && /(?:^|[./])AppHost$/i.test(posix.dirname(path))) return 'app-host';
  if (/^azure\.ya?ml$/i.test(name) || /^azure-pipelines[\w.-]*\.ya?ml$/i.test(name)) return 'pipeline';
  if (/^\.github\/workflows\/[^/]+\.ya?ml$/i.test(path) || /^\.(?:azuredevops|azure-pipelines|pipelines)\/.+\.ya?ml$/i.test(path))
    return 'pipeline';
  if (/\.ya?ml$/i.test(name) && !/^\.?(?:github|gitlab-ci)/i.test(path)) {
    const folders = posix.dirname(path).split('/');
    if (manifestName.test(name.replace(/\.ya?ml$/i, '')) || folders.some((folder) => manifestFolder.test(folder))) return 'kubernetes';
  }
  return undefined;
}
