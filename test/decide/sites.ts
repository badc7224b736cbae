/** The sites that properties are tried on. */
import fc from 'fast-check';
import { anySite, nearCalm } from '../oracle/answers.js';
import type { Answers } from '../oracle/site.js';

/** Sites drawn by a function of random numbers; made smaller by leaving answers out, one at a time. */
class Sites extends fc.Arbitrary<Answers> {
  constructor(private readonly draw: (random: () => number) => Answers) {
    super();
  }

  generate(random: fc.Random): fc.Value<Answers> {
    const answers = this.draw(() => random.nextDouble());
    return new fc.Value(answers, undefined);
  }

  canShrinkWithoutContext(value: unknown): value is Answers {
    return typeof value === 'object' && value !== null;
  }

  shrink(value: Answers): fc.Stream<fc.Value<Answers>> {
    return fc.Stream.of(...Object.keys(value).map((id) => new fc.Value(without(value, id), undefined)));
  }
}

export function without(answers: Answers, id: string): Answers {
  const { [id]: _left, ...others } = answers;
  return others;
}

function half(random: () => number): Answers {
  return Object.fromEntries(Object.entries(anySite(random)).filter(() => random() < 0.5));
}

/** Sites of any kind, calm ones with a few changes (where an exclusion does not hide behind three others), and some of which little is known. */
export const sites: fc.Arbitrary<Answers> = fc.oneof(
  { weight: 2, arbitrary: new Sites(anySite) },
  { weight: 2, arbitrary: new Sites(nearCalm) },
  { weight: 1, arbitrary: new Sites(half) },
);

/** Checks a promise on that many sites, the same ones in every run. */
export function forAll<T>(of: fc.Arbitrary<T>, numRuns: number, promise: (value: T) => void): void {
  fc.assert(
    fc.property(of, (value) => {
      promise(value);
    }),
    { seed: 20_261_123, numRuns },
  );
}
