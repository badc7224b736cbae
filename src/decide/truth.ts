/** Three-valued logic: true, false, or undefined where a fact is unknown. */
export type Truth = boolean | undefined;

/** A condition, prepared: what it says of a situation. */
export type Test<S> = (situation: S) => Truth;

/** Conditions that say the same of every situation. They are told apart by identity, so that what rests on them alone is worked out once. */
export const always: Test<unknown> = () => true;
export const never: Test<unknown> = () => false;
export const unknowable: Test<unknown> = () => undefined;

export const fixedTest = (truth: Truth): Test<unknown> => (truth === undefined ? unknowable : truth ? always : never);

/** What a prepared condition says of every situation alike; null where it hangs on the situation. */
export const fixedTruth = (test: Test<never>): Truth | null =>
  test === always ? true : test === never ? false : test === unknowable ? undefined : null;

/** False as soon as one is false, else undefined as soon as one is unknown. */
export function every<S>(tests: readonly Test<S>[]): Test<S> {
  if (tests.includes(never)) return never;
  const parts = tests.filter((test) => test !== always);
  const [first, second] = parts;
  if (!first) return always;
  if (!second) return first;
  if (parts.length === 2)
    return (situation) => {
      const one = first(situation);
      if (one === false) return false;
      const other = second(situation);
      return other === false ? false : one && other;
    };
  return (situation) => {
    let result: Truth = true;
    for (let index = 0; index < parts.length; index++) {
      const truth = (parts[index] as Test<S>)(situation);
      if (truth === false) return false;
      if (truth === undefined) result = undefined;
    }
    return result;
  };
}

/** True as soon as one is true, else undefined as soon as one is unknown. */
export function some<S>(tests: readonly Test<S>[]): Test<S> {
  if (tests.includes(always)) return always;
  const parts = tests.filter((test) => test !== never);
  const [first, second] = parts;
  if (!first) return never;
  if (!second) return first;
  return (situation) => {
    let result: Truth = false;
    for (let index = 0; index < parts.length; index++) {
      const truth = (parts[index] as Test<S>)(situation);
      if (truth === true) return true;
      if (truth === undefined) result = undefined;
    }
    return result;
  };
}

export function negate<S>(test: Test<S>): Test<S> {
  const fixed = fixedTruth(test);
  if (fixed !== null) return fixedTest(fixed === undefined ? undefined : !fixed);
  return (situation) => {
    const truth = test(situation);
    return truth === undefined ? undefined : !truth;
  };
}

/** Unknown counts as false. */
export function certain<S>(test: Test<S>): Test<S> {
  const fixed = fixedTruth(test);
  return fixed === null ? (situation) => test(situation) === true : fixedTest(fixed === true);
}
