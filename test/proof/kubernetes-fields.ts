const probe = (name: string): string =>
  ['httpGet.path', 'httpGet.port', 'tcpSocket.port', 'exec.command[]', 'periodSeconds', 'failureThreshold']
    .map((field) => `spec.template.spec.containers[].${name}.${field}`)
    .join(' ');

/**
 * The fields of Kubernetes objects that a configuration may use, as the schema of each kind names them. The API server, and the models of npm
 * packages even more so, let unknown fields pass or drop them, so that a misspelt one would do nothing.
 * Read on 2026-11-23 in kubernetes-models 4.5.1 and @kubernetes-models/gateway-api 2.0.0 (Service, Deployment, PersistentVolumeClaim, Ingress, HTTPRoute), in datreeio/CRDs-catalog of
 * 2026-08-20 (Istio, GKE), in envoyproxy/gateway at d32f2829, nginx/nginx-gateway-fabric at e55bfe339, and MicrosoftDocs/azure-docs (RoutePolicy).
 */
const fields: Record<string, string> = {
  'v1 Service': `spec.selector.* spec.type spec.externalTrafficPolicy spec.sessionAffinity spec.sessionAffinityConfig.clientIP.timeoutSeconds
    spec.ports[].name spec.ports[].port spec.ports[].targetPort spec.ports[].protocol`,
  'apps/v1 Deployment': `spec.replicas spec.strategy.type spec.selector.* spec.template.metadata.labels.app spec.template.spec.containers[].name
    spec.template.spec.containers[].image spec.template.spec.containers[].args[] spec.template.spec.containers[].ports[].name spec.template.spec.containers[].ports[].containerPort
    spec.template.spec.containers[].env[].name spec.template.spec.containers[].env[].value
    spec.template.spec.containers[].env[].valueFrom.secretKeyRef.name spec.template.spec.containers[].env[].valueFrom.secretKeyRef.key
    ${probe('readinessProbe')} ${probe('livenessProbe')} ${probe('startupProbe')}
    spec.template.spec.terminationGracePeriodSeconds ${['maxSkew', 'topologyKey', 'whenUnsatisfiable', 'labelSelector.matchLabels.app'].map((name) => `spec.template.spec.topologySpreadConstraints[].${name}`).join(' ')}
    ${['lifecycle.preStop.sleep.seconds', 'resources.requests.cpu', 'resources.requests.memory', 'resources.limits.memory', 'securityContext.allowPrivilegeEscalation'].map((name) => `spec.template.spec.containers[].${name}`).join(' ')}
    spec.template.spec.containers[].volumeMounts[].name spec.template.spec.containers[].volumeMounts[].mountPath
    spec.template.spec.containers[].volumeMounts[].subPath spec.template.spec.volumes[].name
    spec.template.spec.volumes[].persistentVolumeClaim.claimName`,
  'policy/v1 PodDisruptionBudget': 'spec.maxUnavailable spec.selector.*',
  'networking.k8s.io/v1 NetworkPolicy': `spec.podSelector.matchLabels.app spec.policyTypes[] spec.ingress[].from[].podSelector.matchLabels.app
    spec.ingress[].ports[].protocol spec.ingress[].ports[].port`,
  'v1 PersistentVolumeClaim': 'spec.accessModes[] spec.storageClassName spec.resources.requests.storage',
  'networking.k8s.io/v1 Ingress': `spec.ingressClassName spec.tls[].hosts[] spec.tls[].secretName spec.rules[].host spec.rules[].http.paths[].path
    spec.rules[].http.paths[].pathType spec.rules[].http.paths[].backend.service.name spec.rules[].http.paths[].backend.service.port.number`,
  'gateway.networking.k8s.io/v1 HTTPRoute': `spec.parentRefs[].name spec.hostnames[] spec.rules[].matches[].path.type spec.rules[].matches[].path.value
    spec.rules[].backendRefs[].name spec.rules[].backendRefs[].port spec.rules[].timeouts.request spec.rules[].timeouts.backendRequest
    spec.rules[].sessionPersistence.type spec.rules[].sessionPersistence.sessionName spec.rules[].sessionPersistence.absoluteTimeout
    spec.rules[].sessionPersistence.cookieConfig.lifetimeType`,
  'gateway.envoyproxy.io/v1alpha1 BackendTrafficPolicy': `spec.targetRefs[].group spec.targetRefs[].kind spec.targetRefs[].name
    spec.timeout.http.streamIdleTimeout spec.timeout.http.maxStreamDuration spec.timeout.http.requestTimeout spec.timeout.http.connectionIdleTimeout`,
  'gateway.nginx.org/v1alpha1 UpstreamSettingsPolicy': `spec.targetRefs[].group spec.targetRefs[].kind spec.targetRefs[].name
    spec.loadBalancingMethod spec.hashMethodKey spec.zoneSize spec.useClusterIP`,
  'gateway.nginx.org/v1alpha1 ProxySettingsPolicy': `spec.targetRefs[].group spec.targetRefs[].kind spec.targetRefs[].name
    spec.buffering.disable spec.timeout.connect spec.timeout.read spec.timeout.send`,
  'networking.istio.io/v1 DestinationRule': `spec.host spec.trafficPolicy.loadBalancer.simple spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.name
    spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.path spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.ttl
    spec.trafficPolicy.loadBalancer.consistentHash.useSourceIp`,
  'alb.networking.azure.io/v1 RoutePolicy': `spec.targetRef.group spec.targetRef.kind spec.targetRef.name spec.targetRef.namespace
    spec.default.timeouts.routeTimeout spec.default.sessionAffinity.affinityType spec.default.sessionAffinity.cookieName
    spec.default.sessionAffinity.cookieDuration`,
  'networking.gke.io/v1 GCPBackendPolicy': `spec.targetRef.group spec.targetRef.kind spec.targetRef.name spec.default.timeoutSec spec.default.connectionDraining.drainingTimeoutSec
    spec.default.sessionAffinity.type spec.default.sessionAffinity.cookieTtlSec`,
  'cloud.google.com/v1 BackendConfig':
    'spec.timeoutSec spec.connectionDraining.drainingTimeoutSec spec.sessionAffinity.affinityType spec.sessionAffinity.affinityCookieTtlSec',
};

