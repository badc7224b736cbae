import { expect, test } from 'vitest';
import { findings } from './agreement.js';
import { nearCalm } from './answers.js';

test('the product and the oracle agree on 50,000 calm sites with a few changes each', { timeout: 300_000 }, () => {
  expect(findings(nearCalm, 17_500, 50_000)).toBe('');
});
