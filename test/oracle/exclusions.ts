/** The sentences that exclude a backplane, each true or false of a site of which everything is known. */
import { backofficeIsBalanced, before, farmWithoutAffinity } from './affinity.js';
import type { Sentence } from './certainty.js';
import { databaseIsSqlServer, postgresqlRuns, redisRuns } from './infrastructure.js';
import type { Site } from './site.js';

export const backplanes = [
  'redis',
  'azure-signalr',
  'sql-server',
  'ncache',
  'orleans',
  'masstransit',
  'rebus',
  'postgresql',
  'nats',
] as const;
export type Backplane = (typeof backplanes)[number];

const wantsNothingNew = (site: Site) => site.lists('needs', 'no-new-infrastructure');

/** umbraco.md 1: 13 to 16 have one back-office server; backplanes.md 1 rule 6. */
const umbracoBefore17: Sentence = (site) => backofficeIsBalanced(site) && before(site.umbracoVersion(), [17, 0, 0]);

/** umbraco.md 1 and 6, Umbraco Cloud: load balancing from CMS 17.4.2. */
const umbracoCloudBefore17_4_2: Sentence = (site) =>
  backofficeIsBalanced(site) && site.is('platform', 'umbraco-cloud') && before(site.umbracoVersion(), [17, 4, 2]);

const clientsSkip = (site: Site) =>
  site.is('clients-skip-negotiation', 'yes') && (site.is('host', 'aspnetcore') || site.is('own-hubs', 'yes'));

/** A .NET that Microsoft no longer supports is not assumed: only where it is stated. */
const stillTargets = (site: Site, ...frameworks: string[]) => site.states('target-framework') && site.is('target-framework', ...frameworks);

/** backplanes.md 1 rule 10: production only with Redis in the app's data centre. A new one would be put there. Not stated counts as production. */
const isTest = (site: Site) => site.states('environment') && site.is('environment', 'test');
const redisElsewhere: Sentence = (site) => site.is('redis-region', 'other') && !isTest(site) && redisRuns(site);
const redisWouldBeNew: Sentence = (site) => wantsNothingNew(site) && !redisRuns(site);

/** names.md, `azure-services-allowed`: policy, whatever the cloud. */
const azureNotAllowed: Sentence = (site) => site.is('azure-services-allowed', 'no');
/** backplanes.md 1 rule 4; names.md: `yes` is a constraint of the clients of the site's own hubs. */
const clientsSkipNegotiation: Sentence = clientsSkip;
const azureWouldBeNew: Sentence = (site) => wantsNothingNew(site) && !site.lists('infrastructure', 'azure-signalr');

/** backplanes.md 1 rule 14. */
const notSqlServer: Sentence = (site) => !databaseIsSqlServer(site);
/** backplanes.md 1 rule 16. */
const clientResults: Sentence = (site) => site.lists('needs', 'client-results');
/** backplanes.md 5.4: about 1 000 messages a second and table. */
const tooManyMessages: Sentence = (site) => site.amount('peak-messages-per-second') > 1000;
/**
 * backplanes.md 5.2: how late a polled message can be. The steps before 1,000 ms add up to 0.73 s, those before 3,000 ms to 5.7 s: a stream without
 * pauses stays in the steps up to 200 ms when it sends at least twice a second, and in those up to 1,500 ms otherwise.
 */
function pollingDelay(site: Site): number {
  if (!site.is('traffic-pattern', 'sustained')) return 3000;
  return site.amount('messages-per-second') >= 2 ? 200 : 1500;
}

/** backplanes.md 5.2 and 5.3: without a broker that can be had, the backplane polls. */
const pollingIsTooSlow: Sentence = (site) =>
  (site.is('database', 'azure-sql-database') ||
    (site.is('database', 'azure-sql-managed-instance') && site.is('service-broker', 'disabled'))) &&
  site.amount('tolerated-delay-ms') < pollingDelay(site);

/** backplanes.md 4: third parties only where they run already. */
const doesNotRun =
  (product: string): Sentence =>
  (site) =>
    !site.lists('infrastructure', product);
const postgresqlDoesNotRun: Sentence = (site) => !postgresqlRuns(site);
/** backplanes.md 4: every hub type must be named, those of Umbraco's core included. */
const registeredPerHub: Sentence = (site) => backofficeIsBalanced(site);
/** backplanes.md 4.1: SignalR.Orleans targets net10.0. */
const frameworkBeforeNet10: Sentence = (site) => !site.is('target-framework', 'net10.0');
/** backplanes.md 4.1 and 5.1: the packages for SQL Server (from 1.3.0 on), PostgreSQL and MassTransit start at net8.0. */
const frameworkBeforeNet8: Sentence = (site) => stillTargets(site, 'net6.0', 'net7.0');

/** A wish that none can meet by its nature excludes nothing (design.md): it is said, as a prerequisite. */
const ofAll = { umbracoBefore17, umbracoCloudBefore17_4_2 };
const ofSelfHosted = { ...ofAll, farmWithoutAffinity };

/** The sentences about cost are in cost.ts: they are bounds, not conditions. */
export const exclusions: Record<Backplane, Record<string, Sentence>> = {
  redis: { ...ofSelfHosted, redisElsewhere, redisWouldBeNew },
  'azure-signalr': { ...ofAll, azureNotAllowed, clientsSkipNegotiation, azureWouldBeNew },
  'sql-server': { ...ofSelfHosted, notSqlServer, clientResults, tooManyMessages, pollingIsTooSlow, frameworkBeforeNet8 },
  ncache: { ...ofSelfHosted, doesNotRun: doesNotRun('ncache') },
  orleans: { ...ofSelfHosted, doesNotRun: doesNotRun('orleans'), frameworkBeforeNet10 },
  masstransit: { ...ofSelfHosted, doesNotRun: doesNotRun('masstransit'), registeredPerHub, clientResults, frameworkBeforeNet8 },
  rebus: { ...ofSelfHosted, doesNotRun: doesNotRun('rebus'), registeredPerHub, clientResults },
  postgresql: { ...ofSelfHosted, postgresqlDoesNotRun, frameworkBeforeNet8 },
  nats: { ...ofSelfHosted, doesNotRun: doesNotRun('nats') },
};
