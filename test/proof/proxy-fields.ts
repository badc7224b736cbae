import { paths } from './kubernetes-fields.js';

const listener = 'static_resources.listeners[]';
const connectionManager = `${listener}.filter_chains[].filters[].typed_config`;
const host = `${connectionManager}.route_config.virtual_hosts[]`;
const session = `${connectionManager}.http_filters[].typed_config.session_state`;
const cluster = 'static_resources.clusters[]';

/**
 * The fields that the files of proxies may use whose program is not here. Envoy drops nothing: it does not start with an unknown field; Traefik drops the
 * whole file. Those of Envoy were compared on 2026-11-26 with its API definitions (envoy-api, as @grpc/grpc-js-xds 1.14.1 brings it), types and values
 * included; those of Traefik read on 2026-11-23 in traefik/traefik at fd5a576.
 */
const fields: Record<string, string> = {
  'envoy.yaml': `${listener}.name ${listener}.address.socket_address.address ${listener}.address.socket_address.port_value
    ${listener}.filter_chains[].filters[].name ${connectionManager}.@type ${connectionManager}.stat_prefix ${connectionManager}.use_remote_address
    ${connectionManager}.upgrade_configs[].upgrade_type ${connectionManager}.stream_idle_timeout ${connectionManager}.route_config.name
    ${host}.name ${host}.domains[] ${host}.routes[].match.prefix ${host}.routes[].route.cluster ${host}.routes[].route.timeout
    ${connectionManager}.http_filters[].name ${connectionManager}.http_filters[].typed_config.@type ${session}.name ${session}.typed_config.@type
    ${session}.typed_config.cookie.name ${session}.typed_config.cookie.path ${session}.typed_config.cookie.ttl
    ${cluster}.name ${cluster}.type ${cluster}.connect_timeout ${cluster}.lb_policy
    ${['timeout', 'interval', 'unhealthy_threshold', 'healthy_threshold', 'tcp_health_check'].map((name) => `${cluster}.health_checks[].${name}`).join(' ')}
    ${cluster}.load_assignment.cluster_name
    ${cluster}.load_assignment.endpoints[].lb_endpoints[].endpoint.address.socket_address.address
    ${cluster}.load_assignment.endpoints[].lb_endpoints[].endpoint.address.socket_address.port_value`,
  'traefik.yaml': `http.routers.signalr-site.rule http.routers.signalr-site.service http.services.signalr-site.loadBalancer.servers[].url
    ${['name', 'path', 'secure', 'httpOnly', 'sameSite'].map((name) => `http.services.signalr-site.loadBalancer.sticky.cookie.${name}`).join(' ')}`,
};

/** The fields of a proxy's file that the proxy does not have. */
export function unknownToProxy(name: string, content: unknown): string[] {
  const known = new Set(fields[name]?.split(/\s+/));
  return paths(content)
    .map((path) => path.replaceAll('\0', '.'))
    .filter((path) => !known.has(path));
}
