import { tokenize } from '../csharp/csharp-tokens.js';
import { callsIn } from '../csharp/method-calls.js';
import type { Reader } from './reading.js';

/** The program of an Aspire AppHost: the calls of its builder. */
export const readAppHost: Reader = (file) => {
  if (!/DistributedApplication\b/.test(file.text)) return { sightings: [] };
  const calls = callsIn([{ file, tokens: tokenize(file.text) }]);
  return {
    sightings: [...calls].flatMap(([name, all]) =>
      all.map(({ offset }) => ({ found: 'app-host' as const, name, stage: 'production' as const, file, offset })),
    ),
  };
};
