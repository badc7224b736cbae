/**
 * What would have to be bought, in USD a month (backplanes.md 6.1, 6.2 and 8). The product counts units of Azure SignalR more finely than this,
 * so a price is asked of three models: as the facts state it, a quarter cheaper, and a quarter dearer with everything that may add units.
 * Where those disagree, the budget is too near to judge by.
 */
import { before } from './affinity.js';
import type { Certainty, Sentence } from './certainty.js';
import { certainty } from './certainty.js';
import { redisRuns } from './infrastructure.js';
import type { Answers, Site } from './site.js';

export type Model = 'cheap' | 'stated' | 'dear';
interface Range {
  low: number;
  high: number;
}

const factor: Record<Model, number> = { cheap: 0.75, stated: 1, dear: 1.25 };
const daysPerMonth = 365 / 12;
const secondsPerHour = 3600;

const times = (a: number, b: number) => (a === 0 || b === 0 ? 0 : a * b);
const each = (a: Range, b: Range, f: (a: number, b: number) => number): Range => ({ low: f(a.low, b.low), high: f(a.high, b.high) });
const exactly = (value: number): Range => ({ low: value, high: value });

function range(facts: Answers, id: string, otherwise: Range): Range {
  return facts[id] === undefined ? otherwise : exactly(Number(facts[id]));
}

const anyNumber: Range = { low: 0, high: Number.POSITIVE_INFINITY };
const oneOrMore: Range = { low: 1, high: Number.POSITIVE_INFINITY };

/** backplanes.md 6.2: broadcast reaches all, single one; +1 where a client sends, which nobody is asked. */
function billedRecipients(facts: Answers, model: Model): Range {
  const connections = range(facts, 'concurrent-connections', model === 'dear' ? oneOrMore : anyNumber);
  const sent = exactly(model === 'dear' ? 1 : 0);
  const some: Range = { low: model === 'dear' ? 1 : 0, high: connections.high };
  if (facts.audience === 'single') return each(exactly(1), sent, (a, b) => a + b);
  if (facts.audience === 'broadcast') return each(connections, sent, (a, b) => a + b);
  if (facts.audience === 'groups') return each(range(facts, 'recipients-per-message', some), sent, (a, b) => a + b);
  return each(some, sent, (a, b) => a + b);
}

/** Blocks of 2 KB in one message. */
function blocks(facts: Answers): Range {
  const bytes = range(facts, 'message-bytes', oneOrMore);
  return { low: Math.ceil(bytes.low / 2048), high: Math.ceil(bytes.high / 2048) };
}

function billedPerDay(facts: Answers, model: Model): Range {
  const perDay = each(
    range(facts, 'messages-per-second', anyNumber),
    exactly(secondsPerHour * Number(facts['active-hours-per-day'])),
    times,
  );
  return each(each(perDay, blocks(facts), times), billedRecipients(facts, model), times);
}

/** Hub types: three of the core from 15.2 (umbraco.md 2). The dear model counts them wherever they may be, and hubs of the site that nobody counted. */
function hubs(facts: Answers, model: Model): Range {
  if (facts['hub-count'] !== undefined) return exactly(Number(facts['hub-count']));
  if (facts.host !== 'umbraco') return model === 'dear' ? { low: 1, high: Number.POSITIVE_INFINITY } : exactly(1);
  // Every server maps the hubs of the core, a front end too (umbraco.md 2: at runtime level Run); one of the site's own comes on top.
  const three = certainty(facts, (site) => !before(site.umbracoVersion(), [15, 2, 0])) === 'certain';
  const least = (three ? 3 : 1) + (facts['own-hubs'] === 'yes' ? 1 : 0);
  return model === 'dear' ? { low: least, high: facts['own-hubs'] === 'no' ? 3 : Number.POSITIVE_INFINITY } : exactly(least);
}

/** backplanes.md 6.2: 5 per hub and app server; the dear model counts every process as a server of its own. */
function serverConnections(facts: Answers, model: Model): Range {
  const servers = each(range(facts, 'servers', oneOrMore), range(facts, 'max-servers', oneOrMore), Math.max);
  const processes = exactly(model === 'dear' ? Number(facts['processes-per-server']) : 1);
  return each(each(hubs(facts, model), each(servers, processes, times), times), exactly(5), times);
}

/** backplanes.md 6.1: 1-10, then tens to 100, then hundreds. */
function soldUnits(units: number): number {
  const step = units <= 10 ? 1 : units <= 100 ? 10 : 100;
  return Math.max(1, Math.ceil(units / step) * step);
}

