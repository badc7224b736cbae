import type { z } from 'zod';
import type { Path } from '../language/parse-condition.js';
import { didYouMean } from '../nearest.js';
import { keysAt } from './schema-keys.js';

/** What is wrong with a file, and where: the path of a value, or of one of its keys. */
export interface Problem {
  path: Path;
  key?: string;
  message: string;
}

type Issue = z.core.$ZodIssue;

/** An issue of the schema in the words of the rule base; `raw` is the content of the file as it was read. */
export function describeIssue(issue: Issue, raw: unknown): Problem[] {
  const path = issue.path.filter((step): step is string | number => typeof step !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    const expected = keysAt(path);
    return issue.keys.map((key) => ({
      path,
      key,
      message: `unknown key "${key}".${didYouMean(key, expected)} Expected ${expected.join(', ')}.`,
    }));
  }
  if (issue.code === 'invalid_key')
    return [{ path, message: `found the name "${path.at(-1)}"; expected ${expectation(issue.issues[0] ?? issue, '')}.` }];
  const value = path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step], raw);
  const name = path.filter((step) => typeof step === 'string').at(-1);
  const label = name === undefined ? '' : `${name}: `;
  // An object that does not hang together says so itself.
  if (issue.code === 'custom' && typeof value === 'object') return [{ path, message: `${issue.message}.` }];
  if (value === undefined) return [{ path, message: `"${name}" is missing; expected ${expectation(issue, value)}.` }];
  return [{ path, message: `${label}found ${foundInWords(value)}; expected ${expectation(issue, value)}.${meant(issue, value)}` }];
}

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
};

function expectation(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return `${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return Array.isArray(value)
        ? `at least ${issue.minimum} in the list`
        : issue.origin === 'string'
          ? 'text'
          : `at least ${issue.minimum}`;
    case 'too_big':
      return `at most ${issue.maximum}`;
    case 'invalid_union': {
      // Text or a list of it: the branch that fits what was written says what is wrong with it.
      const branches = issue.errors.flatMap(([first]) => first ?? []);
      const deeper = branches.find((branch) => branch.code !== 'invalid_type');
      return deeper ? expectation(deeper, value) : [...new Set(branches.map((branch) => expectation(branch, value)))].join(' or ');
    }
    case 'invalid_format':
      return issue.format === 'url' ? 'an address such as https://example.com/page' : asExpected(issue.message);
    default:
      return asExpected(issue.message);
  }
}

const asExpected = (message: string): string => message.replace(/^expected /, '');

const meant = (issue: Issue, value: unknown): string =>
  issue.code === 'invalid_value' && typeof value === 'string' ? didYouMean(value, issue.values.map(String)) : '';

/** What was found instead, in a few words. */
export function foundInWords(value: unknown): string {
  if (value === null || value === '') return 'nothing';
  if (Array.isArray(value)) return value.length ? 'a list' : 'an empty list';
  if (typeof value === 'object') return 'a mapping';
  return JSON.stringify(value);
}
