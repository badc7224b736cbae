import type { Definition, RuleBase } from '../types.js';
import type { Reference } from './language.js';
import { type Expression, namesIn, walk } from './walk.js';

type Definitions = Readonly<Record<string, Definition>>;

/** What expressions mention themselves: references, and definitions as `definition.<id>`. */
export function mentions(expressions: readonly (Expression | undefined)[]): Set<string> {
  const found = new Set<string>();
  for (const expression of expressions)
    if (expression) for (const part of walk(expression)) for (const name of namesIn(part)) found.add(name);
  return found;
}

/** Every reference that expressions look at, directly or through definitions. */
export function references(expressions: readonly (Expression | undefined)[], definitions: Definitions): Set<Reference> {
  return reached(expressions, (name) => definitions[idIn('definition', name)]?.when);
}

/** Everything that an expression looks at, through definitions and quantities. (Not through measures: those are of one backplane.) */
export function reach(expression: Expression, { definitions, quantities }: Pick<RuleBase, 'definitions' | 'quantities'>): Set<Reference> {
  return reached([expression], (name) => definitions[idIn('definition', name)]?.when ?? quantities[idIn('quantity', name)]?.formula);
}

/** The boundaries that expressions draw, by reference: the numbers that it is compared with, and the ends of version ranges. */
export function boundaries(expressions: readonly Expression[]): Map<Reference, Set<number | string>> {
  const found = new Map<Reference, Set<number | string>>();
  const draw = (ref: Reference, at: number | string): void => {
    const drawn = found.get(ref) ?? new Set();
    found.set(ref, drawn.add(at));
  };
  for (const expression of expressions)
    for (const part of walk(expression)) {
      if (part.op === 'compare' && typeof part.with === 'number') draw(part.ref, part.with);
      if (part.op === 'version') for (const { parts } of part.range.flat()) draw(part.ref, parts.join('.'));
    }
  return found;
}

function reached(expressions: readonly (Expression | undefined)[], open: (name: string) => Expression | undefined): Set<Reference> {
  const found = new Set<string>();
  const left = [...mentions(expressions)];
  for (let name = left.shift(); name !== undefined; name = left.shift()) {
    if (found.has(name)) continue;
    found.add(name);
    left.unshift(...mentions([open(name)]));
  }
  return new Set([...found].filter((name) => !name.startsWith('definition.')));
}

/** `quantity.fan-out` is `fan-out` of the quantities, and nothing of another kind. */
const idIn = (kind: string, name: string): string => (name.startsWith(`${kind}.`) ? name.slice(kind.length + 1) : '');
