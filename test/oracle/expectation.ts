/** What a case promises of a decision, in the manner of ../shared/accept/cases.yaml. */
import type { Backplane } from './exclusions.js';
import type { Outcome, Status } from './oracle.js';
import type { Answers } from './site.js';

export interface Expectation {
  outcome?: Outcome;
  recommended?: Backplane;
  /** Eligible or undecided. */
  usable?: Backplane[];
  eligible?: Backplane[];
  undecided?: Backplane[];
  excluded?: Backplane[];
  /** Each matches some text of a reason, a prerequisite or a warning. */
  says?: RegExp[];
}

export interface Case {
  /** What the source says, in short. */
  gist: string;
  answers: Answers;
  expect: Expectation;
}

/** A decision as far as it can be compared; the oracle recommends nothing and says nothing. */
export interface Decided {
  outcome: Outcome;
  status: Partial<Record<string, Status>>;
  recommended?: string | null;
  texts?: string[];
}

/** One sentence per broken promise. */
export function problems(expect: Expectation, decided: Decided): string[] {
  const found: string[] = [];
  const check = (ofThese: Backplane[] | undefined, ...wanted: Status[]) => {
    for (const backplane of ofThese ?? []) {
      const status = decided.status[backplane];
      if (status === undefined || !wanted.includes(status))
        found.push(`${backplane} is ${status ?? 'not judged'}, expected ${wanted.join(' or ')}`);
    }
  };
  if (expect.outcome && decided.outcome !== expect.outcome) found.push(`outcome is ${decided.outcome}, expected ${expect.outcome}`);
  if (expect.recommended && decided.recommended !== undefined && decided.recommended !== expect.recommended)
    found.push(`recommended is ${decided.recommended}, expected ${expect.recommended}`);
  check(expect.usable, 'eligible', 'undecided');
  check(expect.recommended ? [expect.recommended] : [], 'eligible', 'undecided');
  check(expect.eligible, 'eligible');
  check(expect.undecided, 'undecided');
  check(expect.excluded, 'excluded');
  if (decided.texts)
    for (const said of expect.says ?? []) if (!decided.texts.some((text) => said.test(text))) found.push(`nothing says ${said}`);
  return found;
}
