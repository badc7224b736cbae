import type { VersionBound } from '../knowledge/language/language.js';
import { every, some, type Test, type Truth } from './truth.js';

/**
 * Whether a version, given by its numbers, satisfies a bound. A partial version stands for all that begin with it:
 * `17` satisfies `>=17`, does not satisfy `<17`, and leaves `>=17.5` unknown.
 */
function satisfies(version: readonly number[], bound: VersionBound): Truth {
  for (const [index, limit] of bound.parts.entries()) {
    const part = version[index];
    if (part === undefined) {
      // What is missing may be anything from 0 up. Where the rest of the bound is 0, it cannot be less.
      const restIsZero = bound.parts.slice(index).every((rest) => rest === 0);
      if (restIsZero && bound.how === 'at-least') return true;
      if (restIsZero && bound.how === 'less-than') return false;
      return undefined;
    }
    if (part > limit) return bound.how === 'at-least' || bound.how === 'more-than';
    if (part < limit) return bound.how === 'at-most' || bound.how === 'less-than';
  }
  const rest = version.slice(bound.parts.length);
  if (rest.some((part) => part > 0)) return bound.how === 'at-least' || bound.how === 'more-than';
  if (version.length < 3 && (bound.how === 'more-than' || bound.how === 'at-most')) return undefined;
  return bound.how === 'at-least' || bound.how === 'at-most';
}

/** Whether a version lies in a range (alternatives of bounds that must all hold). */
export const inRange = (version: readonly number[], range: readonly VersionBound[][]): Truth =>
  some(
    range.map((bounds) =>
      every(
        bounds.map(
          (bound): Test<readonly number[]> =>
            (one) =>
              satisfies(one, bound),
        ),
      ),
    ),
  )(version);
