/**
 * The arguments that a resource may use, as the documentation of its provider names them: validating needs the providers, which tests do not have.
 * Read on 2026-11-23 in hashicorp/terraform-provider-azurerm (website/docs/r, managed_redis at 003ae81d; signalr_service with service_mode and
 * local_auth_enabled, as the Pulumi provider that is made of it has them) and hashicorp/terraform-provider-aws at 00a35305. Those of load balancers: on
 * 2026-11-26 in the bindings @cdktf/provider-aws 21.22.1, -azurerm 14.23.1, -google 16.12.1 and -cloudflare 13.9.1, and in Azure/terraform-provider-azapi
 * at 03289016; what stands in the body of azapi is a resource of Azure, as the Bicep files beside it have it.
 */
const documented: Record<string, string> = {
  azurerm_signalr_service: 'name resource_group_name location service_mode local_auth_enabled sku sku.name sku.capacity',
  azurerm_managed_redis: `name resource_group_name location sku_name high_availability_enabled default_database default_database.client_protocol
    default_database.clustering_policy default_database.eviction_policy default_database.access_keys_authentication_enabled`,
  aws_elasticache_subnet_group: 'name subnet_ids',
  aws_elasticache_replication_group: `replication_group_id description engine engine_version node_type port num_cache_clusters automatic_failover_enabled
    multi_az_enabled subnet_group_name security_group_ids transit_encryption_enabled auth_token`,
  aws_lb: 'name load_balancer_type subnets idle_timeout',
  aws_lb_target_group: 'name port protocol vpc_id target_type stickiness stickiness.enabled stickiness.type stickiness.cookie_duration',
  aws_lb_listener: `load_balancer_arn port protocol tcp_idle_timeout_seconds default_action default_action.type
    default_action.target_group_arn`,
  azurerm_linux_web_app: `name resource_group_name location service_plan_id client_affinity_enabled site_config
    site_config.websockets_enabled`,
  google_compute_backend_service: `name load_balancing_scheme protocol health_checks session_affinity affinity_cookie_ttl_sec timeout_sec
    connection_draining_timeout_sec     backend backend.group`,
  cloudflare_load_balancer: 'zone_id name default_pools fallback_pool proxied session_affinity session_affinity_ttl',
  azapi_update_resource: 'count type resource_id body body.properties properties.clientAffinityProxyEnabled',
  azapi_resource_action: `type resource_id method body body.properties properties.configuration configuration.ingress ingress.transport
    ingress.stickySessions stickySessions.affinity`,
};

/** The arguments and blocks of a text's resources that their documentation does not name, as `type.argument`. */
export function unknownArguments(text: string): string[] {
  return [...text.matchAll(/^resource "(\w+)" "\w+" \{\n([\s\S]*?)^\}/gm)].flatMap(([, type = '', body = '']) => {
    const known = documented[type]?.split(/\s+/) ?? [];
    let block = '';
    return body.split('\n').flatMap((line) => {
      const name = /^ +(\w+)(?: +=| \{)/.exec(line)?.[1];
      if (/^ {2}\}/.test(line)) block = '';
      if (name === undefined) return [];
      const path = `${block}${name}`;
      if (line.endsWith('{')) block = `${name}.`;
      return known.includes(path) ? [] : [`${type}.${path}`];
    });
  });
}
