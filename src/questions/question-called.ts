import type { Question } from '../knowledge/types.js';

/** The question of this name, or the one that is also called so. */
export const questionCalled = (questions: readonly Question[], name: string): Question | undefined =>
  questions.find(({ id }) => id === name) ?? questions.find((question) => question['also-called']?.includes(name));

/** Every name that leads to a question: its id, and what it is also called. */
export const namesOf = (question: Question): string[] => [question.id, ...(question['also-called'] ?? [])];
