// The script of a report: the engine and the rule base of the command line, alive in a browser.
import type { Recommended } from '../decide/decision.js';
import { suppose } from '../decide/recommend.js';
import type { Answer } from '../knowledge/types.js';
import { renderJson } from '../render/json.js';
import { recommendedName } from '../report/names.js';
import { firstSections, laterSections, mapPicture } from '../report/page.js';
import type { PageData } from '../report/page-data.js';
import { growing, study } from '../report/study.js';
import { adviceFor } from '../site/advice.js';
import { type ChangedSite, changedSite } from '../site/changed-site.js';
import { type Kept, readAddress, writeAddress } from './address.js';
import { listen, show } from './controls.js';

const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as PageData;
const usual: Kept['map'] = [growing[0] ?? '', growing[1] ?? ''];
let kept = readAddress(location.hash, data.ruleBase, usual);
let before: Recommended | undefined;
/** What each part shows. */
const shown = new Map<string, string>();
let due: ReturnType<typeof setTimeout> | undefined;

/** Decides again, and shows what became of it: the answer and its pictures at once, the rest when that is on the screen. */
function follow(): void {
  const start = performance.now();
  const site = changedSite(data, kept.changed);
  const found = study(site, adviceFor(site));
  for (const [id, make] of Object.entries(firstSections)) put(id, make(found).text);
  show(data.ruleBase, site.facts, kept.changed);
  tick();
  const isChanged = kept.changed.size > 0;
  for (const element of document.querySelectorAll<HTMLElement>('.changed, .stale-note')) element.hidden = !isChanged;
  say(found.advice.decision);
  document.documentElement.dataset.took = (performance.now() - start).toFixed(1);
  clearTimeout(due);
  due = setTimeout(() => {
    for (const [id, make] of Object.entries(laterSections)) put(id, make(found).text);
    drawMap(site);
  }, 0);
}

function drawMap(site: ChangedSite): void {
  put('map-picture', mapPicture(site, ...kept.map).text);
  for (const [index, id] of ['map-across', 'map-up'].entries()) {
    const select = document.getElementById(id);
    if (select instanceof HTMLSelectElement) select.value = kept.map[index] ?? '';
  }
}

/** Replaces a part of the page where it says something else now; what was unfolded stays so. */
function put(id: string, markup: string): void {
  const element = document.getElementById(id);
  if (!element || shown.get(id) === markup) return;
  shown.set(id, markup);
  const title = (details: Element): string => details.querySelector('summary')?.textContent ?? '';
  const open = new Set([...element.querySelectorAll('details[open]')].map(title));
  element.innerHTML = markup;
  for (const details of element.querySelectorAll('details')) if (open.has(title(details))) details.open = true;
}

function tick(): void {
  for (const box of document.querySelectorAll<HTMLInputElement>('[data-done]')) box.checked = kept.done.has(box.dataset.done ?? '');
}

/** Said to screen readers, where something else is recommended now. */
function say(now: Recommended): void {
  const spoken = document.getElementById('spoken');
  before ??= suppose(data.ruleBase, data.stated, data).now;
  const other = before.outcome !== now.outcome || before.recommended !== now.recommended;
  if (spoken && other) spoken.textContent = `Now recommended: ${recommendedName(data.ruleBase, now)}.`;
  before = now;
}

function keep(): void {
  const text = writeAddress(kept, usual);
  history.replaceState(null, '', text === '' ? location.pathname + location.search : `#${text}`);
}

let waiting = false;
/** At most once a frame, however fast a slider is moved. */
function change(): void {
  keep();
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    follow();
  });
}

function answer(id: string, value: Answer): void {
  kept.changed.set(id, value);
  change();
}

document.addEventListener('click', (event) => {
  const button = (event.target as Element).closest('button');
  if (!button) return;
  if (button.id === 'reset') {
    kept.changed.clear();
    change();
  } else if (button.dataset.set !== undefined) {
    for (const [id, value] of readAddress(button.dataset.set, data.ruleBase, usual).changed) kept.changed.set(id, value);
    change();
    document.getElementById('verdict')?.focus();
  } else if ('copy' in button.dataset) void copy(button);
});

async function copy(button: HTMLButtonElement): Promise<void> {
  const code = button.parentElement?.querySelector('code');
  if (!code) return;
  // A page from a file may be refused the clipboard; then the text is marked, to be copied by hand.
  const done = await navigator.clipboard?.writeText(code.textContent ?? '').then(
    () => true,
    () => false,
  );
  if (!done) getSelection()?.selectAllChildren(code);
  button.textContent = done ? 'Copied' : 'Marked: copy it now';
}

document.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLInputElement && target.dataset.done !== undefined) {
    if (target.checked) kept.done.add(target.dataset.done);
    else kept.done.delete(target.dataset.done);
    keep();
  } else if (target instanceof HTMLSelectElement && target.id.startsWith('map-')) {
    kept.map[target.id === 'map-across' ? 0 : 1] = target.value;
    keep();
    drawMap(changedSite(data, kept.changed));
  }
});

window.addEventListener('hashchange', () => {
  kept = readAddress(location.hash, data.ruleBase, usual);
  follow();
});

listen(data.ruleBase, answer);
document.documentElement.classList.add('alive');
// Beside the answer there is room for it; above it there is none.
if (matchMedia('(max-width: 70rem)').matches) document.getElementById('try')?.removeAttribute('open');
if (kept.changed.size > 0) follow();
else {
  tick();
  show(data.ruleBase, changedSite(data, kept.changed).facts, kept.changed);
}
if (kept.map.join() !== usual.join()) drawMap(changedSite(data, kept.changed));

// The first time everything is compiled takes longer: done before somebody moves a slider.
setTimeout(() => {
  const site = changedSite(data, kept.changed);
  const found = study(site, adviceFor(site));
  for (const make of Object.values({ ...firstSections, ...laterSections })) make(found);
}, 200);

/** For those who ask by program: what `backplane advise --format json` says for answers as they stand in an address, beside those of the report. */
Object.assign(window, {
  backplane: {
    adviseJson: (address: string): string => renderJson(adviceFor(changedSite(data, readAddress(address, data.ruleBase, usual).changed))),
  },
});
