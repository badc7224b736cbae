import { type Command, Option } from 'commander';
import { type Fact, type RuleBase, UserError } from '../knowledge/types.js';
import { flagOf } from '../questions/names.js';
import { parseAnswer, parseList } from '../questions/parse-answer.js';

/**
 * Adds a flag for each question to a command. Facts gather what was given.
 * A list may be given several times; anything else given twice is an error.
 */
export function addQuestionOptions(command: Command, ruleBase: RuleBase, facts: Map<string, Fact>): void {
  for (const question of ruleBase.questions) {
    const section = ruleBase.sections.find(({ id }) => id === question.section)?.title ?? question.section;
    const placeholder =
      question.type === 'list' ? '<list>' : question.type === 'choice' ? '<choice>' : `<${question.unit ?? question.type}>`;
    const choices = question.choices.length ? ` ${question.choices.map(({ value }) => value).join(', ')}` : '';
    const option = new Option(`${flagOf(question.id)} ${placeholder}`, `${question.prompt}${choices}`).helpGroup(`${section}:`);
    option.argParser((text: string) => {
      const given = facts.get(question.id);
      const parsed = parseAnswer(question, text);
      if ('problem' in parsed) throw new UserError(`${flagOf(question.id)}: ${parsed.problem}`, 2);
      if (given && question.type !== 'list')
        throw new UserError(`${flagOf(question.id)} was given twice (${given.value} and ${text}). Give it once.`, 2);
      const joined =
        given && Array.isArray(given.value) && Array.isArray(parsed.value)
          ? parseList(question, [...given.value, ...parsed.value])
          : parsed;
      if ('value' in joined) facts.set(question.id, { id: question.id, value: joined.value, provenance: 'flag' });
      return text;
    });
    command.addOption(option);
  }
}
