/** A number of which only bounds are known, as people write it: `1000..20000`, `>=20000`, `<50`. Bounds that do not belong to it are open. */
export interface NumberRange {
  low: number;
  high: number;
  lowOpen: boolean;
  highOpen: boolean;
}

const plain = '\\d+(?:\\.\\d+)?';
const between = new RegExp(`^(${plain})\\.\\.(${plain})$`);
const bounded = new RegExp(`^(>=|>|<=|<)(${plain})$`);

/** The range that a text means; undefined where it is none. Of `20..10` nothing is left, so it is none. */
export function parseNumberRange(text: string): NumberRange | undefined {
  const [, from, to] = between.exec(text) ?? [];
  if (from !== undefined && to !== undefined)
    return Number(from) <= Number(to) ? { low: Number(from), high: Number(to), lowOpen: false, highOpen: false } : undefined;
  const [, sign, bound] = bounded.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const value = Number(bound);
  return sign.startsWith('>')
    ? { low: value, high: Number.POSITIVE_INFINITY, lowOpen: sign === '>', highOpen: false }
    : { low: 0, high: value, lowOpen: false, highOpen: sign === '<' };
}

/** The closed interval of the values that it allows: of whole numbers the next ones inside, of others those that are a rounding error inside. */
export function valuesIn({ low, high, lowOpen, highOpen }: NumberRange, whole: boolean): { low: number; high: number } {
  const inside = 2 ** -40;
  if (whole) return { low: lowOpen ? Math.floor(low) + 1 : Math.ceil(low), high: highOpen ? Math.ceil(high) - 1 : Math.floor(high) };
  return { low: lowOpen ? low * (1 + inside) || inside : low, high: highOpen ? high * (1 - inside) : high };
}
