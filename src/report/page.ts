import { winMap } from '../decide/win-map.js';
import type { RuleBase } from '../knowledge/types.js';
import { changesSection } from './changes-section.js';
import { checklistSection, notesSection } from './checklist-section.js';
import { commandsSection } from './commands-section.js';
import { controlsSection } from './controls-section.js';
import { factsSection } from './facts-section.js';
import { filesSection, type PlannedFile } from './files-section.js';
import { asIs, type Html, html } from './html.js';
import { mappable, mapSection } from './map-section.js';
import { comparisonSection, optionsSection } from './options-section.js';
import { plotsSection } from './plots-section.js';
import { growing, type Study } from './study.js';
import { topologyPicture } from './topology-picture.js';
import { verdictSection } from './verdict-section.js';

/** The parts of the page that follow the answers at once, by the id of the element that holds each. */
export const firstSections: Readonly<Record<string, (study: Study) => Html>> = {
  verdict: verdictSection,
  topology: ({ today, afterwards }) =>
    html`<h2>Today, and with the recommendation</h2><div class="scroll" tabindex="0" role="region" aria-label="Topology">${topologyPicture(today, 'today')}${topologyPicture(afterwards, 'then')}</div>`,
  checklist: checklistSection,
  options: optionsSection,
  growth: plotsSection,
  commands: commandsSection,
};

/** Those that may follow a moment later: they are further down, and take longer. */
export const laterSections: typeof firstSections = {
  notes: notesSection,
  comparison: comparisonSection,
  changes: changesSection,
  facts: factsSection,
};

const sections = { ...firstSections, ...laterSections };

/** What a command shows first, below the verdict. */
export type Lead = 'advise' | 'compare' | 'estimate' | 'check';

const order: Record<Lead, readonly string[]> = {
  advise: ['topology', 'checklist', 'notes', 'options', 'comparison', 'growth', 'map', 'changes', 'commands', 'files', 'facts'],
  check: ['checklist', 'notes', 'topology', 'options', 'comparison', 'growth', 'map', 'changes', 'commands', 'files', 'facts'],
  compare: ['options', 'comparison', 'topology', 'growth', 'map', 'changes', 'checklist', 'notes', 'commands', 'files', 'facts'],
  estimate: ['growth', 'options', 'comparison', 'map', 'topology', 'changes', 'checklist', 'notes', 'commands', 'files', 'facts'],
};

export interface PageOptions {
  /** What the site is called. */
  name: string;
  lead: Lead;
  files: readonly PlannedFile[];
  /** What a command adds of its own, below the verdict. */
  own?: Html;
  style: string;
  /** The script that makes it alive, and the Base64 of its SHA-256, by which the page allows it and nothing else to run. */
  script: { text: string; hash: string };
  /** What the script works with, as JSON. */
  data: string;
}

/** The whole page: one file that needs nothing else. */
export function page(study: Study, { name, lead, files, own, style, script, data }: PageOptions): string {
  const { ruleBase, asOf } = study;
  const part = (id: string): Html => {
    const make = sections[id];
    if (make) return html`<section id="${id}">${make(study)}</section>`;
    if (id === 'map') return mapPart(study);
    return html`${files.length > 0 && html`<section id="files">${filesSection(files)}</section>`}`;
  };
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${script.hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
${html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Backplane report: ${name}</title>
<style>${asIs(style)}</style>
</head>
<body>
<a class="skip" href="#verdict">To the answer</a>
<header><h1>Backplane report: ${name}</h1>
<p>Decided for ${asOf}, with rules checked on ${ruleBase.checked} (version ${ruleBase.version}, ${ruleBase.hash.slice(0, 12)}). <span class="changed" hidden>Some answers were changed in this page.</span></p>
<noscript><p class="noscript">Scripts do not run here, so the page shows the answers of the report and does not follow changed ones.</p></noscript></header>
<main>
<section id="verdict" tabindex="-1">${verdictSection(study)}</section>
<aside id="controls" class="live" aria-label="Try other answers">${controlsSection(study)}</aside>
<div class="body">${own && html`<section id="own">${own}</section>`}${order[lead].map(part)}</div>
</main>
<footer><p>Made by backplane. Every statement names its source; prices are list prices unless the report says otherwise.</p></footer>
<p id="spoken" class="spoken" role="status" aria-live="polite"></p>
<script type="application/json" id="data">${asIs(inScript(data))}</script>
<script>${asIs(script.text)}</script>
</body>
</html>`}
`;
}

function mapPart({ ruleBase, stated, asOf }: Study): Html {
  const [across = '', up = ''] = growing;
  return html`<section id="map"><h2>What wins where</h2>
    <div class="row live">${select('map-across', 'From left to right', across, ruleBase)}${select('map-up', 'From bottom to top', up, ruleBase)}</div>
    <div id="map-picture">${mapPicture({ ruleBase, stated, asOf }, across, up)}</div></section>`;
}

const select = (id: string, title: string, chosen: string, ruleBase: RuleBase): Html =>
  html`<label for="${id}">${title} <select id="${id}">${mappable(ruleBase).map((question) => html`<option value="${question.id}"${question.id === chosen && ' selected'}>${question.id}</option>`)}</select></label>`;

/** The map over two questions. */
export function mapPicture({ ruleBase, stated, asOf }: Pick<Study, 'ruleBase' | 'stated' | 'asOf'>, across: string, up: string): Html {
  const map = winMap(ruleBase, stated, across, up, { asOf });
  return map ? mapSection(map, ruleBase) : html``;
}

/** JSON as it may stand in a script element. */
const inScript = (json: string): string =>
  json.replace(/</g, '\\u003c').replace(/[\u2028\u2029]/g, (one) => `\\u${one.charCodeAt(0).toString(16)}`);
