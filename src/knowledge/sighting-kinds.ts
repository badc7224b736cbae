/** What the readers of src/scan find in files, and what evidence in the rules may therefore speak of. */
export const sightingKinds = [
  /** C#: a package that the site references, a method that it calls, a hub that it maps. */
  'package',
  'call',
  'hub',
  /** A container image; its value is the tag. */
  'image',
  /** A service of a Compose file, a Dockerfile or a workload of Kubernetes that runs the site itself; its value is how many there are. */
  'runs-site',
  /** The most instances of the site that a file allows. */
  'scales-site',
  /** An object of Kubernetes by its kind; its value is the apiVersion. */
  'kubernetes-object',
  /** An annotation, a label or a field of an object, with its value. */
  'annotation',
  'field',
  /** A class of an Ingress or a Gateway. */
  'ingress-class',
  /** A chart that a Helm chart depends on. */
  'helm-chart',
  /** A resource of Bicep, ARM, Terraform or Pulumi by its type; `resource-setting` is one property of it, `type:property`. */
  'resource',
  'resource-setting',
  /** What azd deploys the site to. */
  'azd-host',
  /** A call of an Aspire AppHost. */
  'app-host',
  /** What a pipeline does: an action or task by its name, a command of a shell. */
  'deploys',
  'command',
  /** A reverse proxy that sends requests on to several servers or to the site, whether it keeps affinity, and whether it passes WebSockets. */
  'proxy',
  'proxy-affinity',
  'proxy-websockets',
  /** A file or folder that is there. */
  'file',
] as const;
