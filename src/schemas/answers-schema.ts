import { z } from 'zod';
import { type Question, type RuleBase, unknown } from '../knowledge/types.js';

const nobodyKnows = z.literal(unknown).meta({ description: 'Nobody knows.' });
const emptyList = z.literal('none').meta({ description: 'None of them.' });
// A word may stand before a version, as in net10.0 and v17; a suffix such as -rc1 is read and left out.
const version = /^[a-z]*\d+(\.\d+){0,3}([-+][0-9A-Za-z.+-]+)?$/;

// As people write numbers (30k, 5s), and ranges of them.
const number = '\\$?\\d[\\d,_.]*\\s*[A-Za-z/]*';
const range = z
  .string()
  .regex(new RegExp(`^\\s*(?:(?:>=|>|<=|<)?${number}|${number}\\.\\.${number})\\s*$`))
  .meta({ description: 'A range, such as 1000..20000, >=20000 or <50.' });

/** The answers as backplane.yaml and assistants give them: every question of the rule base by its id, none of them required. */
export function answersSchema({ questions }: RuleBase) {
  const answers = Object.fromEntries(questions.map((question) => [question.id, answerSchema(question).optional()]));
  return z.strictObject(answers).meta({
    title: 'Answers for backplane',
    description: 'What is known of a site. Keys are the questions that "backplane advise --help" lists; each also takes "unknown".',
  });
}

/** One answer, with the prompt of the question, its help, and why it is asked. */
function answerSchema(question: Question) {
  const { prompt, help, why } = question;
  return valueSchema(question).meta({ title: prompt, description: [prompt, help, why].filter(Boolean).join('\n\n') });
}

function valueSchema(question: Question) {
  const { type, unit, minimum = 0, maximum } = question;
  switch (type) {
    case 'choice':
      return z.union([...choicesOf(question), nobodyKnows]);
    case 'list': {
      const names = question.choices.map(({ value }) => value).join('|');
      const separated = z.string().regex(new RegExp(`^\\s*(${names})(\\s*,\\s*(${names}))+\\s*$`));
      return z.union([z.array(z.union(choicesOf(question))), ...choicesOf(question), emptyList, nobodyKnows, separated]);
    }
    case 'version':
      return z.union([z.string().regex(version), z.number().positive(), nobodyKnows]);
    default: {
      const number = type === 'integer' ? z.int() : z.number();
      const from = number.min(minimum);
      return z.union([
        (maximum === undefined ? from : from.max(maximum)).meta({ description: `In ${unit ?? 'units'}.` }),
        range,
        nobodyKnows,
      ]);
    }
  }
}

const choicesOf = ({ choices }: Question) =>
  choices.map(({ value, label, help }) => z.literal(value).meta({ description: [label ?? value, help].filter(Boolean).join('. ') }));
