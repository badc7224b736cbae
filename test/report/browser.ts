import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

/** Where Debian, and others, put it. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const found = places.find((place) => existsSync(place));

/** Whether there is a browser to try pages in; says so once where there is none. */
export const hasBrowser = found !== undefined;
if (!hasBrowser) console.warn(`Skipped: there is no Chromium here (looked for ${places.join(', ')}). On Debian: apt-get install chromium`);

/** A browser for the tests of a file, which ends with them. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    // As root, as in containers, Chromium has no sandbox; it sees our own pages only.
    if (found) browser = await chromium.launch({ executablePath: found, args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());
  return () => {
    if (!browser) throw new Error('There is no browser: this test should have been skipped.');
    return browser;
  };
}
