import { type Html, html, type Part } from './html.js';

/** Sources as links, each by the name of its site; titles as they are. */
export function sourceLinks(source: string): Html | string {
  const all = source.split(' ; ').filter((one) => one !== '' && one !== 'ranking');
  if (all.length === 0) return '';
  return html`<span class="sources">${all.map((one, index): Part => [index > 0 && ', ', link(one)])}</span>`;
}

function link(source: string): Part {
  if (!/^https?:\/\//.test(source)) return source;
  const [, host = source, path = ''] = /^https?:\/\/(?:www\.)?([^/]+)(.*)$/.exec(source) ?? [];
  const last = path.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1) ?? '';
  return html`<a href="${source}" rel="noreferrer">${host}${last ? ` › ${last.slice(0, 40)}` : ''}</a>`;
}
