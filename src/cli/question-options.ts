import { type Command, Option } from 'commander';
import type { Fact, Question, RuleBase } from '../knowledge/types.js';
import { flagOf } from '../questions/names.js';
import { expected, parseAnswer } from '../questions/parse-answer.js';
import { namesOf } from '../questions/question-called.js';

/**
 * Adds a flag for each question to a command, and one that help does not show for each other name of it. Facts gather what was given.
 * A list may be given several times; anything else given twice is an error.
 * @param problems gathers what is wrong, so that all of it is said at once.
 */
export function addQuestionOptions(command: Command, ruleBase: RuleBase, facts: Map<string, Fact>, problems: string[]): void {
  for (const question of ruleBase.questions) {
    const section = ruleBase.sections.find(({ id }) => id === question.section)?.title ?? question.section;
    const placeholder =
      question.type === 'list' ? '<list>' : question.type === 'choice' ? '<choice>' : `<${question.unit ?? question.type}>`;
    const given: { flag: string; text: string }[] = [];
    for (const name of namesOf(question)) {
      const flag = flagOf(name);
      const option = new Option(`${flag} ${placeholder}`, `${question.prompt}\n${answersInWords(question)}`);
      option.helpGroup(`${section}:`).hideHelp(name !== question.id);
      option.argParser((text: string) => {
        const [first] = given;
        if (first && question.type !== 'list') problems.push(givenTwice(first, { flag, text }));
        given.push({ flag, text });
        const parsed = parseAnswer(question, question.type === 'list' ? given.map((one) => one.text).join(',') : text);
        if ('problem' in parsed) problems.push(`${flag}: ${parsed.problem}`);
        else facts.set(question.id, { id: question.id, value: parsed.value, provenance: 'flag' });
        return text;
      });
      command.addOption(option);
    }
  }
}

const givenTwice = (first: { flag: string; text: string }, again: { flag: string; text: string }): string =>
  first.flag === again.flag
    ? `${first.flag} was given twice (${first.text} and ${again.text}). Give it once.`
    : `${first.flag} and ${again.flag} are the same question (${first.text} and ${again.text}). Give one of them.`;

/** What may be answered, for the help: the choices with what they mean where the word alone does not say it. */
function answersInWords(question: Question): string {
  if (question.choices.length === 0) return expected(question);
  const choices = question.choices.map(({ value, label = value }) =>
    label.toLowerCase().replace(/[^a-z0-9]+/g, '-') === value ? value : `${value} (${label})`,
  );
  return question.type === 'list' ? `comma-separated: ${choices.join(', ')}; or none` : choices.join(', ');
}
