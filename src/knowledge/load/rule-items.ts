import type { Path } from '../language/parse-condition.js';
import { UserError } from '../types.js';
import type { RuleFile, RuleFileContent } from './rule-file.js';

/** A key of a rule file that holds one record, not a list. */
export type RecordKey = 'backplane' | 'load-balancer' | 'platform' | 'proxy' | 'starter';
export type ListKey = Exclude<keyof RuleFileContent, RecordKey | 'rule-base'>;
export type Item<K extends ListKey> = NonNullable<RuleFileContent[K]>[number];
export type RecordOf<K extends RecordKey> = NonNullable<RuleFileContent[K]>;

/** An item together with where it stands. */
export interface Located<T> {
  item: T;
  file: RuleFile;
  path: Path;
}

/** The same place, one step further in. */
export const below = <T>({ file, path }: Located<unknown>, item: T, ...steps: Path): Located<T> => ({
  item,
  file,
  path: [...path, ...steps],
});

/** The items of all files as if they were one, and the problems that were found in them. */
export class RuleItems {
  private readonly problems: string[] = [];

  constructor(readonly files: readonly RuleFile[]) {}

  /** Every item under a key, in the order of the files. */
  all<K extends ListKey>(key: K): Located<Item<K>>[] {
    return this.files.flatMap((file) =>
      ((file.content[key] ?? []) as Item<K>[]).map((item, index) => ({ item, file, path: [key, index] as Path })),
    );
  }

  /** Every record of a kind, in the order of the files. */
  records<K extends RecordKey>(key: K): Located<RecordOf<K>>[] {
    return this.files.flatMap((file) => {
      const item = file.content[key] as RecordOf<K> | undefined;
      return item ? [{ item, file, path: [key] as Path }] : [];
    });
  }

  /** Items by their id; a second one of the same id is reported. */
  unique<T extends { id: string }>(located: readonly Located<T>[]): Map<string, Located<T>> {
    const byId = new Map<string, Located<T>>();
    for (const one of located) {
      const first = byId.get(one.item.id);
      if (first) this.reportSecond(first, one, ['id'], (place) => `"${one.item.id}" is already defined at ${place}.`);
      else byId.set(one.item.id, one);
    }
    return byId;
  }

  /**
   * Reports the second of two things of which there may be one. Where one was laid over the other, that is the one that somebody added,
   * whatever the order of the files.
   */
  reportSecond(one: Located<unknown>, other: Located<unknown>, further: Path, message: (place: string) => string): void {
    const [first, second] = one.file.layer > other.file.layer ? [other, one] : [one, other];
    this.report(second, further, message(first.file.at(first.path)));
  }

  report({ file, path }: Located<unknown>, further: Path, message: string): void {
    this.problems.push(`${file.at([...path, ...further])}: ${message}`);
  }

  /** @throws UserError (exit 3) with every problem that was reported, where there is one. */
  refuseProblems(): void {
    if (this.problems.length) throw new UserError(this.problems.join('\n'));
  }
}
