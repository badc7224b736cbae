/**
 * By file: what a configuration says where affinity is needed and nowhere else; how it switches affinity off, if that needs saying; what it says
 * always, so that WebSockets and long polling live; and which program checked it, or that none did.
 */
export const promises: Record<string, { affinity: RegExp[]; off?: RegExp; always: RegExp; checkedBy: string }> = {
  Caddyfile: { affinity: [/lb_policy cookie/], always: /stream_close_delay 5m/, checkedBy: 'caddy validate, and at work' },
  'alb-ingress.yaml': {
    affinity: [/stickiness.enabled=true,stickiness.type=lb_cookie/],
    off: /stickiness.enabled=false/,
    always: /idle_timeout.timeout_seconds=120/,
    checkedBy: 'schema of Ingress; annotations by their documented names',
  },
  'alb.tf': {
    affinity: [/enabled\s+= true/],
    off: /enabled = false/,
    always: /idle_timeout = 120/,
    checkedBy: 'terraform fmt; arguments by their documented names',
  },
  'app-service.bicep': {
    affinity: [/clientAffinityEnabled: true/, /clientAffinityProxyEnabled: true/],
    off: /clientAffinityEnabled: false/,
    always: /webSocketsEnabled: true/,
    checkedBy: 'bicep build',
  },
  'app-service.tf': {
    affinity: [/client_affinity_enabled = true/, /clientAffinityProxyEnabled = true/],
    off: /client_affinity_enabled = false/,
    always: /websockets_enabled = true/,
    checkedBy: 'terraform fmt; arguments by their documented names',
  },
  'application-gateway-for-containers.yaml': {
    affinity: [/affinityType: managed-cookie/],
    always: /request: 0s/,
    checkedBy: 'schema of HTTPRoute; RoutePolicy by field names',
  },
  'application-gateway-ingress.yaml': {
    affinity: [/cookie-based-affinity: "true"/],
    off: /cookie-based-affinity: "false"/,
    always: /request-timeout: "3600"/,
    checkedBy: 'schema of Ingress; annotations by their documented names',
  },
  'application-gateway.bicep': {
    affinity: [/cookieBasedAffinity: 'Enabled'/],
    off: /cookieBasedAffinity: 'Disabled'/,
    always: /requestTimeout: 3600/,
    checkedBy: 'bicep build',
  },
  'cloudflare.tf': {
    affinity: [/session_affinity\s+= "cookie"/],
    off: /session_affinity = "none"/,
    always: /proxied\s+= true/,
    checkedBy: 'terraform fmt; arguments by their documented names',
  },
  'container-apps.bicep': {
    affinity: [/affinity: 'sticky'/],
    off: /affinity: 'none'/,
    always: /transport: 'auto'/,
    checkedBy: 'bicep build',
  },
  'container-apps.tf': {
    affinity: [/affinity = "sticky"/],
    off: /affinity = "none"/,
    always: /transport = "auto"/,
    checkedBy: 'terraform fmt; arguments by their documented names',
  },
  'envoy-gateway.yaml': {
    affinity: [/sessionPersistence:/],
    always: /maxStreamDuration: 0s/,
    checkedBy: 'schema of HTTPRoute; BackendTrafficPolicy by field names',
  },
  'envoy.yaml': {
    affinity: [/CookieBasedSessionState/],
    always: /upgrade_type: websocket.*timeout: 0s/s,
    checkedBy: 'field names of the API; no Envoy here',
  },
  'fly.toml': { affinity: [/replay_cache\]\]/], always: /idle_timeout = 600/, checkedBy: 'TOML only; no tool for the names' },
  'front-door.bicep': {
    affinity: [/sessionAffinityState: 'Enabled'/],
    off: /sessionAffinityState: 'Disabled'/,
    always: /cacheConfiguration: null/,
    checkedBy: 'bicep build',
  },
  'gateway-api.yaml': { affinity: [/sessionPersistence:/], always: /request: 0s/, checkedBy: 'schema of HTTPRoute' },
  'gcp-backend-service.tf': {
    affinity: [/"GENERATED_COOKIE"/],
    off: /session_affinity = "NONE"/,
    always: /timeout_sec = 86400.*connection_draining_timeout_sec = 300/s,
    checkedBy: 'terraform fmt; arguments by their documented names',
  },
  'gke-backend.yaml': {
    affinity: [/type: GENERATED_COOKIE/, /affinityType: GENERATED_COOKIE/],
    off: / type: NONE.* affinityType: NONE/s,
    always: /timeoutSec: 86400.*timeoutSec: 86400/s,
    checkedBy: 'field names of the custom resources',
  },
  'haproxy.cfg': { affinity: [/cookie SRV insert indirect nocache/], always: /timeout tunnel 1h/, checkedBy: 'haproxy -c, and at work' },
  'iis-arr.cmd': {
    affinity: [/affinity.useCookie:"True"/],
    off: /affinity.useCookie:"False"/,
    always: /Web-WebSockets/,
    checkedBy: 'nothing: no IIS here',
  },
  'ingress-nginx.yaml': {
    affinity: [/affinity: cookie\n.*affinity-mode: persistent/],
    always: /proxy-read-timeout: "3600"/,
    checkedBy: 'schema of Ingress; annotations by their documented names',
  },
  'istio.yaml': {
    affinity: [/httpCookie:/],
    off: /simple: LEAST_REQUEST/,
    always: /kind: DestinationRule/,
    checkedBy: 'field names of the custom resource',
  },
  'load-balancer.bicep': {
    affinity: [/'SourceIP'/],
    off: /loadDistribution: 'Default'/,
    always: /idleTimeoutInMinutes: 30/,
    checkedBy: 'bicep build',
  },
  'nginx-gateway-fabric.yaml': {
    affinity: [/loadBalancingMethod: ip_hash/],
    always: /disable: true.*read: 100s/s,
    checkedBy: 'field names of the custom resources',
  },
  'nginx-plus.conf': {
    affinity: [/^ +sticky cookie srv_id/m],
    always: /Upgrade \$http_upgrade.*proxy_buffering off.*proxy_read_timeout 100s/s,
    checkedBy: 'nginx -t; without "sticky" where nginx is older than 1.29.6',
  },
  'nginx.conf': {
    affinity: [/^ +ip_hash;/m],
    always: /Upgrade \$http_upgrade.*proxy_buffering off.*proxy_read_timeout 100s/s,
    checkedBy: 'nginx -t, and at work; "sticky" only where nginx is 1.29.6 or newer',
  },
  'nlb.tf': {
    affinity: [/enabled = true/],
    off: /enabled = false/,
    always: /tcp_idle_timeout_seconds = 600/,
    checkedBy: 'terraform fmt; arguments by their documented names',
  },
  'service.yaml': {
    affinity: [/sessionAffinity: ClientIP/],
    off: /sessionAffinity: None/,
    always: /kind: Service/,
    checkedBy: 'schema of Service',
  },
  'traefik-service.yaml': {
    affinity: [/service.sticky.cookie: "true"/],
    always: /kind: Service/,
    checkedBy: 'schema of Service; annotations by their documented names',
  },
  'traefik.yaml': { affinity: [/sticky:\n +cookie:/], always: /servers:/, checkedBy: 'field names; no Traefik here' },
  'yarp.appsettings.json': {
    affinity: [/"Enabled": true,\n +"Policy": "HashCookie"/],
    off: /"Enabled": false/,
    always: /"ActivityTimeout": "00:01:40"/,
    checkedBy: 'YARP 2.3.0, at work',
  },
};
