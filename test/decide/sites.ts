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
    return new fc.Value(
      this.draw(() => random.nextDouble()),
      undefined,
    );
  }

  canShrinkWithoutContext(value: unknown): value is Answers {
    return typeof value === 'object' && value !== null;
  }

  shrink(value: Answers): fc.Stream<fc.Value<Answers>> {
    const smaller = Object.keys(value).map((id) => new fc.Value(without(value, id), undefined));
    return fc.Stream.of(...smaller);
  }
}

export function without(answers: Answers, id: string): Answers {
  const { [id]: _left, ...others } = answers;
  return others;
}

/** Sites of any kind, half of them calm ones with a few changes, where an exclusion does not hide behind three others. */
export const sites: fc.Arbitrary<Answers> = fc.oneof(new Sites(anySite), new Sites(nearCalm));
