import { didYouMean } from '../knowledge/nearest.js';
import { type Answer, type Fact, type RuleBase, UserError } from '../knowledge/types.js';
import { parseAnswer } from '../questions/parse-answer.js';
import { questionCalled } from '../questions/question-called.js';

/**
 * An answer that a program gives, as a fact that counts like a flag.
 * @throws UserError (2) for a question that does not exist, or a value that it does not take.
 */
export function stated({ questions }: RuleBase, id: string, value: Answer): Fact {
  const question = questionCalled(questions, id);
  const ids = questions.map((one) => one.id);
  if (!question) throw new UserError(`"${id}" is not a question.${didYouMean(id, ids)} Expected one of ${ids.join(', ')}.`, 2);
  const parsed = parseAnswer(question, Array.isArray(value) ? value.join(',') || 'none' : String(value));
  if ('problem' in parsed) throw new UserError(`${id}: ${parsed.problem}`, 2);
  return { id: question.id, value: parsed.value, provenance: 'flag' };
}