/** 1 000 connections a unit, servers' included (backplanes.md 6.2). The dear model adds the least favourable rows of backplanes.md 6.4. */
function units(facts: Answers, model: Model): Range {
  const connections = range(facts, 'concurrent-connections', anyNumber);
  const all = model === 'cheap' ? connections : each(connections, serverConnections(facts, model), (a, b) => a + b);
  if (model !== 'dear') return { low: Math.max(1, Math.ceil(all.low / 1000)), high: Math.max(1, Math.ceil(all.high / 1000)) };
  const inbound = each(range(facts, 'peak-messages-per-second', anyNumber), blocks(facts), times);
  const outbound = each(inbound, billedRecipients(facts, model), times);
  const needed = each(
    each(all, exactly(1000), (a, b) => a / b),
    each(
      each(inbound, exactly(200), (a, b) => a / b),
      each(outbound, exactly(1000), (a, b) => a / b),
      Math.max,
    ),
    Math.max,
  );
  return { low: soldUnits(needed.low), high: soldUnits(needed.high) };
}

/** Standard: 48.97 a unit; above the included million a day, 1.00 a million. The dear model takes Premium where availability matters. */
function standardPrice(facts: Answers, model: Model): Range {
  const wantsMore = (facts.needs as string[]).includes('high-availability');
  const perUnit = model === 'dear' && wantsMore ? 60.83 : 48.97;
  return each(units(facts, model), billedPerDay(facts, model), (unit, billed) => {
    const extra = Math.max(0, billed - unit * 1e6);
    return unit * perUnit + (Number.isNaN(extra) ? 0 : (extra / 1e6) * daysPerMonth);
  });
}

/** backplanes.md 1 rule 19: without an SLA, so not for production; where the environment is not stated it may be a test. */
function azurePrice(facts: Answers, model: Model): Range {
  const price = standardPrice(facts, model);
  if (facts.environment === 'production' || (facts.needs as string[]).includes('high-availability')) return price;
  const connections = each(range(facts, 'concurrent-connections', anyNumber), serverConnections(facts, model), (a, b) => a + b);
  const busiestMinute = each(
    each(range(facts, 'peak-messages-per-second', anyNumber), exactly(60), times),
    billedRecipients(facts, model),
    times,
  );
  const billed = model === 'dear' ? each(billedPerDay(facts, model), busiestMinute, Math.max) : billedPerDay(facts, model);
  return {
    low: connections.low <= 20 && billed.low <= 20_000 ? 0 : price.low,
    high: facts.environment === 'test' && connections.high <= 20 && billed.high <= 20_000 ? 0 : price.high,
  };
}

/** Azure SignalR costs more than the budget. What runs already costs 0; that it might run although nobody said so is not counted. */
export function azureIsTooDear(facts: Answers, model: Model): Certainty {
  const infrastructure = facts.infrastructure;
  if (Array.isArray(infrastructure) && infrastructure.includes('azure-signalr')) return 'impossible';
  const price = azurePrice(facts, model);
  const budget = range(facts, 'monthly-budget-usd', anyNumber);
  if (price.low * factor[model] > budget.high) return 'certain';
  return times(price.high, factor[model]) <= budget.low ? 'impossible' : 'possible';
}

/** backplanes.md 6.1 and 6.4: 1 000 units are the most that can be had; they carry a million connections and 2 000 000 outbound messages a second. */
export function azureIsTooSmall(facts: Answers, model: Model): Certainty {
  const outbound = times(range(facts, 'peak-messages-per-second', anyNumber).low, billedRecipients(facts, model).low);
  // The table is of one message size and one machine type: only a load far beyond it is beyond it in every count.
  const limit = { cheap: 8e6, stated: 2e6, dear: 0.25e6 }[model];
  return outbound > limit || range(facts, 'concurrent-connections', anyNumber).low > 1e6 ? 'certain' : 'impossible';
}

/** Where a Redis process can be run beside the application, at no licence cost (backplanes.md 8, "own Redis"). */
const hostsItself = ['linux-vm', 'docker', 'kubernetes', 'aks', 'aws-ec2', 'aws-ecs', 'aws-eks', 'gcp-gke', 'azure-vm', 'iis', 'other'];
const azureManagedRedis = 11.68;
const elastiCacheValkey = 9.34;

/** Its price is in no source; it is not nothing, so a budget of 0 does not buy it, and nobody knows of any other. */
const memorystore = 0.001;

/** The cheapest new Redis, in USD a month: backplanes.md 8. */
function newRedis(site: Site): number {
  if (site.states('platform') && site.is('platform', 'azure-app-service', 'azure-container-apps')) return azureManagedRedis;
  const prices: Record<string, number> = { azure: azureManagedRedis, aws: elastiCacheValkey, gcp: memorystore };
  const price = Object.entries(prices).find(([cloud]) => site.is('cloud', cloud))?.[1] ?? 0;
  return price > 0 && site.is('platform', ...hostsItself) ? 0 : price;
}

export function redisIsTooDear(facts: Answers, model: Model): Certainty {
  const sentence: Sentence = (site) => {
    // A pair of nodes costs twice as much; whether the cheapest price is still the yardstick then is the product's choice.
    const nodes = model === 'dear' && site.lists('needs', 'high-availability') ? 2 : 1;
    const price = newRedis(site) * factor[model] * nodes;
    return price > 0 && price > site.amount('monthly-budget-usd') && !redisRuns(site);
  };
  return certainty(facts, sentence);
}
