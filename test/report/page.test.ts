// The report in a browser: alive, fast, readable by everybody, and complete in one file.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, useBrowser } from './browser.js';
import { answers, asFile, fixture, printed } from './report-of.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = useBrowser();
let text = '';
let address = '';
beforeAll(async () => {
  text = await printed(['report'], { ...answers, 'monthly-budget-usd': 500 }, fixture);
  address = asFile(text);
});

const answer = (page: Page): Promise<string> => page.locator('#the-answer').innerText();
const hash = (page: Page): Promise<string> => page.evaluate('decodeURIComponent(location.hash)');

/** Opens the page, does something, and sees to it that nothing was asked of a network and nothing failed. */
async function inPage(options: BrowserContextOptions & { at?: string }, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser().newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const [problems, requests]: [string[], string[]] = [[], []];
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(`${address}${options.at ?? ''}`);
  await look(page);
  await context.close();
  expect(problems).toEqual([]);
  expect([...new Set(requests.map((url) => url.replace(/#.*/, '')))]).toEqual([address]);
}

test('is one file of at most 1.5 MB that names no machine', () => {
  expect(Buffer.byteLength(text)).toBeLessThan(1_500_000);
  expect(text).not.toContain(fixture.replace(/test\/fixtures.*/, 'node_modules'));
  expect(text).toMatch(/default-src &#39;none&#39;/);
});

test('what a rule or a project says stays text', async () => {
  const page = await printed(['report'], { ...answers }, fixture);
  const script = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
  expect(script).not.toContain('<');
  expect(JSON.parse(script).asOf).toBe('2026-11-27');
});

describe.skipIf(!hasBrowser)('in a browser', () => {
  test('says without a script what the command line says', () =>
    inPage({ javaScriptEnabled: false }, async (page) => {
      expect(await answer(page)).toMatch(/^SQL Server/);
      expect(await page.locator('#controls').isVisible()).toBe(false);
      expect(await page.locator('noscript p').innerText()).toMatch(/do not run/);
      for (const id of ['topology', 'checklist', 'options', 'growth', 'map', 'changes', 'commands', 'files'])
        expect(await page.locator(`#${id} h2`).first().isVisible(), id).toBe(true);
      expect(await page.locator('#files .hljs-keyword').count()).toBeGreaterThan(3);
    }));

  test('a slider moves everything, within 50 ms', () =>
    inPage({}, async (page) => {
      const number = page.locator('[data-question="messages-per-second"] input[type=text]');
      await page.locator('#controls summary', { hasText: 'Throughput' }).scrollIntoViewIfNeeded();
      const parts = async (): Promise<string[]> =>
        Promise.all(
          ['#the-answer', '#verdict', '#topology', '#growth', '#map-picture', '#commands'].map((part) => page.locator(part).innerHTML()),
        );
      // Compiled once, as it is some moments after somebody opened it.
      await page.waitForTimeout(700);
      const before = await parts();
      await number.fill('5000');
      await expect.poll(() => hash(page)).toBe('#messages-per-second=5000');
      await expect.poll(() => answer(page)).toMatch(/^Redis/);
      await expect.poll(async () => (await parts()).filter((part, index) => part === before[index])).toEqual([]);
      expect(await page.locator('#commands code').first().innerText()).toContain('--messages-per-second 5000 ');
      expect(await page.locator('#spoken').innerText()).toBe('Now recommended: Redis.');
      expect(await page.locator('header .changed').isVisible()).toBe(true);

      const slider = page.locator('[data-question="messages-per-second"] [data-slider]');
      await slider.focus();
      const took: number[] = [];
      for (let step = 0; step < 20; step++) {
        await page.keyboard.press('ArrowLeft');
        await page.waitForTimeout(60);
        took.push(Number(await page.evaluate('document.documentElement.dataset.took')));
      }
      expect(Number(await number.inputValue())).toBeLessThan(5000);
      // The machine does other things at the same time: the faster quarter of the steps counts.
      expect(took.sort((a, b) => a - b)[5]).toBeLessThan(50);

      await page.locator('#reset').click();
      await expect.poll(() => answer(page)).toMatch(/^SQL Server/);
      expect(await hash(page)).toBe('');
      expect(await number.inputValue()).toBe('50');
    }));

  test('a switch by keyboard, a wrong number, a change to try, and the way back in the address', () =>
    inPage({}, async (page) => {
      await page.locator('[data-question="sticky-sessions"] input[value=yes]').focus();
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => hash(page)).toBe('#sticky-sessions=no');
      const connections = page.locator('[data-question="concurrent-connections"]');
      await connections.locator('input[type=text]').fill('many');
      expect(await connections.locator('.problem').innerText()).toMatch(/found "many"; expected a whole number/);
      expect(await hash(page)).toBe('#sticky-sessions=no');
      await page.locator('#reset').click();
      await page.waitForTimeout(100);
      const change = page.locator('#changes li', { hasText: 'number of servers to 1' });
      await change.locator('button').click();
      await expect.poll(() => answer(page)).toBe('No backplane is needed');
      await page.evaluate("location.hash = 'servers=3'");
      await expect.poll(() => answer(page)).toMatch(/^SQL Server/);
      expect(await page.locator('[data-question="servers"] input[type=text]').inputValue()).toBe('3');
    }));

  test('answers, ticks and the map come back from an address', () =>
    inPage({ at: '#servers=2&nonsense=1&websockets=perhaps&.done=forwarded-headers&.map=servers,sticky-sessions' }, async (page) => {
      expect(await answer(page)).toMatch(/^SQL Server/);
      expect(await page.locator('#map-across').inputValue()).toBe('servers');
      expect(await page.locator('#map-picture title').first().textContent()).toMatch(/over servers and sticky-sessions/);
      const box = page.locator('#done-forwarded-headers');
      expect(await box.isChecked()).toBe(true);
      await box.uncheck();
      expect(await hash(page)).toBe('#servers=2&.map=servers,sticky-sessions');
    }));

  test.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['phone', { colorScheme: 'light', viewport: { width: 390, height: 844 } }],
  ] as const)('axe finds nothing, and nothing is wider than the page (%s)', (_, options) =>
    inPage(options, async (page) => {
      await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      await page.evaluate(axe);
      const { violations } = (await page.evaluate('axe.run()')) as { violations: { id: string; nodes: { html: string }[] }[] };
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    }),
  );

  test('a decision is printed on one page', () =>
    inPage({}, async (page) => {
      const pdf = await page.pdf({ preferCSSPageSize: true });
      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
    }));
});
