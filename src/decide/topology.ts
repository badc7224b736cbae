import type { Answer, Fact, RuleBase } from '../knowledge/types.js';
import type { Decision } from './decision.js';
import { Scope } from './scope.js';
import { subjectOf } from './select-parts.js';
import { answerInWords } from './words.js';

/** What a site is made of and how messages travel in it: what a picture of it shows. */
export interface Topology {
  title: string;
  nodes: TopologyNode[];
  links: TopologyLink[];
}

export type NodeKind = 'clients' | 'proxy' | 'load-balancer' | 'servers' | 'carrier' | 'database' | 'cache';

export interface TopologyNode {
  id: string;
  kind: NodeKind;
  /** The first is its name. */
  lines: string[];
  /** How many there are, where that is known and more than one. */
  count?: number;
  state?: 'new' | 'missing';
}

export interface TopologyLink {
  from: string;
  to: string;
  label: string;
  /** Whether messages travel in both directions. */
  both: boolean;
  state?: 'new' | 'missing' | 'risk';
}

/** The site as the answers describe it, with the backplane that its code registers today. */
export const topologyToday = (ruleBase: RuleBase, facts: readonly Fact[], asOf: string): Topology => {
  const seen = seenBy(ruleBase, facts, asOf);
  const registered = seen.answer('registered-backplane');
  const ids = Array.isArray(registered) ? registered : [];
  return draw(seen, 'Today', ids, false);
};

/** The site with what is recommended. */
export function topologyThen(ruleBase: RuleBase, facts: readonly Fact[], decision: Decision, asOf: string): Topology {
  const seen = seenBy(ruleBase, facts, asOf);
  const subject = subjectOf(ruleBase, decision);
  if (!subject) return draw(seen, 'With the recommendation', [], decision.outcome !== 'no-eligible');
  const skips = seen.about(subject).truth({ op: 'use', name: 'skips-negotiation' }) === true;
  const affinity = subject.backplane.traits['needs-affinity'] === 'yes' ? (skips ? 'websockets only' : 'needed') : 'not needed';
  const today = seen.answer('registered-backplane');
  return draw(seen, 'With the recommendation', [subject.backplane.id], true, {
    affinity,
    variant: subject.variant?.name,
    isNew: !(Array.isArray(today) && today.includes(subject.backplane.id)),
  });
}

const seenBy = (ruleBase: RuleBase, facts: readonly Fact[], asOf: string): Scope =>
  new Scope(ruleBase, new Map(facts.map(({ id, value }) => [id, value])), asOf);

interface Then {
  affinity: 'needed' | 'not needed' | 'websockets only';
  variant: string | undefined;
  isNew: boolean;
}

