import { type Command, Option } from 'commander';
import { type Fact, type Question, type RuleBase, UserError } from '../knowledge/types.js';
import { flagOf } from '../questions/names.js';
import { expected, parseAnswer } from '../questions/parse-answer.js';

/**
 * Adds a flag for each question to a command. Facts gather what was given.
 * A list may be given several times; anything else given twice is an error.
 */
export function addQuestionOptions(command: Command, ruleBase: RuleBase, facts: Map<string, Fact>): void {
  for (const question of ruleBase.questions) {
    const section = ruleBase.sections.find(({ id }) => id === question.section)?.title ?? question.section;
    const placeholder =
      question.type === 'list' ? '<list>' : question.type === 'choice' ? '<choice>' : `<${question.unit ?? question.type}>`;
    const option = new Option(`${flagOf(question.id)} ${placeholder}`, `${question.prompt}\n${answersInWords(question)}`);
    option.helpGroup(`${section}:`);
    const given: string[] = [];
    option.argParser((text: string) => {
      if (given.length && question.type !== 'list')
        throw new UserError(`${flagOf(question.id)} was given twice (${given[0]} and ${text}). Give it once.`, 2);
      given.push(text);
      const parsed = parseAnswer(question, given.join(','));
      if ('problem' in parsed) throw new UserError(`${flagOf(question.id)}: ${parsed.problem}`, 2);
      facts.set(question.id, { id: question.id, value: parsed.value, provenance: 'flag' });
      return text;
    });
    command.addOption(option);
  }
}

/** What may be answered, for the help: the choices with what they mean where the word alone does not say it. */
function answersInWords(question: Question): string {
  if (question.choices.length === 0) return expected(question);
  const choices = question.choices.map(({ value, label = value }) =>
    label.toLowerCase().replace(/[^a-z0-9]+/g, '-') === value ? value : `${value} (${label})`,
  );
  return question.type === 'list' ? `comma-separated: ${choices.join(', ')}; or none` : choices.join(', ');
}
