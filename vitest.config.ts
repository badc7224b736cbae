import { defineConfig } from 'vitest/config';

/** What takes minutes: builds and clusters, both halves of the 100,000 sites, thousands of generated sites, runs that are broken off, real terminals. */
const long = [
  'test/proof/**/*.test.ts',
  'test/oracle/*agreement.test.ts',
  'test/decide/{changes,exclusions,properties,recommend,verdicts}.test.ts',
  'test/plan/interruption.test.ts',
  'test/report/agreement.test.ts',
  'test/cli/{round-trip,streams,wizard}.test.ts',
];

export default defineConfig({
  test: {
    globalSetup: ['test/build.ts'],
    testTimeout: 60_000,
    hookTimeout: 600_000,
    env: { CI: process.env.CI ?? '' },
    // `npm run unit` runs the first alone; `npm run whole`, and so `npm test`, both.
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: long } },
      { extends: true, test: { name: 'long', include: long } },
    ],
  },
});
