/** Farms, affinity and skipped negotiation: facts/backplanes.md 1 (rules 1 to 8) and 9, facts/umbraco.md 1. */
import type { Site, Version } from './site.js';

export function before(version: Version, limit: Version): boolean {
  for (const i of [0, 1, 2] as const) if (version[i] !== limit[i]) return version[i] < limit[i];
  return false;
}

/** More than one server process (backplanes.md, "farm"; 3.1: worker processes count, not hosts). */
export function farm(site: Site): boolean {
  if (['servers', 'max-servers', 'processes-per-server'].some((id) => site.states(id) && site.amount(id) > 1)) return true;
  // Umbraco of which several servers serve no part is one process: nothing more was stated.
  if (site.is('host', 'umbraco') && site.is('load-balanced-part', 'none')) return false;
  // names.md, `load-balanced-part`: which part several servers serve. That says that there are several, where nobody counted them.
  const counted = site.states('servers') || site.states('max-servers');
  if (!counted && site.is('host', 'umbraco') && site.is('load-balanced-part', 'backoffice', 'frontend-only')) return true;
  // A stated limit of one server is one server.
  if (site.states('max-servers')) return false;
  return site.amount('servers') > 1;
}

/** backplanes.md 9: what the table names for these is a cookie, or a header that a client would have to send of its own accord. */
const byCookieOnly = [
  'azure-app-service',
  'azure-application-gateway',
  'azure-application-gateway-for-containers',
  'azure-front-door',
  'azure-container-apps',
  'aws-alb',
  'gateway-api',
  'traefik',
  'iis-arr',
  'haproxy',
  'yarp',
  'envoy',
  'envoy-gateway',
];

/** The ingress of Container Apps: named as the load balancer, or the platform's own where none is named. What nobody named is not taken for it. */
function containerAppsIngress(site: Site): boolean {
  return (
    ['load-balancer', 'platform'].some((id) => site.states(id)) &&
    (site.states('load-balancer') ? site.is('load-balancer', 'azure-container-apps') : site.is('platform', 'azure-container-apps'))
  );
}

/** backplanes.md 9, "single-revision mode only". Blue-green revisions are several revisions, whatever the mode is today. */
function severalRevisions(site: Site): boolean {
  return site.lists('needs', 'blue-green-revisions') || site.is('container-apps-revision-mode', 'multiple');
}

/** Every other balancer either can hold affinity, or is marked `?` in the facts: then the user's own answer stands. */
function balancerHoldsAffinity(site: Site): boolean {
  const ingress = containerAppsIngress(site);
  if (ingress && severalRevisions(site)) return false;
  // backplanes.md 9, last paragraph: cookie affinity needs clients that keep cookies.
  const cookieNeeded = ingress || site.is('load-balancer', ...byCookieOnly);
  return !cookieNeeded || site.is('affinity-cookie-kept', 'yes');
}

/** In place, or to be had by switching it on (names.md, `sticky-sessions-possible`). Where it can be had, it does not matter whether it is there today. */
export function affinityToBeHad(site: Site): boolean {
  const answered = site.is('sticky-sessions-possible', 'yes') || site.is('sticky-sessions', 'yes');
  return answered && balancerHoldsAffinity(site);
}

/**
 * The backoffice, and with it the hubs of the core (umbraco.md 2), is served by several processes: stated so, or a farm of which
 * `none` is said to be balanced (one server with two worker processes). Only where front ends alone are several it is not.
 */
export function backofficeIsBalanced(site: Site): boolean {
  if (!site.is('host', 'umbraco')) return false;
  return site.is('load-balanced-part', 'backoffice') || (site.is('load-balanced-part', 'none') && farm(site));
}

/** backplanes.md 1 rule 1 exception 3, rules 7, 8, 17, 18; umbraco.md 1, option (c) with all four of its conditions. */
export function negotiationCanBeSkipped(site: Site): boolean {
  if (site.lists('needs', 'stateful-reconnect')) return false;
  // Circuits alone have no use for a backplane; beside hubs of the app they work over WebSockets until a reconnect (aspnetcore 31976).
  if (site.is('application', 'blazor-server') && (site.is('host', 'umbraco') || site.is('own-hubs', 'no'))) return false;
  if (!site.is('websockets', 'yes') || !site.is('clients-websockets', 'all')) return false;
  if (backofficeIsBalanced(site) && before(site.umbracoVersion(), [17, 5, 0])) return false;
  // Without hubs of its own an Umbraco site has no client that would have to be changed; another host has its own clients only.
  return (site.is('host', 'umbraco') && site.is('own-hubs', 'no')) || site.is('clients-skip-negotiation', 'yes', 'possible');
}

/** backplanes.md 1 rules 1 and 2: the farm in which nothing but Azure SignalR Service works. */
export function farmWithoutAffinity(site: Site): boolean {
  return farm(site) && !affinityToBeHad(site) && !negotiationCanBeSkipped(site);
}