function draw(seen: Scope, title: string, carriers: readonly string[], settled: boolean, then?: Then): Topology {
  const { ruleBase } = seen;
  const balancer = seen.answer('load-balancer');
  const place = typeof balancer === 'string' ? ruleBase.loadBalancers[balancer] : undefined;
  const servers = seen.answer('servers');
  const count = typeof servers === 'number' ? servers : undefined;
  const farm = count === undefined || count > 1;
  const proxies = seen.answer('proxies-in-front');
  const chain: TopologyNode[] = [
    {
      id: 'clients',
      kind: 'clients',
      lines: ['Clients', ...words(seen, 'clients'), ...amount(seen, 'concurrent-connections', 'at the peak')],
    },
    ...(Array.isArray(proxies) ? proxies : []).map(
      (id): TopologyNode => ({
        id: `proxy-${id}`,
        kind: 'proxy',
        lines: [answerInWords(seen, 'proxies-in-front', [id]), 'proxy in front'],
      }),
    ),
    ...(farm || place
      ? [
          {
            id: 'load-balancer',
            kind: 'load-balancer' as const,
            lines: [
              place?.name ?? 'Load balancer',
              ...(place?.traits.layer === 7 ? ['TLS ends here'] : place?.traits.layer === 4 ? ['balances TCP'] : []),
            ],
          },
        ]
      : []),
    {
      id: 'servers',
      kind: 'servers',
      lines: [
        count === undefined ? 'Servers (how many is not known)' : count === 1 ? '1 server' : `${count} servers`,
        ...words(seen, 'host', 'umbraco-version'),
        ...words(seen, 'platform'),
        hubs(seen),
      ],
      ...(count !== undefined && count > 1 ? { count } : {}),
    },
  ];
  const websockets = seen.answer('websockets');
  const transport = websockets === 'yes' ? 'https, wss' : websockets === 'no' ? 'https, no WebSockets' : 'https';
  const links = chain.slice(1).map((node, index): TopologyLink => {
    const from = chain[index]?.id ?? '';
    const last = node.id === 'servers' && from === 'load-balancer';
    return { from, to: node.id, both: true, ...(last ? affinityOf(seen, then) : { label: index === 0 ? transport : '' }) };
  });
  const nodes = [...chain];
  for (const id of carriers) addCarrier(seen, id, then, nodes, links);
  if (carriers.length === 0 && farm && !settled && title === 'Today') {
    nodes.push({
      id: 'carrier',
      kind: 'carrier',
      state: 'missing',
      lines: ['No backplane', 'a message reaches only', 'clients of its own server'],
    });
    links.push({ from: 'servers', to: 'carrier', label: 'missing', both: true, state: 'missing' });
  }
  const database = seen.answer('database');
  if (typeof database === 'string' && database !== 'none') {
    nodes.push({ id: 'database', kind: 'database', lines: [answerInWords(seen, 'database', database), 'database'] });
    links.push({ from: 'servers', to: 'database', label: '', both: true });
  }
  if (seen.answer('distributed-cache') === 'yes') {
    nodes.push({ id: 'cache', kind: 'cache', lines: ['Distributed cache', 'shared by all servers'] });
    links.push({ from: 'servers', to: 'cache', label: '', both: true });
  }
  return { title, nodes, links };
}

function addCarrier(seen: Scope, id: string, then: Then | undefined, nodes: TopologyNode[], links: TopologyLink[]): void {
  const backplane = seen.ruleBase.backplanes.find((one) => one.id === id);
  if (!backplane) return;
  const state = then?.isNew ? ({ state: 'new' } as const) : {};
  const variant = then?.variant && then.variant !== backplane.name ? [then.variant] : [];
  nodes.push({ id: `carrier-${id}`, kind: 'carrier', lines: [backplane.name, ...variant], ...state });
  links.push({ from: 'servers', to: `carrier-${id}`, label: 'messages of all hubs', both: true, ...state });
  // Clients are redirected to it, and then hold their connections there.
  if (backplane.traits['needs-negotiation'] === 'yes')
    links.push({ from: 'clients', to: `carrier-${id}`, label: 'connections (https, wss)', both: true, ...state });
}

function affinityOf(seen: Scope, then: Then | undefined): Pick<TopologyLink, 'label' | 'state'> {
  const sticky = seen.answer('sticky-sessions');
  if (then?.affinity === 'needed')
    return { label: sticky === 'yes' ? 'affinity' : 'affinity (switch it on)', ...(sticky === 'yes' ? {} : { state: 'new' }) };
  if (then?.affinity === 'websockets only') return { label: 'WebSockets only, no affinity' };
  if (then) return { label: 'no affinity needed' };
  return sticky === 'yes'
    ? { label: 'affinity' }
    : sticky === 'no'
      ? { label: 'no affinity' }
      : { label: 'affinity not known', state: 'risk' };
}

function hubs(seen: Scope): string {
  const [count, own] = [seen.answer('hub-count'), seen.answer('own-hubs')];
  if (typeof count === 'number') return count === 1 ? '1 hub' : `${count} hubs`;
  return own === 'yes' ? 'hubs of its own' : 'SignalR hubs';
}

function words(seen: Scope, ...ids: string[]): string[] {
  const known = ids.filter((id) => isKnown(seen.answer(id)));
  return known.length ? [known.map((id) => answerInWords(seen, id, seen.answer(id))).join(' ')] : [];
}

const isKnown = (value: Answer | undefined): boolean => value !== undefined && !(Array.isArray(value) && value.length === 0);

function amount(seen: Scope, id: string, after: string): string[] {
  const value = seen.answer(id);
  return typeof value === 'number' ? [`${answerInWords(seen, id, value)} ${after}`] : [];
}
