import { assume } from '../decide/assume.js';
import { openQuestions } from '../decide/relevance.js';
import { type Answer, type Fact, type Question, unknown } from '../knowledge/types.js';
import type { Plan } from '../plan/plan.js';
import { answersFileName, writeAnswersFile } from '../questions/answers-file.js';
import { inOrderOfWeight } from '../questions/in-order-of-weight.js';
import { expected } from '../questions/parse-answer.js';
import { wrap } from '../render/style.js';
import type { Site } from './site.js';

/** A `backplane.yaml` to fill in. */
export interface AnswersDraft {
  text: string;
  /** What was read from the project, which stands in it as comments. */
  read: readonly Fact[];
  /** What was answered already, which stands in it as answers. */
  answered: readonly Fact[];
  /** What can still change the recommendation, those first that decide most. */
  open: readonly Question[];
}

const width = { colour: false, width: 100 };

/**
 * The answers file of a site with what is known and what is open: answers as they are, what was read from the project as comments (it is read again
 * each time), and each open question as a comment that becomes an answer when it is filled in. It can be read as it is.
 */
export function answersDraft({ ruleBase, stated, asOf }: Pick<Site, 'ruleBase' | 'stated' | 'asOf'>): AnswersDraft {
  const read = stated.filter(({ provenance }) => provenance === 'detected');
  const answered = stated.filter(({ provenance, value }) => provenance !== 'detected' && value !== unknown);
  const asked = [...openQuestions(ruleBase, assume(ruleBase, stated, { asOf }), { asOf })];
  const open = inOrderOfWeight(ruleBase, stated, asked, { asOf });
  const sections = [
    answered.length > 0
      ? writeAnswersFile(answered).trimEnd()
      : '# Answers for backplane (https://www.npmjs.com/package/backplane-advisor). Keys and choices: backplane advise --help',
    ...(read.length === 0
      ? []
      : [
          [
            '# Read from the project, and read again each time. Write a line only where the project is wrong.',
            ...read.map((fact) => `#   ${fact.id}: ${asYaml(fact.value)}${placeOf(fact)}`),
          ].join('\n'),
        ]),
    ...(open.length === 0
      ? ['# Nothing is open: no other answer changes the recommendation.']
      : ['# Open, those first that decide most. Fill in what you know and take the "#" away; "unknown" is an answer, too.']),
    ...open.map(asComment),
  ];
  return { text: `${sections.join('\n\n')}\n`, read, answered, open };
}

/** The plan that puts a draft into a folder that has no answers file. */
export const planOfDraft = (folder: string, { text }: AnswersDraft): Plan => ({
  folder,
  steps: [],
  changes: [{ path: answersFileName, state: 'create', title: 'answers', parts: [], after: text, encoding: 'utf8', byteOrderMark: false }],
});

function asComment(question: Question): string {
  const { id, prompt, help } = question;
  return [
    wrap(width, prompt, '# '),
    ...(help === undefined ? [] : [wrap(width, help, '#   ')]),
    wrap(width, `Expected: ${expected(question)}.`, '#   '),
    `# ${id}:`,
  ].join('\n');
}

const asYaml = (value: Answer): string => (Array.isArray(value) ? `[${value.join(', ')}]` : String(value));

const placeOf = ({ evidence }: Fact): string => (evidence?.[0] ? `  (${evidence[0].file}:${evidence[0].line})` : '');
