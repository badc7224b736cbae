import type { Answer, Question } from '../knowledge/types.js';

/** Answers to a question that between them can bring about everything it can change: every choice, the boundaries of numbers and versions. */
export function valuesToTry(question: Question, current?: Answer): Answer[] {
  switch (question.type) {
    case 'choice':
      return question.choices.map(({ value }) => value);
    case 'list': {
      const list = Array.isArray(current) ? current : [];
      return [[], ...question.choices.map(({ value }) => (list.includes(value) ? list.filter((one) => one !== value) : [...list, value]))];
    }
    case 'version':
      return question.samples.map(String);
    default:
      return question.samples.map(Number);
  }
}
