import type { Fact } from '../../knowledge/types.js';
import { isPlaceholderHost, isThisMachine } from '../settings/connection-string.js';
import { isPlaceholder, type Settings } from '../settings/effective-settings.js';
import type { Setting } from '../settings/read-settings.js';
import { detected } from './detected.js';

/**
 * What runs already, by the addresses in the settings: positive evidence only, so what is missing here may still exist.
 * Development settings do not count, and neither does localhost: no second server reaches it.
 */
export function detectInfrastructure(production: Settings): Fact[] {
  const found: [string, Setting][] = [];
  for (const setting of production.values()) {
    const value = typeof setting.value === 'string' ? setting.value.trim() : '';
    const service = isPlaceholder(value) ? undefined : (signalRService(setting.key, value) ?? redisService(setting.key, value));
    if (service) found.push([service, setting]);
  }
  return detected(
    'infrastructure',
    [...new Set(found.map(([service]) => service))],
    found.map(([, setting]) => setting),
  );
}

function signalRService(key: string, value: string): string | undefined {
  const host = /\bEndpoint=https?:\/\/([^;/\s]+)/i.exec(value)?.[1];
  if (host === undefined || isPlaceholderHost(host)) return undefined;
  // Under the service's own key the host may be a custom domain.
  const isService =
    /\.(?:service\.signalr\.net|signalr\.azure\.(?:us|cn))$/i.test(host) ||
    /^(?:connectionstrings:)?azure:signalr:connectionstring(?::|$)/i.test(key);
  return isService ? 'azure-signalr' : undefined;
}

const redisHosts: [RegExp, string][] = [
  [
    /\.(?:redis\.cache\.(?:windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)|redisenterprise\.cache\.azure\.net)$/,
    'azure-cache-for-redis',
  ],
  [/\.redis\.azure\.net$/, 'azure-managed-redis'],
  [/\.cache\.amazonaws\.com(?:\.cn)?$/, 'elasticache'],
];

function redisService(key: string, value: string): string | undefined {
  const address = addressOf(value);
  if (!address || isThisMachine(address.host) || isPlaceholderHost(address.host)) return undefined;
  const { host, port, scheme } = address;
  const known = redisHosts.find(([pattern]) => pattern.test(host))?.[1];
  // ElastiCache also serves Memcached, on its own port.
  if (known) return port === '11211' ? undefined : known;
  const compatible = ['valkey', 'garnet'].find((name) => keyNames(key, name) || (port !== undefined && host.split(/[.-]/)[0] === name));
  if (compatible) return compatible;
  return keyNames(key, 'redis') || port === '6379' || scheme?.startsWith('redis') ? 'redis' : undefined;
}

/** Whether a key holds the address of a service: `ConnectionStrings:RedisCache`, `Redis:Configuration`, `Redis:EndPoints:0`; not `Redis:InstanceName`. */
function keyNames(key: string, service: string): boolean {
  const parts = key.toLowerCase().replace(/:\d+$/, '').split(':');
  const last = parts.at(-1) ?? '';
  if (last.endsWith(service) || (parts[0] === 'connectionstrings' && last.includes(service))) return true;
  return (
    parts.some((part) => part.includes(service)) &&
    /connection(?:string)?$|^(?:configuration|hosts?|endpoints?|servers?|url|address)$/.test(last)
  );
}

/** The first address of a Redis connection string, `host:port,option=value`, or of a URL. */
function addressOf(value: string): { host: string; port?: string; scheme?: string } | undefined {
  const match = /^(?:([a-z][a-z0-9+.-]*):\/\/(?:[^@/\s]*@)?)?([^\s:,;/=@]+)(?::(\d+))?(?:\/\d*)?(?:\s*,.*)?$/i.exec(value);
  if (!match?.[2] || /^(?:true|false|yes|no|on|off|enabled|disabled|\d+)$/i.test(match[2])) return undefined;
  const scheme = match[1]?.toLowerCase();
  if (scheme !== undefined && !/^(?:rediss?|valkeys?)$/.test(scheme)) return undefined;
  return { host: match[2].toLowerCase(), port: match[3], scheme };
}
