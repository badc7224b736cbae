// The page decides as the command line does: for 1,000 sites both say the same, byte for byte.
import { expect, test } from 'vitest';
import { addressOf } from '../../src/report/changes-section.js';
import { backplane } from '../cli/fake-terminal.js';
import { anySite } from '../oracle/answers.js';
import { hasBrowser, useBrowser } from './browser.js';
import { asFile, day, printed } from './report-of.js';

const browser = useBrowser();

function* numbers(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

test.skipIf(!hasBrowser)('the page and the command line agree on 1,000 sites', { timeout: 600_000 }, async () => {
  const page = await browser().newPage();
  await page.goto(asFile(await printed(['report'], {})));
  const random = numbers(20_261_127);
  const sites = Array.from({ length: 1000 }, () => anySite(() => random.next().value));
  const outcomes = new Set<string>();
  for (let first = 0; first < sites.length; first += 50) {
    const some = sites.slice(first, first + 50);
    const inPage = (await page.evaluate(`${JSON.stringify(some.map(addressOf))}.map((one) => backplane.adviseJson(one))`)) as string[];
    for (const [index, site] of some.entries()) {
      const flags = Object.entries(site).flatMap(([id, value]) => [
        `--${id}`,
        Array.isArray(value) ? value.join(',') || 'none' : String(value),
      ]);
      const { out } = await backplane(['advise', ...flags, '--missing', 'unknown', '--as-of', day, '--format', 'json'], { today: day });
      expect(inPage[index], flags.join(' ')).toBe(out);
      const { outcome, recommended } = JSON.parse(out);
      outcomes.add(`${outcome} ${recommended}`);
    }
  }
  expect(outcomes.size).toBeGreaterThan(5);

  // What is seen is what was decided.
  for (const site of sites.slice(0, 20)) {
    await page.evaluate(`location.hash = ${JSON.stringify(addressOf(site))}`);
    const { recommended, outcome } = JSON.parse((await page.evaluate(`backplane.adviseJson(location.hash)`)) as string);
    const name =
      recommended === null
        ? { 'none-needed': 'No backplane', 'platform-provides': 'The platform', 'no-eligible': 'No backplane' }[outcome as string]
        : undefined;
    const expected = (name ?? String(recommended).split('-')[0] ?? '').toLowerCase();
    await expect.poll(async () => (await page.locator('#the-answer').innerText()).toLowerCase()).toContain(expected);
  }
});
