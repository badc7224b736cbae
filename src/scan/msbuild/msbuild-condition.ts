import { expand, type Lookup } from './msbuild-text.js';

/** Undefined: it depends on something that is not read, such as the build configuration or a function. */
type Outcome = boolean | undefined;

export const both = (left: Outcome, right: Outcome): Outcome =>
  left === false || right === false ? false : left === undefined || right === undefined ? undefined : true;

const not = (outcome: Outcome): Outcome => (outcome === undefined ? undefined : !outcome);

/** Whether a Condition holds: comparisons of texts joined by and, or, ! and brackets. */
export function holds(condition: string, lookup: Lookup): Outcome {
  const reader = new ConditionReader(condition.match(/'[^']*'|\$\([\w.-]+\)|==|!=|[()!]|[^\s()'!=]+/g) ?? [], lookup);
  const outcome = reader.either();
  // What is left over is a function or a comparison of numbers: neither is worked out here.
  return reader.isAtEnd() ? outcome : undefined;
}

class ConditionReader {
  private at = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly lookup: Lookup,
  ) {}

  isAtEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  either(): Outcome {
    let outcome = this.all();
    while (this.take('or')) outcome = not(both(not(outcome), not(this.all())));
    return outcome;
  }

  private all(): Outcome {
    let outcome = this.one();
    while (this.take('and')) outcome = both(outcome, this.one());
    return outcome;
  }

  private one(): Outcome {
    if (this.take('!')) return not(this.one());
    if (this.take('(')) {
      const outcome = this.either();
      this.take(')');
      return outcome;
    }
    const left = this.value();
    const equal = this.take('==');
    if (!equal && !this.take('!=')) return left === 'true' ? true : left === 'false' ? false : undefined;
    const right = this.value();
    return left === undefined || right === undefined ? undefined : (left === right) === equal;
  }

  private value(): string | undefined {
    const token = this.tokens[this.at++];
    return token === undefined ? undefined : expand(token.replace(/^'(.*)'$/s, '$1'), this.lookup)?.toLowerCase();
  }

  private take(token: string): boolean {
    const there = this.tokens[this.at]?.toLowerCase() === token;
    if (there) this.at++;
    return there;
  }
}
