/** Random choices from a seed, so that a run can be repeated. */

/** Mulberry32: numbers in [0, 1), the same for the same seed on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class Draw {
  constructor(private readonly random: () => number) {}
  chance(probability: number): boolean {
    return this.random() < probability;
  }
  from<T>(values: readonly T[]): T {
    return values[Math.floor(this.random() * values.length)] as T;
  }
  /** Up to `most` different ones. */
  some(values: readonly string[], most: number): string[] {
    const count = Math.floor(this.random() * (most + 1));
    return [...new Set(Array.from({ length: count }, () => this.from(values)))];
  }
}
