import type { Topology, TopologyLink, TopologyNode } from '../decide/topology.js';
import { type Html, html } from './html.js';

interface Box {
  node: TopologyNode;
  x: number;
  y: number;
  width: number;
  height: number;
}

const lineHeight = 16;
const padding = 10;
const columnGap = 78;
const rowGap = 18;

/** A topology as a picture: from the clients on the left over what stands between to the servers, and behind them what they share. */
export function topologyPicture(topology: Topology, id: string): Html {
  const boxes = placed(topology);
  const width = Math.max(...boxes.map((box) => box.x + box.width)) + 8;
  const redirected = topology.links.some(isRedirect);
  const height = Math.max(...boxes.map((box) => box.y + box.height)) + (redirected ? 52 : 12);
  const at = (name: string): Box | undefined => boxes.find(({ node }) => node.id === name);
  return html`<figure class="topology">
    <figcaption>${topology.title}</figcaption>
    <svg viewBox="0 0 ${width} ${height}" style="max-width:${Math.round(width * 1.15)}px" role="img" aria-labelledby="${id}-title ${id}-text">
      <title id="${id}-title">Topology: ${topology.title}</title>
      <desc id="${id}-text">${inWords(topology)}</desc>
      <defs>
        <marker id="${id}-end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z" class="head"/></marker>
      </defs>
      ${topology.links.map((link) => line(link, at(link.from), at(link.to), id, height))}
      ${boxes.map(box)}
    </svg></figure>`;
}

const isRedirect = ({ from, to }: TopologyLink): boolean => from === 'clients' && to.startsWith('carrier');

function placed({ nodes }: Topology): Box[] {
  const shared = nodes.filter(({ kind }) => kind === 'carrier' || kind === 'database' || kind === 'cache');
  const chain = nodes.filter((node) => !shared.includes(node));
  const heightOf = ({ lines }: TopologyNode): number => wrapped(lines).length * lineHeight + 2 * padding;
  const widthOf = ({ lines }: TopologyNode): number =>
    Math.max(84, ...wrapped(lines.slice(0, 1)).map((one) => one.length * 7.8), ...wrapped(lines).map((one) => one.length * 6.6)) +
    2 * padding;
  const sharedHeight = shared.reduce((sum, node) => sum + heightOf(node) + rowGap, -rowGap);
  const tallest = Math.max(...chain.map(heightOf), sharedHeight);
  const boxes: Box[] = [];
  let x = 8;
  for (const node of chain) {
    const [width, height] = [widthOf(node), heightOf(node)];
    boxes.push({ node, x, y: 14 + (tallest - height) / 2, width, height });
    x += width + columnGap + (node.kind === 'load-balancer' ? 50 : node.kind === 'servers' ? 60 : 0);
  }
  let y = 14 + (tallest - sharedHeight) / 2;
  const width = Math.max(0, ...shared.map(widthOf));
  for (const node of shared) {
    boxes.push({ node, x, y, width, height: heightOf(node) });
    y += heightOf(node) + rowGap;
  }
  return boxes;
}

/** Lines that fit a box. */
const wrapped = (lines: readonly string[]): string[] =>
  lines.flatMap((text) => {
    const rows: string[] = [];
    for (const word of text.split(' ')) {
      const last = rows.at(-1);
      if (last !== undefined && `${last} ${word}`.length <= 22) rows[rows.length - 1] = `${last} ${word}`;
      else rows.push(word);
    }
    return rows;
  });

function box({ node, x, y, width, height }: Box): Html {
  const first = wrapped(node.lines.slice(0, 1)).length;
  // Several servers are drawn as a stack.
  const behind = node.count ? Math.min(node.count - 1, 3) : 0;
  return html`<g class="node ${node.kind} ${node.state ?? ''}">
    ${Array.from({ length: behind }, (_, index) => behind - index).map(
      (step) => html`<rect x="${x + 4 * step}" y="${y - 4 * step}" width="${width}" height="${height}" rx="6"/>`,
    )}
    <rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>
    ${wrapped(node.lines).map(
      (text, index) =>
        html`<text x="${x + width / 2}" y="${y + padding + 12 + index * lineHeight}" class="${index < first ? 'name' : ''}">${text}</text>`,
    )}
  </g>`;
}

function line(link: TopologyLink, from: Box | undefined, to: Box | undefined, id: string, height: number): Html | '' {
  if (!from || !to) return '';
  const ends = html`${link.state !== 'missing' && html` marker-end="url(#${id}-end)"`}${link.state !== 'missing' && link.both && html` marker-start="url(#${id}-end)"`}`;
  if (isRedirect(link)) {
    const [x1, x2, low] = [from.x + from.width / 2, to.x + to.width / 2, height - 16];
    const path = `M${x1} ${from.y + from.height} V${low} H${x2} V${to.y + to.height}`;
    return html`<g class="link ${link.state ?? ''}"><path d="${path}" ${ends}/>${label(link, (x1 + x2) / 2, low - 6)}</g>`;
  }
  const [x1, y1, x2] = [from.x + from.width, from.y + from.height / 2, to.x];
  const y2 = to.y + to.height / 2;
  const bend = (x1 + x2) / 2;
  const start = from.node.count ? x1 + 4 * Math.min(from.node.count - 1, 3) : x1;
  const path = Math.abs(y1 - y2) < 2 ? `M${start} ${y1} H${x2}` : `M${start} ${y1} C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}`;
  return html`<g class="link ${link.state ?? ''}"><path d="${path}" ${ends}/>${Math.abs(y1 - y2) < 2 ? label(link, bend, y1 - 6) : html`<text x="${x2 - 14}" y="${y2 - 8}" class="end">${link.label}</text>`}</g>`;
}

const label = ({ label: text }: TopologyLink, x: number, y: number): Html | '' => {
  const rows = text === '' ? [] : wrappedLabel(text);
  return html`${rows.map((row, index) => html`<text x="${x}" y="${y - (rows.length - 1 - index) * 13}">${row}</text>`)}`;
};

function wrappedLabel(text: string): string[] {
  const rows: string[] = [];
  for (const word of text.split(' ')) {
    const last = rows.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= 15) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows;
}

/** The same for those who do not see it. */
function inWords({ nodes, links }: Topology): string {
  const name = (id: string): string => nodes.find((node) => node.id === id)?.lines[0] ?? id;
  return links
    .map(({ from, to, label: text, both }) => `${name(from)} ${both ? 'and' : 'to'} ${name(to)}${text ? ` (${text})` : ''}`)
    .join('; ')
    .concat('.');
}