/**
 * Annotations, as the documentation of each controller names them: read on 2026-11-23 at kubernetes-sigs/aws-load-balancer-controller 225f445,
 * kubernetes/ingress-nginx dbb11b92d and traefik/traefik fd5a576, on 2026-11-26 in MicrosoftDocs/azure-docs (Application Gateway Ingress Controller).
 */
const annotations = `
  alb.ingress.kubernetes.io/target-type alb.ingress.kubernetes.io/target-group-attributes alb.ingress.kubernetes.io/load-balancer-attributes
  kubernetes.io/ingress.class appgw.ingress.kubernetes.io/cookie-based-affinity appgw.ingress.kubernetes.io/request-timeout
  nginx.ingress.kubernetes.io/affinity nginx.ingress.kubernetes.io/affinity-mode nginx.ingress.kubernetes.io/session-cookie-name
  nginx.ingress.kubernetes.io/session-cookie-path nginx.ingress.kubernetes.io/session-cookie-samesite nginx.ingress.kubernetes.io/upstream-hash-by
  nginx.ingress.kubernetes.io/proxy-body-size nginx.ingress.kubernetes.io/proxy-read-timeout nginx.ingress.kubernetes.io/proxy-send-timeout
  traefik.ingress.kubernetes.io/service.sticky.cookie traefik.ingress.kubernetes.io/service.sticky.cookie.name
  traefik.ingress.kubernetes.io/service.sticky.cookie.secure traefik.ingress.kubernetes.io/service.sticky.cookie.httponly
  traefik.ingress.kubernetes.io/service.sticky.cookie.samesite`;

const metadata = ['metadata.name', ...words(annotations).map((name) => `metadata.annotations.${name}`)];

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** Paths of an object's leaves, as `spec.rules[].backendRefs[].port`. */
export function paths(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => paths(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, item]) => paths(item, path ? `${path}\0${key}` : key));
}

/** The fields of an object that its kind does not have. */
export function unknownFields(object: { apiVersion: string; kind: string }): string[] {
  const known = fields[`${object.apiVersion} ${object.kind}`];
  if (!known) return [`${object.apiVersion} ${object.kind} (the kind)`];
  const allowed = new Set(['apiVersion', 'kind', ...metadata, ...words(known)]);
  return paths(object)
    .map((path) => path.replace(/^(spec\0selector)\0.*/, '$1\0*').replaceAll('\0', '.'))
    .filter((path) => !allowed.has(path));
}
