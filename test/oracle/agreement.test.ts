import { expect, test } from 'vitest';
import { findings } from './agreement.js';
import { anySite } from './answers.js';

// The other half of the 100,000 sites is in calm-agreement.test.ts: two files are judged at the same time.
test('the product and the oracle agree on 50,000 sites of any kind', { timeout: 300_000 }, () => {
  expect(findings(anySite, 20_261_123, 50_000)).toBe('');
});
